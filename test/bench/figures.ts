/** One measured figure of a bench, and the line it should keep to. */
export interface Figure {
  name: string;
  value: number;
  unit: 'x' | 'ms' | 's' | 'kB' | 'units' | 'commits' | 'requests' | '$';
  /** At most this. */
  limit?: number;
  note?: string;
}

/** What one part of the bench found; `details` holds whatever explains the figures. */
export interface PartResult {
  figures: Figure[];
  details?: unknown;
}

export interface BenchOptions {
  /** Fewer rounds, to see that a part works. */
  quick: boolean;
  say: (line: string) => void;
}

export type Part = (options: BenchOptions) => Promise<PartResult>;

export const isMet = ({ value, limit }: Figure): boolean | undefined =>
  limit === undefined ? undefined : value <= limit;

export const shown = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(2);

/** A table of figures for a terminal. */
export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map((figure) => {
    const met = isMet(figure);
    return [
      figure.name,
      `${shown(figure.value)} ${figure.unit}`,
      figure.limit === undefined ? '' : `${shown(figure.limit)} ${figure.unit}`,
      met === undefined ? '' : met ? 'met' : 'NOT MET',
      figure.note ?? '',
    ];
  });
  const all = [['figure', 'measured', 'at most', '', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** The value below which this part of the values lie; 0.5 is the median. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * Times two things turn by turn, so that whatever else the machine does falls on both.
 * @returns the durations of each in milliseconds.
 */
export const alternately = async (
  rounds: number,
  first: (round: number) => Promise<unknown>,
  second: (round: number) => Promise<unknown>,
): Promise<[number[], number[]]> => {
  const durations: [number[], number[]] = [[], []];
  const time = async (act: (round: number) => Promise<unknown>, round: number, into: number[]) => {
    const start = performance.now();
    await act(round);
    into.push(performance.now() - start);
  };
  globalThis.gc?.();
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes too: the second may find warmer caches.
    if (round % 2 === 0) await time(first, round, durations[0]);
    await time(second, round, durations[1]);
    if (round % 2 === 1) await time(first, round, durations[0]);
  }
  return durations;
};
