import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balance, type FileToShare, type JurorToShare } from '../../../functions/domain/evaluation/balance.ts';
import { runs } from '../../support/chance.ts';

const aFile = (id: string, change: Partial<FileToShare> = {}): FileToShare => ({
  id,
  wanted: 2,
  needed: 1,
  taken: [],
  recused: [],
  conflicted: [],
  territories: [],
  sector: 'housing',
  ...change,
});
const juror = (id: string, change: Partial<JurorToShare> = {}): JurorToShare => ({
  id,
  open: 0,
  cap: 10,
  territories: [],
  sectors: [],
  ...change,
});

/** Files and jurors of a small city: few enough for another way of counting. */
const small = (most: { files: number; jurors: number }) =>
  fc.integer({ min: 1, max: most.jurors }).chain((count) => {
    const ids = Array.from({ length: count }, (_, place) => `j${place}`);
    const some = fc.subarray(ids, { maxLength: Math.min(2, count) });
    return fc.record({
      jurors: fc.tuple(
        ...ids.map((id) =>
          fc.record({
            id: fc.constant(id),
            open: fc.nat(3),
            cap: fc.integer({ min: 1, max: 5 }),
            territories: fc.subarray(['fives', 'lomme'] as const).map((list) => [...list]),
            sectors: fc.subarray(['housing', 'finance']),
          }),
        ),
      ),
      files: fc
        .array(
          fc.record({
            wanted: fc.integer({ min: 1, max: 4 }),
            taken: some,
            recused: some,
            conflicted: some,
            territories: fc.subarray(['fives', 'lomme']),
            sector: fc.constantFrom('housing', 'finance', 'leisure'),
          }),
          { minLength: 1, maxLength: most.files },
        )
        .map((list) => list.map((file, place) => aFile(`f${place}`, { ...file, needed: Math.min(file.wanted, 2) }))),
    });
  });

const barred = ({ taken, recused, conflicted }: FileToShare) => new Set([...taken, ...recused, ...conflicted]);

/** The most places that any sharing fills, by trying all. */
const mostPlaces = (files: readonly FileToShare[], jurors: readonly JurorToShare[]): number => {
  const room = new Map(jurors.map(({ id, cap, open }) => [id, Math.max(0, cap - open)]));
  const seen = new Map<string, number>();
  const best = (at: number, from: number, left: number): number => {
    const file = files[at];
    if (!file) return 0;
    if (left === 0 || from === jurors.length) return best(at + 1, 0, files[at + 1]?.wanted ?? 0);
    const name = `${at} ${from} ${left} ${[...room.values()].join()}`;
    const known = seen.get(name);
    if (known !== undefined) return known;
    const { id } = jurors[from] as JurorToShare;
    let most = best(at, from + 1, left);
    const has = room.get(id) ?? 0;
    if (has > 0 && !barred(file).has(id)) {
      room.set(id, has - 1);
      most = Math.max(most, 1 + best(at, from + 1, left - 1));
      room.set(id, has);
    }
    seen.set(name, most);
    return most;
  };
  return best(0, 0, files[0]?.wanted ?? 0);
};

describe('any sharing', () => {
  test('never gives a file to who is on it, recused or bound, nor twice, nor above a cap or what is wanted', () => {
    fc.assert(
      fc.property(small({ files: 12, jurors: 8 }), ({ files, jurors }) => {
        const shared = balance(files, jurors);
        expect(shared.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
        for (const [place, { jurorIds }] of shared.entries()) {
          const file = files[place] as FileToShare;
          expect(new Set(jurorIds).size).toBe(jurorIds.length);
          expect(jurorIds.length).toBeLessThanOrEqual(file.wanted);
          expect(jurorIds.filter((id) => barred(file).has(id))).toEqual([]);
        }
        for (const { id, open, cap } of jurors) {
          const given = shared.filter(({ jurorIds }) => jurorIds.includes(id)).length;
          expect(given === 0 || open + given <= cap).toBe(true);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('fills as many places as any other would, and says of each short file how much is missing and why', () => {
    fc.assert(
      fc.property(small({ files: 4, jurors: 4 }), ({ files, jurors }) => {
        const shared = balance(files, jurors);
        const filled = shared.reduce((sum, { jurorIds }) => sum + jurorIds.length, 0);
        expect(filled).toBe(mostPlaces(files, jurors));
        for (const [place, { jurorIds, short }] of shared.entries()) {
          const file = files[place] as FileToShare;
          expect(short?.missing ?? 0).toBe(file.wanted - jurorIds.length);
          // Everybody who does not have a short file is counted under a reason.
          if (short) {
            const { onFile, recused, conflicted, atCap } = short;
            expect(onFile + recused + conflicted + atCap).toBeGreaterThanOrEqual(jurors.length - jurorIds.length);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('ends with loads that lie one apart at most where nothing stands in the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 3, max: 9 }),
        (wanted, count) => {
          const jurors = Array.from({ length: count }, (_, place) => juror(`j${place}`, { cap: 100 }));
          const shared = balance(
            wanted.map((many, place) => aFile(`f${place}`, { wanted: many })),
            jurors,
          );
          const loads = jurors.map(({ id }) => shared.filter(({ jurorIds }) => jurorIds.includes(id)).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
          expect(shared.some(({ short }) => short)).toBe(false);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('is the same for the same input', () => {
    fc.assert(
      fc.property(small({ files: 10, jurors: 6 }), ({ files, jurors }) => {
        expect(balance(files, jurors)).toEqual(balance(structuredClone(files), structuredClone(jurors)));
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('a sharing', () => {
  const given = (files: FileToShare[], jurors: JurorToShare[]) =>
    balance(files, jurors).map(({ jurorIds }) => jurorIds);

  test('goes to the least loaded first', () => {
    const jurors = [juror('busy', { open: 4 }), juror('idle'), juror('half', { open: 2 })];
    expect(given([aFile('f')], jurors)).toEqual([['idle', 'half']]);
  });

  test('prefers the territory and the sector between equals', () => {
    const jurors = [
      juror('neither'),
      juror('both', { territories: ['fives'], sectors: ['housing'] }),
      juror('one', { sectors: ['housing'] }),
    ];
    expect(given([aFile('f', { territories: ['fives'] })], jurors)).toEqual([['both', 'one']]);
  });

  test('swaps files between equals so that each has what it knows', () => {
    const files = [
      aFile('housing', { wanted: 1, sector: 'housing' }),
      aFile('finance', { wanted: 1, sector: 'finance' }),
    ];
    const jurors = [juror('a', { sectors: ['finance', 'housing'] }), juror('b', { sectors: ['housing'] })];
    expect(given(files, jurors)).toEqual([['b'], ['a']]);
  });

  test('gives every file its quorum before any its whole wish', () => {
    const files = [aFile('f', { wanted: 3, needed: 1 }), aFile('g', { wanted: 3, needed: 1 })];
    const shared = balance(files, [juror('a', { cap: 1 }), juror('b', { cap: 1 })]);
    expect(shared.map(({ jurorIds }) => jurorIds.length)).toEqual([1, 1]);
    expect(shared[0]?.short).toEqual({ missing: 2, onFile: 0, recused: 0, conflicted: 0, atCap: 2 });
  });

  test('passes a file on between others where that alone fills a place', () => {
    const files = [aFile('f', { wanted: 1, conflicted: ['c'] }), aFile('g', { wanted: 1, conflicted: ['b', 'c'] })];
    const jurors = [juror('a', { cap: 1 }), juror('b', { cap: 1, open: 0 }), juror('c', { cap: 1 })];
    expect(given(files, jurors)).toEqual([['b'], ['a']]);
  });

  test('gives a juror above the cap nothing and takes nothing away', () => {
    expect(balance([aFile('f', { wanted: 1 })], [juror('over', { open: 12, cap: 10 })])).toEqual([
      { id: 'f', jurorIds: [], short: { missing: 1, onFile: 0, recused: 0, conflicted: 0, atCap: 1 } },
    ]);
  });
});
