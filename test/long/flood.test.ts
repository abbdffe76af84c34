import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStorePorts } from '../../functions/services/store.ts';
import { throttlesFor } from '../../infra/limits.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { seedBasics } from '../../infra/local/seed-basics.ts';
import { applicants, persons, staff } from '../../schemas/examples/people.ts';

/** Fewer than an account usually has: the same rule makes limits that one machine can ask beyond. */
const places = 60;
const limits = throttlesFor(places);

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({
    persons,
    places,
    functions: ['public-api', 'applicant-api', 'staff-api'],
    consumers: false,
    schedules: false,
  });
  Object.assign(process.env, platform.env);
  await seedBasics(createStorePorts(platform.env.TABLE_NAME ?? ''), new Date().toISOString());
});
afterAll(() => platform.stop());

const tokenOf = (sub: string, audience: 'applicant' | 'staff') =>
  platform.engines.identity.mintToken({ sub, audience });

/** Asks without a pause, from so many places at once, until `over`. @returns how often each status was answered. */
const flood = async (path: string, atOnce: number, over: { yet: boolean }, token?: string) => {
  const answered: Record<number, number> = {};
  const ask = async () => {
    while (!over.yet) {
      const { status, body } = await fetch(platform.urls.site + path, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
      });
      await body?.cancel();
      answered[status] = (answered[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return answered;
};

test('while anybody asks for several times what they may, every request of the staff is answered', async () => {
  const [agent] = staff;
  const [applicant] = applicants;
  if (!agent || !applicant) throw new Error('The examples have nobody');
  const over = { yet: false };
  const began = performance.now();
  const floods = Promise.all([
    flood('/api/public/calls', 40, over),
    flood('/api/applicant/organisations', 40, over, await tokenOf(applicant.id, 'applicant')),
    // Who has no token asks for the staff's own paths.
    flood('/api/staff/applications', 5, over),
  ]);
  const token = await tokenOf(agent.id, 'staff');
  const asked: number[] = [];
  // Pages of an agent, each of four requests at once.
  for (let page = 0; page < 60; page++)
    asked.push(
      ...(await Promise.all(
        Array.from({ length: 4 }, async () => {
          const { status, body } = await fetch(`${platform.urls.site}/api/staff/members`, {
            headers: { authorization: `Bearer ${token}` },
          });
          await body?.cancel();
          return status;
        }),
      )),
    );
  over.yet = true;
  const [anybody, association, nobody] = await floods;
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `staff ${asked.filter((status) => status === 200).length} of ${asked.length}; public ${JSON.stringify(anybody)}; applicant ${JSON.stringify(association)}; without a token ${JSON.stringify(nobody)}`,
  );

  expect(asked.filter((status) => status === 200)).toHaveLength(240);
  expect(asked).toHaveLength(240);
  for (const [answered, { ratePerSecond, burst }] of [
    [anybody, limits.public],
    [association, limits.applicant],
  ] as const) {
    // Let in as far as the limit goes, and more refused than let in: nothing but these two.
    expect(Object.keys(answered)).toEqual(['200', '429']);
    expect(answered[200]).toBeLessThanOrEqual(burst + Math.ceil(ratePerSecond * seconds));
    expect(answered[429]).toBeGreaterThan(answered[200] as number);
  }
  expect(Object.keys(nobody)).toEqual(['401']);
});
