import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { anchorAggregate } from '../../../functions/anchor/anchor.ts';
import { relay } from '../../../functions/relay/relay.ts';
import type { Mail } from '../../../functions/services/mail.ts';
import type { WakeUp } from '../../../functions/services/queues.ts';
import { queueNames } from '../../../functions/spec.ts';
import type { Key } from '../../../functions/store/keys.ts';
import { type Consumer, replayConsumer, Unknown } from '../../../infra/ops/replay.ts';
import { scan } from '../../../infra/ops/table.ts';
import { aggregateType } from '../../../schemas/aggregate.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { draftFile, fileIn, scoredFile } from '../../support/files.ts';
import { tellApplication, tellSession } from '../../support/mails.ts';
import { planSession } from '../../support/sessions.ts';
import { tableOf } from './table-of.ts';

const urls: Record<string, string> = Object.fromEntries(queueNames.map((name) => [name, `https://queue.test/${name}`]));
const siteUrl = 'https://appel.ville.example';
let city: City;
let sessionId: string;
let open: string;

/** Queues that keep what they are sent. */
const keeping = () => {
  const sent: Record<string, WakeUp[]> = {};
  const wake = async (url: string, wakeUps: WakeUp[]) => {
    sent[url] = [...(sent[url] ?? []), ...wakeUps];
  };
  return { sent, wake };
};

const replay = async (consumer: Consumer, id?: string) => {
  const queues = keeping();
  const woken = await replayConsumer(city.ports, queues, urls, consumer, id);
  if (consumer !== 'measure') expect(queues.sent).toEqual({ [urls[consumer] as string]: woken });
  return woken;
};

const inOrder = (wakeUps: readonly WakeUp[]) => wakeUps.map(({ type, id }) => `${type} ${id}`).sort();

/** What `relay` would have woken each consumer for, had the stream brought every item of the table. */
const relayed = async () => {
  const queues = keeping();
  const records: DynamoDBRecord[] = [];
  for await (const item of scan(tableOf(city.ports))) {
    const { pk, sk } = unmarshall(item) as Key;
    records.push({ eventName: 'INSERT', dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } });
  }
  await relay(records, queues, urls);
  return Object.fromEntries(queueNames.map((name) => [name, inOrder(queues.sent[urls[name] as string] ?? [])]));
};

beforeAll(async () => {
  city = await openCity();
  await draftFile(city);
  await scoredFile(city, 1);
  open = await fileIn(city, 'evaluating', 2);
  sessionId = await planSession(city);
  const params = { jurorId: city.jurors[3] as string };
  await city.ask('setJurorStatus', people.staff.id, { params, body: { status: 'leaving' } });
  await city.ask('conveneSession', people.staff.id, { params: { sessionId }, body: {} });
}, 120_000);

test('a consumer that took nothing is woken for all that the stream would have woken it for, of every kind', async () => {
  const expected = await relayed();
  const kinds = new Set(expected.anchor?.map((entry) => entry.split(' ')[0]));
  expect([...kinds].sort()).toEqual([...aggregateType.options].sort());
  expect(inOrder(await replay('notify'))).toEqual(expected.notify);
  expect(inOrder(await replay('anchor'))).toEqual(expected.anchor);
  expect(await replay('close-step')).toEqual([{ type: 'application', id: open }]);
});

test('it is woken for one by its id, of whichever kind, and for nothing that is none of its own', async () => {
  expect(await replay('notify', sessionId)).toEqual([{ type: 'session', id: sessionId }]);
  expect(await replay('notify', open)).toEqual([{ type: 'application', id: open }]);
  expect(await replay('anchor', city.callId)).toEqual([{ type: 'call', id: city.callId }]);
  await expect(replay('notify', city.callId)).rejects.toThrow(Unknown);
  await expect(replay('measure', sessionId)).rejects.toThrow(Unknown);
});

test('once it took them it is woken for nothing, and for what comes next alone', async () => {
  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  for (const { type, id } of await replay('notify'))
    await (type === 'session' ? tellSession : tellApplication)(city.ports, mailer, siteUrl, id);
  for (const wakeUp of await replay('anchor')) await anchorAggregate(city.ports, wakeUp);
  expect(outbox.filter(({ subject }) => subject.startsWith('Séance du jury'))).toHaveLength(3);
  // `measure` is done by the replay itself, for files that a reader of the city's own has not taken yet.
  await replay('measure');
  for (const consumer of ['notify', 'anchor', 'measure'] as const) expect(await replay(consumer)).toEqual([]);

  await city.ask('cancelSession', people.staff.id, { params: { sessionId }, body: {} });
  for (const consumer of ['notify', 'anchor'] as const)
    expect(await replay(consumer)).toEqual([{ type: 'session', id: sessionId }]);
  expect(await replay('measure')).toEqual([]);
});
