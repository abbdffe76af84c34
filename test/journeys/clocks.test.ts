import { afterAll, beforeAll, expect, test } from 'vitest';
import { clocks as fr } from '../../frontend/texts/fr/clocks.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { persons } from '../../schemas/examples/people.ts';
import { storeApplication } from '../factories/stored.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { say } from './support/texts.ts';

const agent = persons.find(({ audiences }) => audiences.includes('staff')) ?? { name: '' };

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

/** A file submitted so many days ago. */
const submittedAgo = (days: number, state: 'checking' | 'complements' | 'deciding') => {
  const then = new Date(`${addDays(dayOf(new Date().toISOString()), -days)}T09:00:00Z`);
  return storeApplication({ ...city.ports, now: () => then }, state);
};

test('staff see which files the city’s silence is about to refuse, or has refused, and open them', async () => {
  const visit = await city.visit();
  const { page } = visit;
  await visit.open('/staff');
  await visit.signIn(agent);
  await page.getByRole('navigation').first().waitFor();
  expect(await page.getByRole('region', { name: fr.panel.label }).count()).toBe(0);

  await submittedAgo(70, 'checking');
  await submittedAgo(55, 'deciding');
  await submittedAgo(66, 'complements');
  await submittedAgo(10, 'checking');
  await visit.open('/staff');
  const panel = page.getByRole('region', { name: fr.panel.label });
  await panel.getByText(say(fr.panel.past_one, { count: 1 })).waitFor();
  await panel.getByText(say(fr.panel.near_other, { count: 2, days: 14 })).waitFor();
  await visit.look('clocks-panel');

  await panel.getByRole('link', { name: fr.panel.open }).click();
  await page.getByRole('heading', { level: 1, name: fr.title }).waitFor();
  const rows = page.getByRole('row');
  await eventually(() => rows.count()).toBe(4);
  expect(await rows.nth(1).textContent()).toContain(fr.list.rejected);
  expect(await page.getByText(fr.list.rejected).count()).toBe(1);
  expect(await page.getByText(fr.list.suspended).count()).toBe(1);
  await visit.look('clocks-list');
  expect(visit.complaints).toEqual([]);
});
