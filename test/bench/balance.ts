import { balance, type FileToShare, type JurorToShare } from '../../functions/domain/evaluation/balance.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { territoryIds } from '../../schemas/territory.ts';
import { median, type Part, quantile } from './figures.ts';

const FILES = 500;
const JURORS = 30;

const at = <T>(list: readonly T[], place: number): T => list[place % list.length] as T;
const files: FileToShare[] = Array.from({ length: FILES }, (_, place) => ({
  id: `file-${place}`,
  wanted: 3,
  needed: 2,
  taken: [],
  recused: place % 11 === 0 ? [`juror-${(place * 7) % JURORS}`] : [],
  conflicted: place % 5 === 0 ? [`juror-${place % JURORS}`] : [],
  territories: [at(territoryIds, place)],
  sector: at(callLille.sectors, place).id,
}));
const jurorsWith = (cap: number): JurorToShare[] =>
  Array.from({ length: JURORS }, (_, place) => ({
    id: `juror-${place}`,
    open: place % 4,
    cap,
    territories: [at(territoryIds, place * 5)],
    sectors: [at(callLille.sectors, place * 3).id],
  }));

/** Sharing 500 files out among 30 jurors: with room for all, and with caps that leave files short. */
export const sharing: Part = async ({ quick, say }) => {
  const figures = [];
  for (const [name, cap] of [
    ['with room', 60],
    ['above the caps', 45],
  ] as const) {
    say(`sharing ${FILES} files out ${name}`);
    const times = Array.from({ length: quick ? 5 : 40 }, () => {
      const started = performance.now();
      balance(files, jurorsWith(cap));
      return performance.now() - started;
    });
    figures.push({
      name: `${FILES} files over ${JURORS} jurors, ${name}: p50`,
      value: median(times),
      unit: 'ms' as const,
      limit: 200,
      note: `p95 ${quantile(times, 0.95).toFixed(0)} ms, first ${(times[0] ?? 0).toFixed(0)} ms`,
    });
  }
  return { figures };
};
