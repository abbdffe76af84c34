import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retrying } from '../../functions/store/commit.ts';
import { settleOrganisation } from '../../functions/store/merging.ts';
import { loadOrganisationItself } from '../../functions/store/organisation-heads.ts';
import { commitOrganisation } from '../../functions/store/organisations.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { findBySiret, SiretHeld } from '../../functions/store/sirets.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import type { OrganisationContent } from '../../schemas/organisation.ts';
import { anId } from '../factories/application.ts';
import { anOrganisation } from '../factories/people.ts';
import { changeAsBefore, storeUnguarded } from '../factories/twins.ts';
import { counting, interleave, Killed, mortal } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';
import { expectOneEach, siretsOf } from '../support/sirets.ts';

const actor = { role: 'applicant' as const };
const contentWith = (siret: string): OrganisationContent => ({ ...anOrganisation(0).content, siret });
const order = fc.array(fc.nat(3), { maxLength: 24 });

const register = (id: `org_${string}`, siret: string) => (ports: StorePorts) =>
  retrying(ports, () =>
    commitOrganisation(ports, {
      id,
      before: undefined,
      content: contentWith(siret),
      actor,
      at: ports.now().toISOString(),
    }),
  );
const change = (id: `org_${string}`, siret: string) => (ports: StorePorts) =>
  retrying(ports, async () => {
    const before = await loadOrganisationItself(ports, id);
    return commitOrganisation(ports, {
      id,
      before,
      content: contentWith(siret),
      actor,
      at: ports.now().toISOString(),
    });
  });
const outcomeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'fulfilled' ? 'done' : result.reason instanceof SiretHeld ? 'held' : result.reason;

/** Ids and numbers that no other case of a property has. */
const fresh = () => {
  let count = 0;
  return { id: () => anId('org', ++count), siret: () => exampleSiret(++count) };
};

describe('of two who register one SIRET side by side', () => {
  test('exactly one does, whoever goes first, and the other leaves nothing behind', async () => {
    const ports = await testPorts();
    const { id, siret } = fresh();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const [one, other, number] = [id(), id(), siret()];
        const results = await interleave(ports, turns, [register(one, number), register(other, number)]);
        expect(results.map(outcomeOf).toSorted()).toEqual(['done', 'held']);
        const winner = results[0]?.status === 'fulfilled' ? one : other;
        expect((await findBySiret(ports, number))?.id).toBe(winner);
        expect(await loadOrganisationItself(ports, winner === one ? other : one)).toBe(undefined);
      }),
      { numRuns: runs(25) },
    );
    await expectOneEach(ports);
  });

  test('really at the same time, one of ten does', async () => {
    const ports = await testPorts();
    const { id, siret } = fresh();
    const number = siret();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => register(id(), number)(ports)));
    expect(results.map(outcomeOf).toSorted()).toEqual(['done', ...Array(9).fill('held')]);
    await expectOneEach(ports);
  });
});

describe('a SIRET that is corrected', () => {
  test('frees the old one and takes the new one at once, whoever wants either meanwhile', async () => {
    const ports = await testPorts();
    const { id, siret } = fresh();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const [mover, first, second, old, next] = [id(), id(), id(), siret(), siret()];
        await register(mover, old)(ports);
        const results = await interleave(ports, turns, [
          change(mover, next),
          register(first, old),
          register(second, next),
        ]);
        const [moved, tookOld, tookNext] = results.map(outcomeOf);
        // Of the two who want the new one exactly one has it; the old one is free only once it was given up.
        expect([moved, tookNext].toSorted()).toEqual(['done', 'held']);
        if (moved === 'held') expect(tookOld).toBe('held');
      }),
      { numRuns: runs(25) },
    );
    await expectOneEach(ports);
  });

  test('comes back to its organisation when that goes back on it', async () => {
    const ports = await testPorts();
    const { id, siret } = fresh();
    const [one, other, number, wrong] = [id(), id(), siret(), siret()];
    await register(one, number)(ports);
    await change(one, wrong)(ports);
    await change(one, number)(ports);
    await register(other, wrong)(ports);
    expect(await expectOneEach(ports)).toEqual({ holders: { [number]: one, [wrong]: other }, twins: [] });
  });
});

describe('organisations that an earlier release stored', () => {
  /** Organisations under few numbers, and the order in which they are gone over; the last ones are killed half-way first. */
  const stored = fc.record({
    numbers: fc.array(fc.nat(2), { minLength: 2, maxLength: 6 }),
    order: fc.array(fc.nat(5), { maxLength: 12 }),
    killedAfter: fc.array(fc.nat(6), { maxLength: 6 }),
  });
  const storeAll = async (ports: TestPorts, numbers: readonly number[]) => {
    const { id, siret } = fresh();
    const pool = [siret(), siret(), siret()];
    const all: { id: `org_${string}`; siret: string }[] = [];
    for (const place of numbers) {
      const one = { id: id(), siret: pool[place] as string };
      await storeUnguarded(ports, { id: one.id, content: contentWith(one.siret) });
      all.push(one);
    }
    return { all, id, siret };
  };

  test('end with one holder of each number, the first registered, in whatever order they are gone over and killed', async () => {
    await fc.assert(
      fc.asyncProperty(stored, async ({ numbers, order: way, killedAfter }) => {
        const ports = await testPorts();
        const { all } = await storeAll(ports, numbers);
        const ids = all.map(({ id }) => id);
        for (const [place, calls] of killedAfter.entries()) {
          const id = ids[(way[place] ?? place) % ids.length] as string;
          const run = settleOrganisation(mortal(ports, calls), id);
          await run.catch((error) => expect(error).toBeInstanceOf(Killed));
        }
        for (const place of way) await settleOrganisation(ports, ids[place % ids.length] as string);
        for (const id of ids.toReversed()) await settleOrganisation(ports, id);
        const expected = Object.fromEntries(all.toReversed().map(({ id, siret }) => [siret, id]));
        const settled = await expectOneEach(ports);
        expect(settled.holders).toEqual(expected);
        // Once more changes nothing, and says so.
        const before = await siretsOf(ports);
        const again = await Promise.all(ids.map((id) => settleOrganisation(ports, id)));
        expect(again).toEqual(all.map(({ id, siret }) => (expected[siret] === id ? 'held' : 'twin')));
        expect(await siretsOf(ports)).toEqual(before);
      }),
      { numRuns: runs(12) },
    );
  });

  test('stay one by one while others register and correct theirs beside', async () => {
    await fc.assert(
      fc.asyncProperty(stored, order, async ({ numbers, order: way }, turns) => {
        const ports = await testPorts();
        const { all, id, siret } = await storeAll(ports, numbers);
        const [first, second] = all as [(typeof all)[number], (typeof all)[number]];
        await interleave<unknown, TestPorts>(ports, turns, [
          async (own) => {
            for (const place of way) await settleOrganisation(own, (all[place % all.length] as typeof first).id);
          },
          register(id(), first.siret),
          change(first.id, siret()),
          change(second.id, second.siret),
        ]);
        for (const { id } of all) await settleOrganisation(ports, id);
        await expectOneEach(ports);
      }),
      { numRuns: runs(12) },
    );
  });

  test('say what came of each, and that there is none', async () => {
    const ports = await testPorts();
    const { all } = await storeAll(ports, [0, 0, 1]);
    const ids = [...all.map(({ id }) => id), anId('org', 99)];
    const settled = async () => {
      const kept: string[] = [];
      for (const id of ids) kept.push(await settleOrganisation(ports, id));
      return kept;
    };
    expect(await settled()).toEqual(['taken', 'noted', 'taken', 'gone']);
    expect(await settled()).toEqual(['held', 'twin', 'held', 'gone']);
  });

  test('take a number back from who was registered under it before they were gone over', async () => {
    const ports = await testPorts();
    const { all, id } = await storeAll(ports, [0]);
    const [{ id: old, siret }] = all as [(typeof all)[number]];
    const late = id();
    await register(late, siret)(ports);
    expect(await settleOrganisation(ports, old)).toBe('taken');
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: old }, twins: [`${siret} ${late}`] });
    expect((await findBySiret(ports, siret))?.id).toBe(old);
  });

  test('are noted by any correction of theirs as well, and leave the list with their number', async () => {
    const ports = await testPorts();
    const { all, siret } = await storeAll(ports, [0, 0, 0]);
    const [one, two, three] = all as [(typeof all)[number], (typeof all)[number], (typeof all)[number]];
    for (const { id, siret } of all) await change(id, siret)(ports);
    expect(await expectOneEach(ports)).toEqual({
      holders: { [one.siret]: one.id },
      twins: [`${one.siret} ${two.id}`, `${one.siret} ${three.id}`],
    });
    // The holder gives its number up: the next twin holds it.
    const next = siret();
    await change(one.id, next)(ports);
    expect(await expectOneEach(ports)).toEqual({
      holders: { [one.siret]: two.id, [next]: one.id },
      twins: [`${one.siret} ${three.id}`],
    });
    // A twin gives it up: nobody is listed any more.
    const last = siret();
    await change(three.id, last)(ports);
    expect(await expectOneEach(ports)).toEqual({
      holders: { [one.siret]: two.id, [next]: one.id, [last]: three.id },
      twins: [],
    });
  });

  test('that still run beside leave numbers that they gave up to whoever has them next', async () => {
    const ports = await testPorts();
    const { id, siret } = fresh();
    const [one, other, number, next] = [id(), id(), siret(), siret()];
    await register(one, number)(ports);
    await changeAsBefore(ports, one, contentWith(next));
    expect(await findBySiret(ports, number)).toBe(undefined);
    await register(other, number)(ports);
    await settleOrganisation(ports, one);
    expect(await expectOneEach(ports)).toEqual({ holders: { [number]: other, [next]: one }, twins: [] });
  });
});

test('a registration that dies between any two calls is there or is not, and the number with it', async () => {
  const ports = await testPorts();
  const { id, siret } = fresh();
  const counted = counting(ports);
  await register(id(), siret())(counted.ports);
  expect(counted.calls()).toBe(2);
  for (let calls = 0; calls <= counted.calls(); calls++) {
    const [one, number] = [id(), siret()];
    const died = await register(
      one,
      number,
    )(mortal(ports, calls)).then(
      () => false,
      (error) => error instanceof Killed,
    );
    expect([died, (await findBySiret(ports, number))?.id]).toEqual(calls < 2 ? [true, undefined] : [false, one]);
  }
  await expectOneEach(ports);
});
