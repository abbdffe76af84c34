import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { commit, type Guarded, lossOf, retrying, Stale } from '../../functions/store/commit.ts';
import { readEvents } from '../../functions/store/events.ts';
import { GENESIS } from '../../functions/store/hash.ts';
import { eventKey, logOf, organisationKey } from '../../functions/store/keys.ts';
import { readPartition } from '../../functions/store/read.ts';
import type { ReadEvent } from '../../schemas/event.ts';
import { anId } from '../factories/application.ts';
import { faultsOf } from '../support/chain.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';

const id = anId('org', 1);
const headKey = organisationKey(id);
const at = '2026-03-18T09:00:00.000Z';
const digest = 'a'.repeat(64);

/** Commits the next change of one organisation. */
const change = (
  ports: TestPorts,
  before: { version: number; lastHash: string } | undefined,
  name: string,
  also: Guarded[] = [],
) =>
  commit(ports, {
    aggregate: { type: 'organisation', id },
    headKey,
    before,
    head: { name },
    event: {
      type: before ? 'organisation.updated' : 'organisation.registered',
      data: { organisationId: id, digest },
    },
    actor: { role: 'applicant', personId: 'p1' },
    at,
    also,
  });

const beside = (ports: TestPorts, sk: string, condition?: string, lost?: () => Error): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: { ...headKey, sk, beside: true },
      ...(condition && { ConditionExpression: condition }),
    },
  },
  ...(lost && { lost }),
});

const positionOf = ({ seq, hash }: { seq: number; hash: string }) => ({ version: seq, lastHash: hash });

test('a commit writes the head, the event and what goes with them, and nothing else', async () => {
  const ports = await testPorts();
  const event = await change(ports, undefined, 'First', [beside(ports, 'BESIDE')]);
  expect(event).toEqual({
    v: 1,
    aggregate: { type: 'organisation', id },
    seq: 1,
    at,
    actor: { role: 'applicant', personId: 'p1' },
    previousHash: GENESIS,
    type: 'organisation.registered',
    data: { organisationId: id, digest },
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const place = eventKey('organisation', id, 1);
  const items = [
    ...(await readPartition(ports, headKey.pk)),
    ...(await readPartition(ports, logOf('organisation', id))),
  ];
  expect(items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1))).toEqual([
    { ...headKey, sk: 'BESIDE', beside: true },
    { ...event, ...place },
    { ...headKey, v: 1, name: 'First', version: 1, lastHash: event.hash, lastAt: at },
  ]);
});

test('a commit that loses a guard writes nothing at all', async () => {
  const ports = await testPorts();
  const first = await change(ports, undefined, 'First', [beside(ports, 'BESIDE')]);
  const before = await readPartition(ports, headKey.pk);
  await expect(
    change(ports, positionOf(first), 'Second', [
      beside(ports, 'OTHER'),
      beside(ports, 'BESIDE', 'attribute_not_exists(pk)'),
    ]),
  ).rejects.toBeInstanceOf(Stale);
  expect(await readPartition(ports, headKey.pk)).toEqual(before);
});

test('a guard with a meaning of its own says so', async () => {
  const ports = await testPorts();
  class NumberTaken extends Error {}
  const first = await change(ports, undefined, 'First', [beside(ports, 'BESIDE')]);
  const taken = beside(ports, 'BESIDE', 'attribute_not_exists(pk)', () => new NumberTaken());
  await expect(change(ports, positionOf(first), 'Second', [taken])).rejects.toBeInstanceOf(NumberTaken);
});

test('when the head moved too, a lost guard means nothing: it is decided again', async () => {
  const ports = await testPorts();
  const first = await change(ports, undefined, 'First', [beside(ports, 'BESIDE')]);
  await change(ports, positionOf(first), 'Second');
  const taken = beside(ports, 'BESIDE', 'attribute_not_exists(pk)', () => new Error('taken'));
  await expect(change(ports, positionOf(first), 'Third', [taken])).rejects.toBeInstanceOf(Stale);
});

test('an aggregate begins once, and each version of it is followed once', async () => {
  const ports = await testPorts();
  const first = await change(ports, undefined, 'First');
  await expect(change(ports, undefined, 'Again')).rejects.toBeInstanceOf(Stale);
  const second = await change(ports, positionOf(first), 'Second');
  await expect(change(ports, positionOf(first), 'Other second')).rejects.toBeInstanceOf(Stale);
  const events = await readEvents(ports, { type: 'organisation', id });
  expect(events).toEqual([first, second]);
  expect(faultsOf(events)).toEqual([]);
});

test('a chain shows where it was changed, cut or put in another order', async () => {
  const ports = await testPorts();
  let last: ReadEvent = await change(ports, undefined, 'First');
  for (const name of ['Second', 'Third', 'Fourth']) last = await change(ports, positionOf(last), name);
  const chain = await readEvents(ports, { type: 'organisation', id });
  const [first, second, third, fourth] = chain as [
    (typeof chain)[0],
    (typeof chain)[0],
    (typeof chain)[0],
    (typeof chain)[0],
  ];
  expect(faultsOf([first, second, third, fourth])).toEqual([]);
  expect(faultsOf([first, { ...second, at: '2026-03-19T09:00:00.000Z' }, third, fourth])).toEqual([2]);
  expect(faultsOf([first, third, fourth])).toEqual([3, 4]);
  expect(faultsOf([first, third, second, fourth])).toEqual([3, 2, 4]);
});

test('more than ten events keep their order', async () => {
  const ports = await testPorts();
  let last = await change(ports, undefined, 'First');
  for (let count = 2; count <= 12; count++) last = await change(ports, positionOf(last), `Name ${count}`);
  const events = await readEvents(ports, { type: 'organisation', id });
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  expect(faultsOf(events)).toEqual([]);
  expect((await readEvents(ports, { type: 'organisation', id }, 10)).map(({ seq }) => seq)).toEqual([11, 12]);
});

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

test('what a failed transaction means depends on what was lost', () => {
  const taken = new Error('taken');
  const lost = () => taken;
  expect(lossOf(cancelled('None', 'None', 'ConditionalCheckFailed'), [lost], 2)).toBe(taken);
  expect(lossOf(cancelled('ConditionalCheckFailed', 'None', 'None'), [lost], 2)).toBeInstanceOf(Stale);
  expect(lossOf(cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'), [lost], 2)).toBeInstanceOf(
    Stale,
  );
  expect(lossOf(cancelled('None', 'None', 'ConditionalCheckFailed', 'None'), [undefined, lost], 2)).toBeInstanceOf(
    Stale,
  );
  expect(lossOf(cancelled('TransactionConflict', 'None'))).toBeInstanceOf(Stale);
  expect(lossOf(cancelled('ThrottlingError', 'None'))).toBeInstanceOf(Stale);
  const tooLarge = cancelled('ItemCollectionSizeLimitExceeded', 'None');
  expect(lossOf(tooLarge)).toBe(tooLarge);
  const other = new Error('no network');
  expect(lossOf(other)).toBe(other);
});

test('an act that keeps losing is decided again with growing waits, and given up after five seconds', async () => {
  const ports = await testPorts();
  const waits: number[] = [];
  let attempts = 0;
  const patient = {
    ...ports,
    random: () => 1,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      ports.clock.advance({ milliseconds });
    },
  };
  await expect(
    retrying(patient, async () => {
      attempts++;
      throw new Stale();
    }),
  ).rejects.toBeInstanceOf(Stale);
  expect(waits.slice(0, 7)).toEqual([10, 20, 40, 80, 160, 320, 400]);
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  expect([total >= 5000, total < 5400, attempts]).toEqual([true, true, waits.length + 1]);
});

test('anything but a lost race ends an act at once', async () => {
  const ports = await testPorts();
  let attempts = 0;
  await expect(
    retrying(ports, async () => {
      attempts++;
      throw new TypeError('wrong');
    }),
  ).rejects.toBeInstanceOf(TypeError);
  expect(attempts).toBe(1);
});
