import { randomUUID } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';
import type { FunctionSpec } from '../../functions/spec.ts';
import type { FunctionHost } from './functions.ts';
import { pollQueue, type Queue, type Queues } from './queues.ts';

export interface Bus {
  /** Takes an event; once this resolves, every function that it triggers gets it at least once. */
  put(event: Pick<EventBridgeEvent<string, unknown>, 'source' | 'detail-type' | 'resources' | 'detail'>): Promise<void>;
  /** Begins to hand events out; answers how to stop, one for each function. */
  consume(): (() => Promise<void>)[];
}

/**
 * The default event bus: each function with a matching trigger has a queue of its own behind it, so that an event
 * outlives a restart, is handed out again when the function fails, and ends in a dead-letter queue.
 */
export const startBus = async (options: {
  specs: readonly FunctionSpec[];
  queues: Queues;
  functions: FunctionHost;
  region: string;
}): Promise<Bus> => {
  const targets: { spec: FunctionSpec; trigger: EventTrigger; queue: Queue }[] = [];
  for (const spec of options.specs)
    if (spec.trigger.kind === 'event')
      targets.push({
        spec,
        trigger: spec.trigger,
        queue: await options.queues.make(`events-${spec.name}`, spec.timeoutSeconds + 10),
      });
  return {
    put: async (event) => {
      const whole: EventBridgeEvent<string, unknown> = {
        version: '0',
        id: randomUUID(),
        account: '000000000000',
        time: `${new Date().toISOString().slice(0, 19)}Z`,
        region: options.region,
        ...event,
      };
      const matching = targets.filter(
        ({ trigger }) => trigger.source === event.source && trigger.detailTypes.includes(event['detail-type']),
      );
      await Promise.all(matching.map(({ queue }) => options.queues.send(queue, whole)));
    },
    consume: () =>
      targets.map(({ spec, queue }) =>
        pollQueue(options.queues, queue, async (records) => {
          const outcomes = await Promise.allSettled(
            records.map((record) => options.functions.invoke(spec.name, JSON.parse(record.body))),
          );
          return new Set(records.filter((_, index) => outcomes[index]?.status === 'rejected').map((r) => r.messageId));
        }),
      ),
  };
};

type EventTrigger = Extract<FunctionSpec['trigger'], { kind: 'event' }>;
