import type { OperationId } from '../../schemas/contract.ts';
import { contract } from '../../schemas/contract.ts';
import { prices } from '../docs/prices.ts';
import { openCity } from '../support/city.ts';
import { type Access, accessOf } from './access.ts';
import { startEngine } from './engine.ts';
import type { Part } from './figures.ts';
import { type Act, OFTEN, wholeLife } from './life.ts';
import { officeActs } from './office-acts.ts';
import { organisationActs } from './organisation-acts.ts';
import { otherActs } from './other-acts.ts';
import { sessionActs } from './session-acts.ts';

const DOLLARS_PER_MILLION_READS = prices.readUnits.dollars;
const DOLLARS_PER_MILLION_WRITES = prices.writeUnits.dollars;

interface Counted {
  times: number;
  reads: number;
  writes: number;
  /** Writes as the engine's ConsumedCapacity has them. */
  engineWrites: number;
  /** What the dearest run touched, and what that cost. */
  dearest: { units: number; accesses: Access[] };
}

/** Operations that read no item. */
const WITHOUT_ITEMS: readonly OperationId[] = ['getApiDocument'];

/**
 * Request units of each operation and consumer over one whole life of an application, from its draft to its support, as
 * the engine counts them.
 */
export const units: Part = async ({ say }) => {
  const engine = await startEngine();
  try {
    say('one life of an application');
    const city = await openCity({ ports: engine.ports });
    const counting =
      (counts: Map<string, Counted>): Act =>
      async (name, run) => {
        const { result, seen } = await engine.watch(run, { units: true });
        const accesses = seen.map(accessOf);
        const sum = (kind: Access['kind']) =>
          accesses.filter((access) => access.kind === kind).reduce((total, access) => total + access.units, 0);
        const own = { units: sum('read') + sum('write'), accesses };
        const before = counts.get(name) ?? { times: 0, reads: 0, writes: 0, engineWrites: 0, dearest: own };
        counts.set(name, {
          times: before.times + 1,
          reads: before.reads + sum('read'),
          writes: before.writes + sum('write'),
          engineWrites: accesses.reduce(
            (total, { kind, engineUnits }) => total + (kind === 'write' ? engineUnits : 0),
            before.engineWrites,
          ),
          dearest: own.units > before.dearest.units ? own : before.dearest,
        });
        return result;
      };
    const life = new Map<string, Counted>();
    await wholeLife(city, counting(life));
    say('what that life does not need');
    const others = new Map<string, Counted>();
    await otherActs(city, counting(others));
    await sessionActs(city, counting(others));
    await organisationActs(city, counting(others));
    await officeActs(city, counting(others));
    const missing = Object.keys(contract).filter(
      (id) => ![...life.keys(), ...others.keys(), ...WITHOUT_ITEMS].some((name) => name.split(' ')[0] === id),
    );
    if (missing.length > 0) throw new Error(`Not measured: ${missing.join(', ')}`);

    const all = [...life.values()];
    const reads = all.reduce((sum, count) => sum + count.reads, 0);
    const writes = all.reduce((sum, count) => sum + count.writes, 0);
    const engineWrites = all.reduce((sum, count) => sum + count.engineWrites, 0);
    const dollars = (1000 * (reads * DOLLARS_PER_MILLION_READS + writes * DOLLARS_PER_MILLION_WRITES)) / 1e6;
    return {
      figures: [
        { name: 'one life: read request units', value: reads, unit: 'units' },
        {
          name: 'one life: write request units',
          value: writes,
          unit: 'units',
          note: `the engine counts ${engineWrites}`,
        },
        { name: 'request units of 1,000 lives', value: dollars, unit: '$', note: 'prices of eu-west-3 to be checked' },
      ],
      details: {
        assumedPrices: { region: 'eu-west-3', DOLLARS_PER_MILLION_READS, DOLLARS_PER_MILLION_WRITES },
        often: OFTEN,
        life: told(life),
        others: told(new Map([...others].filter(([name]) => !life.has(name)))),
      },
    };
  } finally {
    await engine.stop();
  }
};

const told = (counts: Map<string, Counted>) =>
  Object.fromEntries(
    [...counts].map(([name, { times, reads, writes, dearest }]) => [
      name,
      { times, readUnits: reads / times, writeUnits: writes / times, accesses: dearest.accesses },
    ]),
  );
