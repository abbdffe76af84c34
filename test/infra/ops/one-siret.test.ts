import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, readProgress, tryMigration } from '../../../infra/ops/migrate.ts';
import { migrations } from '../../../infra/ops/migrations.ts';
import { exampleSiret } from '../../../schemas/examples/organisations.ts';
import { anId } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { changeAsBefore, storeUnguarded } from '../../factories/twins.ts';
import { Killed, mortal } from '../../support/actors.ts';
import { runs } from '../../support/chance.ts';
import { type TestPorts, testPorts } from '../../support/ports.ts';
import { expectOneEach, siretsOf } from '../../support/sirets.ts';

const oneSiret = migrations.find(({ name }) => name === 'one-siret') as (typeof migrations)[0];

const contentWith = (siret: number) => ({ ...anOrganisation(0).content, siret: exampleSiret(siret) });

/** Organisations as the release before stored them, each with the number in its place. */
const stored = async (ports: TestPorts, numbers: readonly number[]): Promise<`org_${string}`[]> => {
  const ids = numbers.map((_, index) => anId('org', index + 1));
  for (const [index, id] of ids.entries())
    await storeUnguarded(ports, { id, content: contentWith(numbers[index] as number) });
  return ids;
};

/** The first of each number holds it. */
const expected = (numbers: readonly number[]) =>
  Object.fromEntries(numbers.map((number, index) => [exampleSiret(number), anId('org', index + 1)]).toReversed());

test('a dry run changes nothing; the run has each number held once and lists the others, and is done', async () => {
  const ports = await testPorts();
  const numbers = [1, 2, 1, 3, 1];
  await stored(ports, numbers);
  expect((await tryMigration(ports, oneSiret)).concerned).toBe(5);
  expect(await siretsOf(ports)).toMatchObject({ holders: new Map(), listed: [] });
  const done = await migrate(ports, oneSiret);
  expect(done.doneAt).toBe(ports.now().toISOString());
  const { holders, twins } = await expectOneEach(ports);
  expect(holders).toEqual(expected(numbers));
  expect(twins.toSorted()).toEqual([3, 5].map((place) => `${exampleSiret(1)} ${anId('org', place)}`));
  // Run again it finds nothing.
  expect((await migrate(ports, oneSiret)).total).toBe(done.total);
});

test('it changes no more than it is told to, also among those that need no change, and goes on from there', async () => {
  const ports = await testPorts();
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const ids = await stored(ports, numbers);
  for (const id of ids.slice(0, 10)) await oneSiret.up(ports, { pk: `ORG#${id}`, sk: 'HEAD' });
  for (const held of [13, 16, 19]) {
    expect((await migrate(ports, oneSiret, { most: 3 })).doneAt).toBeUndefined();
    expect((await siretsOf(ports)).holders.size).toBe(held);
  }
  expect((await migrate(ports, oneSiret)).doneAt).toBe(ports.now().toISOString());
  await expectOneEach(ports);
});

test('killed anywhere while the release before still writes, it is finished by running it again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { minLength: 2, maxLength: 5 }),
      fc.nat(30),
      fc.nat(4),
      fc.nat(3),
      async (numbers, calls, changed, to) => {
        const ports = await testPorts();
        const ids = await stored(ports, numbers);
        await migrate(mortal(ports, calls), oneSiret).catch((error) => expect(error).toBeInstanceOf(Killed));
        // The release before corrects a number, and registers one more.
        await changeAsBefore(ports, ids[changed % ids.length] as `org_${string}`, contentWith(to));
        await storeUnguarded(ports, { id: anId('org', 9), content: contentWith(to) });
        await migrate(ports, oneSiret);
        const { heads } = await siretsOf(ports);
        const held = Object.fromEntries(
          heads.toSorted((one, other) => (one.id < other.id ? 1 : -1)).map(({ siret, id }) => [siret, id]),
        );
        const { holders } = await settledHolders(ports);
        expect(holders).toMatchObject(held);
        expect((await readProgress(ports, oneSiret.name))?.doneAt).toBe(ports.now().toISOString());
      },
    ),
    { numRuns: runs(12) },
  );
});

/** Who holds what, of the numbers that somebody has. */
const settledHolders = async (ports: TestPorts) => {
  const { heads, holders } = await siretsOf(ports);
  const had = new Set(heads.map(({ siret }) => siret));
  return { holders: Object.fromEntries([...holders].filter(([siret]) => had.has(siret))) };
};
