import type { FunctionSpec } from '../../functions/spec.ts';
import { streamedActs, streamedEvents } from '../../functions/store/keys.ts';
import type { Bus } from './bus.ts';
import type { Credentials, DynamoDb } from './dynamodb.ts';
import type { Words } from './fault.ts';
import type { FunctionHost } from './functions.ts';
import { asBatchConsumer, pollQueue, type Queue, type Queues } from './queues.ts';
import { readStreams } from './streams.ts';

/**
 * Begins to hand out what waits on the bus, the queues and the table's stream.
 * @returns how to stop; it waits for the batches in hand.
 */
export const startConsumers = async (options: {
  specs: readonly FunctionSpec[];
  functions: FunctionHost;
  bus: Bus;
  queues: Queues;
  queue: Readonly<Record<string, Queue>>;
  dynamodb: DynamoDb;
  region: string;
  credentials: Credentials;
  cursorFile: string | undefined;
  /** Told what people at the terminal should know. */
  notice: (words: Words) => void;
}): Promise<() => Promise<void>> => {
  const { specs, functions, bus, queues, queue, dynamodb, region, credentials, cursorFile, notice } = options;
  const readers = [];
  for (const { name, trigger } of specs) {
    if (trigger.kind !== 'stream') continue;
    const failures = await queues.make(`${name}-failures`, 30);
    readers.push({
      name,
      streamed: [...streamedEvents, ...(trigger.acts ? streamedActs : [])],
      invoke: (event: unknown) => functions.invoke(name, event),
      giveUp: (failure: unknown) => queues.send(failures, failure),
    });
  }
  const { url, streamArn } = dynamodb;
  const streams = readStreams({ url, region, credentials, streamArn, readers, cursorFile, notice });
  const stops = bus.consume();
  for (const { name, trigger } of specs) {
    const source = trigger.kind === 'queue' ? queue[trigger.queue] : undefined;
    const consume = asBatchConsumer((event) => functions.invoke(name, event));
    if (source) stops.push(pollQueue(queues, source, consume));
  }
  return async () => {
    await Promise.all([streams.stop(), ...stops.map((stop) => stop())]);
  };
};
