import { setImmediate } from 'node:timers/promises';
import type { Bucket } from '../../functions/services/bucket.ts';
import type { StorePorts } from '../../functions/store/ports.ts';

/** Actors who share a store: one that dies between two calls, and several whose calls a test puts in order. */

/** The same ports, each call to the store passed through `around`. */
const around = <P extends StorePorts>(ports: P, through: (call: () => Promise<unknown>) => Promise<unknown>): P => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, name) => {
      if (name !== 'send') return Reflect.get(client, name);
      const send = client.send.bind(client) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => through(() => send(...args));
    },
  }),
});

/** The same bucket, each call to it passed through `around`. */
const bucketAround = <B extends Bucket>(bucket: B, through: (call: () => Promise<unknown>) => Promise<unknown>): B =>
  new Proxy(bucket, {
    get: (own, name) => {
      const method: unknown = Reflect.get(own, name);
      return typeof method === 'function' ? (...args: unknown[]) => through(() => method(...args)) : method;
    },
  });

/** A bucket whose calls wait for their turn, in an actor of `interleave`. */
export const pausing = <B extends Bucket>(bucket: B, pause: () => Promise<void>): B =>
  bucketAround(bucket, async (call) => {
    await pause();
    return call();
  });

/** The actor is no more. */
export class Killed extends Error {}

/** Ports of an actor who dies after `calls` calls to the store: the next one is never made, nor any later. */
export const mortal = <P extends StorePorts>(ports: P, calls: number): P => {
  let made = 0;
  return around(ports, async (call) => {
    if (made >= calls) throw new Killed();
    made++;
    return call();
  });
};

/** Ports and bucket of an actor who dies after `calls` calls to either of them. */
export const mortalWith = <P extends StorePorts, B extends Bucket>(ports: P, bucket: B, calls: number) => {
  let made = 0;
  const through = async (call: () => Promise<unknown>) => {
    if (made >= calls) throw new Killed();
    made++;
    return call();
  };
  return { ports: around(ports, through), bucket: bucketAround(bucket, through), made: () => made };
};

/** Ports that note each write to the store in `log` once it is done, under the actor's name. */
export const noting = <P extends StorePorts>(ports: P, name: string, log: string[]): P => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, property) => {
      if (property !== 'send') return Reflect.get(client, property);
      const send = client.send.bind(client) as (command: object) => Promise<unknown>;
      return async (command: object) => {
        const answer = await send(command);
        if (/Put|Update|Delete|TransactWrite/.test(command.constructor.name)) log.push(name);
        return answer;
      };
    },
  }),
});

/** Ports that count their calls to the store. */
export const counting = <P extends StorePorts>(ports: P): { ports: P; calls: () => number } => {
  let made = 0;
  const counted = around(ports, async (call) => {
    made++;
    return call();
  });
  return { ports: counted, calls: () => made };
};

/** Every order, for `interleave`, in which two actors can make `first` and `second` calls. */
export const everyOrder = (first: number, second: number): number[][] => {
  if (first === 0 || second === 0) return [[...Array(first).fill(0), ...Array(second).fill(1)]];
  return [
    ...everyOrder(first - 1, second).map((order) => [0, ...order]),
    ...everyOrder(first, second - 1).map((order) => [1, ...order]),
  ];
};

/**
 * Runs actors whose calls to the store, and whose waits, happen one at a time. Each number of `order` chooses who goes
 * next among those who are waiting; when they are used up it is the first.
 */
export const interleave = async <T, P extends StorePorts>(
  ports: P,
  order: readonly number[],
  actors: readonly ((ports: P, pause: () => Promise<void>) => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> => {
  const waiting: { actor: number; go: () => Promise<void> }[] = [];
  let living = actors.length;
  const gate = (actor: number, call: () => Promise<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.push({ actor, go: () => call().then(resolve, reject) });
    });
  const running = actors.map((act, actor) => {
    const pause = async () => void (await gate(actor, async () => {}));
    const own = { ...around(ports, (call) => gate(actor, call)), sleep: pause };
    return act(own, pause).finally(() => living--);
  });
  const ended = Promise.allSettled(running);
  let turn = 0;
  while (living > 0) {
    await setImmediate();
    waiting.sort((a, b) => a.actor - b.actor);
    const [next] = waiting.splice((order[turn++] ?? 0) % Math.max(1, waiting.length), 1);
    await next?.go();
  }
  return ended;
};
