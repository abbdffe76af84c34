import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { queueReceives } from '../../../infra/limits.ts';
import { startBus } from '../../../infra/local/bus.ts';
import { type Fauxqs, startFauxqs } from '../../../infra/local/fauxqs.ts';
import { type Handler, hostFunctions } from '../../../infra/local/functions.ts';
import { listen } from '../../../infra/local/listen.ts';
import { asBatchConsumer, connectQueues, pollQueue, type Queues } from '../../../infra/local/queues.ts';
import { backoffMs } from '../../../infra/local/repeat.ts';

const region = 'eu-west-3';
let engine: Fauxqs;
let queues: Queues;
beforeAll(async () => {
  engine = await startFauxqs({ listening: await listen(0), region });
  queues = connectQueues(engine.url, region, { accessKeyId: 'a', secretAccessKey: 'b' });
});
afterAll(async () => {
  queues.stop();
  await engine.stop();
});

/** Reads a queue with a function until the test is over. */
const consume = async (name: string, handle: (event: SQSEvent) => unknown) => {
  const queue = await queues.make(name, 30);
  const stop = pollQueue(
    queues,
    queue,
    asBatchConsumer(async (event) => handle(event)),
  );
  return { queue, stop };
};

test('a batch that is partly refused comes again in that part alone', async () => {
  const seen: string[] = [];
  const { queue, stop } = await consume('partly', ({ Records }) => {
    seen.push(...Records.map((record) => JSON.parse(record.body) as string));
    const failed = Records.filter(
      (record) => record.body === '"bad"' && record.attributes.ApproximateReceiveCount === '1',
    );
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  });
  await Promise.all(['good', 'bad', 'better'].map((body) => queues.send(queue, body)));
  await vi.waitFor(() => expect(seen).toHaveLength(4), 5000);
  expect(seen.toSorted()).toEqual(['bad', 'bad', 'better', 'good']);
  await stop();
});

test('a function that throws gets its whole batch again', async () => {
  let calls = 0;
  const { queue, stop } = await consume('throws', () => {
    calls += 1;
    if (calls === 1) throw new Error('once');
  });
  await queues.send(queue, 'x');
  await vi.waitFor(() => expect(calls).toBe(2), 5000);
  await stop();
});

test('a message that never succeeds ends in the dead-letter queue', async () => {
  const queue = await queues.make('never', 30);
  await queues.send(queue, 'poison');
  let receives = 0;
  const refuse = async (records: SQSEvent['Records']) => {
    receives += 1;
    return new Set(records.map((record) => record.messageId));
  };
  const stop = pollQueue(queues, queue, refuse, () => 0);
  const read = new ReceiveMessageCommand({ QueueUrl: queue.deadLetterUrl, WaitTimeSeconds: 5 });
  const dead = await queues.client.send(read);
  expect(dead.Messages?.map((message) => message.Body)).toEqual(['"poison"']);
  expect(receives).toBe(queueReceives);
  await stop();
});

test('rests grow from one second to half a minute', () => {
  expect([1, 2, 3, 6, 20].map(backoffMs)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
});

test('an event of the bus reaches each function that it triggers, again when it fails', async () => {
  const verified: unknown[] = [];
  const scanned: unknown[] = [];
  const handlers: Record<string, Handler> = {
    'verify-attachment': (event: unknown) => {
      verified.push(event);
      if (verified.length === 1) throw new Error('once');
    },
    'scan-attachment': (event: unknown) => void scanned.push(event),
  };
  const functions = hostFunctions({ specs, runtime: {}, variables: () => ({}), handlers });
  const bus = await startBus({ specs, queues, functions, region });
  const stops = bus.consume();
  await bus.put({ source: 'aws.s3', 'detail-type': 'Object Created', resources: [], detail: { a: 1 } });
  await vi.waitFor(() => expect(verified).toHaveLength(2), 5000);
  expect(verified[1]).toEqual(verified[0]);
  expect(verified[0]).toMatchObject({ version: '0', region, source: 'aws.s3', detail: { a: 1 } });
  expect(scanned).toEqual([]);
  await Promise.all(stops.map((stop) => stop()));
});
