import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { logger } from '../../functions/observe.ts';
import { relay } from '../../functions/relay/relay.ts';
import type { ActWakeUp, WakeUp } from '../../functions/services/queues.ts';
import { type QueueName, queueNames } from '../../functions/spec.ts';
import { Stale } from '../../functions/store/commit.ts';
import {
  actHeadKey,
  applicationKey,
  assignmentKey,
  cursorKey,
  eventKey,
  formerEventKey,
  type Key,
  logOf,
  mailKey,
  messageKey,
} from '../../functions/store/keys.ts';
import { LeaseHeld } from '../../functions/store/lease.ts';
import { NoTurn } from '../../functions/store/pace.ts';
import { Unprocessed } from '../../functions/store/unprocessed.ts';
import { takeQueue, takeStream, tamperedWith, wakeUpOf } from '../../functions/stream.ts';
import { anId } from '../factories/application.ts';

const app = (count: number) => anId('app', count);
let sequence = 0;
const record = ({ pk, sk }: Key, eventName: DynamoDBRecord['eventName'] = 'INSERT'): DynamoDBRecord => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: String(++sequence) },
});
const event = (count: number, seq: number) => record(eventKey('application', app(count), seq));
const message = (body: string, messageId: string) => ({ body, messageId }) as SQSRecord;

describe('a record of the stream', () => {
  test('wakes for a new event, and for nothing else', () => {
    expect(wakeUpOf(event(1, 3))).toEqual({ type: 'application', id: app(1) });
    // As older code writes it, beside the head.
    expect(wakeUpOf(record(formerEventKey('application', app(1), 3)))).toEqual({ type: 'application', id: app(1) });
    expect(wakeUpOf(record(eventKey('evaluation', anId('evl', 1), 1)))).toEqual({
      type: 'evaluation',
      id: anId('evl', 1),
    });
    for (const other of [
      record(applicationKey(app(1))),
      record(applicationKey(app(1)), 'MODIFY'),
      record(eventKey('application', app(1), 1), 'REMOVE'),
      record(eventKey('application', app(1), 1), 'MODIFY'),
      record(assignmentKey(app(1), 'j1')),
      record(cursorKey('application', app(1), 'measure')),
      record({ pk: 'TALLY#1', sk: 'EVENT#000001' }),
    ])
      expect(wakeUpOf(other)).toBeUndefined();
  });

  test('says so when an event was changed or removed in its log, and in no other case', () => {
    const key = { ...eventKey('application', app(1), 3), pk: logOf('application', app(1)) };
    for (const name of ['MODIFY', 'REMOVE'] as const)
      expect(tamperedWith(record(key, name))).toEqual({ type: 'application', id: app(1), seq: 3 });
    for (const other of [
      record(key),
      // Those that were beside the head are removed when they are moved to the log.
      record(formerEventKey('application', app(1), 3), 'REMOVE'),
      record(applicationKey(app(1)), 'MODIFY'),
      record(cursorKey('application', app(1), 'measure'), 'MODIFY'),
    ])
      expect(tamperedWith(other)).toBeUndefined();
  });

  test('is taken in order, each aggregate once a batch', async () => {
    const taken: string[] = [];
    const records = [event(1, 1), event(2, 1), event(1, 2), record(eventKey('organisation', anId('org', 1), 1))];
    const response = await takeStream(records, ['application'], async ({ id }) => taken.push(id));
    expect([taken, response]).toEqual([[app(1), app(2)], { batchItemFailures: [] }]);
  });

  test('that fails stops the batch there, and the stream comes again from it', async () => {
    const taken: string[] = [];
    const records = [event(1, 1), event(2, 1), event(3, 1)];
    const response = await takeStream(records, ['application'], async ({ id }) => {
      if (id === app(2)) throw new Error('later');
      taken.push(id);
    });
    expect([taken, response]).toEqual([
      [app(1)],
      { batchItemFailures: [{ itemIdentifier: records[1]?.dynamodb?.SequenceNumber }] },
    ]);
  });
});

test('a message of a queue that fails, or that is none, comes again by itself', async () => {
  const taken: string[] = [];
  const response = await takeQueue(
    [
      message(JSON.stringify({ type: 'application', id: app(1) }), 'm1'),
      message('not json', 'm2'),
      message(JSON.stringify({ type: 'planet', id: 'x' }), 'm3'),
      message(JSON.stringify({ type: 'application', id: app(2) }), 'm4'),
      message(JSON.stringify({ type: 'application', id: app(3) }), 'm5'),
    ],
    async ({ id }) => {
      if (id === app(2)) throw new Error('later');
      taken.push(id);
    },
  );
  expect(taken).toEqual([app(1), app(3)]);
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm2' }, { itemIdentifier: 'm3' }, { itemIdentifier: 'm4' }],
  });
});

describe('what comes again', () => {
  const ofService = (name: string, httpStatusCode: number, more: object = {}) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode }, ...more });
  const fault = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };
  const said = async (error: unknown): Promise<string[]> => {
    const warn = vi.spyOn(logger, 'warn').mockImplementation(() => {});
    const unexpected = vi.spyOn(logger, 'error').mockImplementation(() => {});
    const fail = () => Promise.reject(error);
    await takeStream([event(1, 1)], ['application'], fail);
    await takeQueue([message(JSON.stringify({ type: 'application', id: app(1) }), 'm1')], fail);
    await relay([event(1, 1)], { wake: fail }, Object.fromEntries(queueNames.map((name) => [name, name])));
    const levels = [...warn.mock.calls.map(() => 'WARN'), ...unexpected.mock.calls.map(() => 'ERROR')];
    vi.restoreAllMocks();
    return levels;
  };

  test.each<[string, unknown]>([
    ['a race that others won', new Stale()],
    ['a mail that another run sends', new LeaseHeld()],
    ['a turn that comes too late', new NoTurn()],
    ['a batch that the table did not take', new Unprocessed()],
    ['a transaction in conflict', ofService('TransactionCanceledException', 400)],
    ['a throttled table', ofService('ProvisionedThroughputExceededException', 400)],
    ['a service that is busy', ofService('TooManyRequestsException', 429)],
    ['a service that fails', ofService('InternalServerError', 500)],
    ['a connection that was lost', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['a time that ran out', ofService('TimeoutError', 0)],
  ])('for %s is no more than said', async (_, error) => {
    expect(await said(error)).toEqual(['WARN', 'WARN', 'WARN']);
  });

  test.each<[string, unknown]>([
    ['a slip of the code', fault(() => (undefined as unknown as { id: string }).id)],
    ['what our own code did not expect', new Error('A mail tells of nothing')],
    ['something stored that cannot be read', fault(() => z.strictObject({ v: z.literal(1) }).parse({ v: 2 }))],
    ['a right that is missing', ofService('AccessDeniedException', 400)],
    ['a request that cannot be', ofService('ValidationException', 400)],
    ['a queue that is not there', ofService('QueueDoesNotExist', 400)],
    ['something that is no error', 'no'],
  ])('for %s rings', async (_, error) => {
    expect(await said(error)).toEqual(['ERROR', 'ERROR', 'ERROR']);
  });
});

describe('the relay', () => {
  const urls = Object.fromEntries(queueNames.map((name) => [name, `https://queue.test/${name}`])) as Record<
    QueueName,
    string
  >;
  const queuesThat = (fail: (url: string) => boolean = () => false) => {
    const sent: Record<string, (WakeUp | ActWakeUp)[]> = {};
    return {
      sent,
      wake: async (url: string, wakeUps: (WakeUp | ActWakeUp)[]) => {
        if (fail(url)) throw new Error('throttled');
        sent[url] = wakeUps;
      },
    };
  };
  const records = [
    event(1, 1),
    event(1, 2),
    record(eventKey('evaluation', anId('evl', 1), 1)),
    record(applicationKey(app(2))),
  ];

  test('wakes each consumer for its aggregates, each once', async () => {
    const queues = queuesThat();
    expect(await relay(records, queues, urls)).toEqual({ batchItemFailures: [] });
    expect(queues.sent).toEqual({
      [urls.notify]: [{ type: 'application', id: app(1) }],
      [urls['close-step']]: [
        { type: 'application', id: app(1) },
        { type: 'evaluation', id: anId('evl', 1) },
      ],
      [urls.send]: [],
      [urls.anchor]: [
        { type: 'application', id: app(1) },
        { type: 'evaluation', id: anId('evl', 1) },
      ],
      [urls.audit]: [
        { type: 'application', id: app(1) },
        { type: 'evaluation', id: anId('evl', 1) },
      ],
    });
  });

  test('rings for an event that is gone from its log, unless it went with the draft that it began', async () => {
    const gone = record(eventKey('application', app(3), 1), 'REMOVE');
    const asked: unknown[] = [];
    const by = (answer: boolean) => async (event: unknown) => {
      asked.push(event);
      return answer;
    };
    const rung = async (of: typeof gone, ofDiscarded?: (event: unknown) => Promise<boolean>) => {
      const added = vi.spyOn(logger, 'error');
      await relay([of], queuesThat(), urls, ofDiscarded);
      const calls = added.mock.calls.length;
      added.mockRestore();
      return calls;
    };
    expect([await rung(gone), await rung(gone, by(false)), await rung(gone, by(true))]).toEqual([1, 1, 0]);
    expect(asked).toEqual(Array(2).fill({ type: 'application', id: app(3), seq: 1 }));
    // Nobody changes an event by right.
    expect(await rung({ ...gone, eventName: 'MODIFY' }, by(true))).toBe(1);
    const failing = () => Promise.reject(new Error('No answer'));
    expect(await relay([gone], queuesThat(), urls, failing)).toEqual({
      batchItemFailures: [{ itemIdentifier: gone.dynamodb?.SequenceNumber }],
    });
  });

  test('wakes the sender once for an act that came farther, and not for leases', async () => {
    const queues = queuesThat();
    const act = anId('act', 1);
    const place = { recipient: 'applicant', aggregate: { type: 'application', id: app(1) }, seq: 2 } as const;
    await relay(
      [
        record(messageKey(act, place)),
        record(actHeadKey(act), 'MODIFY'),
        record(messageKey(anId('act', 2), place), 'REMOVE'),
        record(mailKey(anId('act', 3), 'juror'), 'MODIFY'),
      ],
      queues,
      urls,
    );
    expect(queues.sent[urls.send]).toEqual([{ type: 'act', id: act }]);
  });

  test('takes the whole batch again when a queue does not take it, or is not there', async () => {
    const again = { batchItemFailures: [{ itemIdentifier: records[0]?.dynamodb?.SequenceNumber }] };
    expect(
      await relay(
        records,
        queuesThat((url) => url === urls.notify),
        urls,
      ),
    ).toEqual(again);
    expect(await relay(records, queuesThat(), { notify: urls.notify })).toEqual(again);
  });
});
