import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openParts, type Parts } from '../../../infra/ops/parts.ts';
import { isWhole, verifyExport } from '../../../infra/ops/verify.ts';
import { anId } from '../../factories/application.ts';
import { exportedEvaluation } from '../../factories/exported.ts';
import { seeded } from '../../support/ports.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bounded-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** An order in which nothing stands beside its like. */
const shuffled = <T>(given: readonly T[]): T[] => {
  const random = seeded(7);
  const all = [...given];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
  return all;
};

const CHAINS = 1000;
const EVENTS = 20;

test('20,000 events in any order, in two files, are verified with a fiftieth of what they say in memory', async () => {
  const lines = shuffled(Array.from({ length: CHAINS }, (_, count) => exportedEvaluation(count, EVENTS)).flat());
  const half = lines.length / 2;
  const files = [join(folder, 'one.jsonl'), join(folder, 'two.jsonl')];
  const write = async (all: readonly string[]) => {
    await writeFile(files[0] as string, all.slice(0, half).join('\n'));
    await writeFile(files[1] as string, all.slice(half).join('\n'));
  };
  await write(lines);
  const { heldAtOnce, ...report } = await verifyExport(files);
  expect(report).toEqual({
    aggregates: CHAINS,
    events: CHAINS * EVENTS,
    contents: CHAINS * EVENTS,
    erased: [],
    replaced: 0,
    corrected: [],
    faults: [],
    unreadable: [],
    digests: { days: 0, faults: [] },
  });
  // An event and its content say one thing each, a head two: to its own chain, and to the file's.
  const said = CHAINS * (2 * EVENTS + 2);
  expect(heldAtOnce).toBeLessThan(said / 50);

  // What was changed is found wherever it stands, and named in order.
  const changed = [['0042', 7, '"N":"7"', '"N":"8"'] as const, ['0900', 20, 'juror-900', 'juror-901'] as const];
  const spoilt = lines.map((line) => {
    const found = changed.find(([name, seq]) =>
      line.includes(`${name}"},"sk":{"S":"EVENT#${String(seq).padStart(6, '0')}`),
    );
    return found ? line.replace(found[2], found[3]) : line;
  });
  expect(spoilt.filter((line, index) => line !== lines[index])).toHaveLength(2);
  await write(spoilt);
  const broken = await verifyExport(files);
  expect(isWhole(broken)).toBe(false);
  expect(broken.faults).toEqual([
    { aggregate: { type: 'evaluation', id: anId('evl', 42) }, seq: 7, what: 'changed' },
    { aggregate: { type: 'evaluation', id: anId('evl', 900) }, seq: 20, what: 'changed' },
  ]);
}, 240_000);

describe('lines sorted into parts', () => {
  const left = () => readdir(folder).then((names) => names.filter((name) => name.startsWith('parts-')));
  beforeEach(() => void vi.stubEnv('TMPDIR', folder));
  afterEach(() => void vi.unstubAllEnvs());
  const read = async (parts: Parts) => {
    const all: string[][] = [];
    for await (const lines of parts.each()) {
      const own: string[] = [];
      for await (const line of lines) own.push(line);
      all.push(own);
    }
    return all;
  };

  test.each([
    ['in memory', 10],
    // Six million characters: more than wait in memory.
    ['on disk', 60_000],
  ])('come back each once, those of one name together and in order: %s', async (_where, length) => {
    const parts = await openParts(4);
    const lines = Array.from({ length: 100 }, (_, index) => `${index % 10} ${index} ${'x'.repeat(length)}`);
    for (const line of lines) await parts.add(line.slice(0, 1), line);
    const found = await read(parts);
    expect(found.length).toBeGreaterThan(1);
    expect(found.flat().toSorted()).toEqual(lines.toSorted());
    for (let name = 0; name < 10; name++) {
      const own = lines.filter((line) => line.startsWith(`${name} `));
      const holding = found.filter((part) => part.some((line) => line.startsWith(`${name} `)));
      expect(holding.map((part) => part.filter((line) => line.startsWith(`${name} `)))).toEqual([own]);
    }
    expect(await left()).toHaveLength(1);
    await parts.remove();
    expect(await left()).toEqual([]);
  });
});
