import type { StorePorts } from '../../functions/store/ports.ts';

/** Ports whose secondary indexes lag as long as `behind` says so: what was written does not show in them meanwhile. */
export const laggingWhile = <P extends StorePorts>(ports: P, behind: () => boolean): P => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, name) => {
      if (name !== 'send') return Reflect.get(client, name);
      const send = client.send.bind(client) as (command: object) => Promise<unknown>;
      return async (command: { input?: { IndexName?: string } }) =>
        command.input?.IndexName && behind() ? { Items: [], Count: 0, $metadata: {} } : send(command);
    },
  }),
});

/** Ports whose secondary indexes lag without end: what was written never shows in them. */
export const lagging = <P extends StorePorts>(ports: P): P => laggingWhile(ports, () => true);
