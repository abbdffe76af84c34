import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test, vi } from 'vitest';
import { reportClocks } from '../../../functions/watch-clocks/report.ts';
import { watchClocks } from '../../../functions/watch-clocks/watch.ts';
import { acts } from '../../factories/lives.ts';
import { commitAct, storeApplication } from '../../factories/stored.ts';
import { openCity, people } from '../../support/city.ts';

const staff = people.staff.id;

test('files run out of time in the order of their days; the day itself is still one to answer on', async () => {
  const city = await openCity({ now: '2026-03-02T09:00:00.000Z' });
  const { ports } = city;
  const first = await storeApplication(ports, 'checking');
  const supported = await storeApplication(ports, 'supported');
  const asked = await storeApplication(ports, 'complements');
  ports.clock.advance({ days: 3 });
  const second = await storeApplication(ports, 'evaluating');

  const seen = async (now: string) => {
    ports.clock.set(now);
    const { items, warningDays } = await city.ask('listClocks', staff);
    return { rows: items.map(({ id, runsOutOn }) => [id, runsOutOn]), warningDays, watched: await watchClocks(ports) };
  };
  expect(await seen('2026-04-17T09:00:00.000Z')).toEqual({
    rows: [],
    warningDays: 14,
    watched: { near: [], past: [] },
  });
  // Midnight in Paris, not in UTC.
  expect(await seen('2026-04-17T22:30:00.000Z')).toEqual({
    rows: [[first, '2026-05-02']],
    warningDays: 14,
    watched: { near: [first], past: [], daysLeft: 14 },
  });
  expect(await seen('2026-05-02T09:00:00.000Z')).toEqual({
    rows: [
      [first, '2026-05-02'],
      [second, '2026-05-05'],
    ],
    warningDays: 14,
    watched: { near: [first, second], past: [], daysLeft: 0 },
  });
  // A request for documents that nobody answered holds the clock no longer than its own fifteen days.
  expect(await seen('2026-05-03T09:00:00.000Z')).toEqual({
    rows: [
      [first, '2026-05-02'],
      [second, '2026-05-05'],
      [asked, '2026-05-17'],
    ],
    warningDays: 14,
    watched: { near: [second, asked], past: [first], daysLeft: -1 },
  });
  await commitAct(ports, first, acts().withdraw());
  const { watched } = await seen('2026-05-03T09:00:00.000Z');
  expect(watched).toEqual({ near: [second, asked], past: [], daysLeft: 2 });
  expect(JSON.stringify(watched)).not.toContain(supported);
});

test('the list goes on page by page, and the watch counts them all', async () => {
  const city = await openCity({ now: '2026-03-02T09:00:00.000Z' });
  for (let count = 0; count < 27; count++) await storeApplication(city.ports, 'checking');
  city.ports.clock.set('2026-05-01T09:00:00.000Z');
  const one = await city.ask('listClocks', staff);
  const two = await city.ask('listClocks', staff, { query: { cursor: one.nextCursor as string } });
  expect([one.items.length, two.items.length, two.nextCursor]).toEqual([25, 2, undefined]);
  expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(27);
  expect((await watchClocks(city.ports)).near).toHaveLength(27);
});

test('a row says of a file what the queue says, with its call and its day', async () => {
  const city = await openCity({ now: '2026-03-02T09:00:00.000Z' });
  const id = await storeApplication(city.ports, 'deciding');
  city.ports.clock.set('2026-05-01T09:00:00.000Z');
  const [row] = (await city.ask('listClocks', staff)).items;
  const query = { callId: city.callId, state: 'deciding' };
  const [queued] = (await city.ask('listQueue', staff, { query })).items;
  expect(row).toEqual({ ...queued, id, callId: city.callId, runsOutOn: '2026-05-02' });
});

test('a place that is none of ours is refused', async () => {
  const city = await openCity();
  expect((await city.send('listClocks', staff, { query: { cursor: 'x' } })).status).toBe(422);
});

test('what was counted is told as a line of figures, zeros too, and of ids', () => {
  const logger = new Logger();
  const info = vi.spyOn(logger, 'info').mockReturnValue(undefined);
  reportClocks({ near: ['app_1', 'app_2'], past: [], daysLeft: 3 }, logger);
  expect(info.mock.calls).toEqual([
    ['Clocks watched', { near: 2, past: 0, daysLeft: 3, nearIds: ['app_1', 'app_2'], pastIds: [] }],
  ]);
});
