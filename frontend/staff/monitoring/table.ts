import type { Figure, KeptBack, QuarterTotal } from '../../../schemas/monitoring.ts';
import { type TerritoryId, territoryIds } from '../../../schemas/territory.ts';
import type { Measure } from './range.ts';

export interface MonitoringRow {
  territoryId: TerritoryId;
  /** One value for each quarter of the table: projects, or cents. */
  values: number[];
  /** A project is supported in one quarter only, so a territory's total counts it once. */
  total: number;
}

export interface MonitoringTable {
  quarters: string[];
  rows: MonitoringRow[];
  /** One for each quarter. A project of two territories stands in two rows and counts once here. */
  totals: number[];
  grandTotal: number;
}

const sum = (values: number[]): number => values.reduce((whole, value) => whole + value, 0);
const measured = (entry: KeptBack | undefined, measure: Measure): number =>
  entry ? (measure === 'projects' ? entry.projects : entry.amountCents) : 0;

/** Figures in which what is not announced yet counts as well. */
export const withKept = <F extends Pick<Figure, 'projects' | 'amountCents' | 'kept'>>(figures: F[]): F[] =>
  figures.map((figure) => ({
    ...figure,
    projects: figure.projects + (figure.kept?.projects ?? 0),
    amountCents: figure.amountCents + (figure.kept?.amountCents ?? 0),
  }));

/** What is not announced yet of a range as a whole. */
export const keptOf = (totals: QuarterTotal[]): KeptBack => ({
  projects: sum(totals.map(({ kept }) => kept?.projects ?? 0)),
  amountCents: sum(totals.map(({ kept }) => kept?.amountCents ?? 0)),
});

/** Folds figures into a row for every territory, those without any supported project included. */
export const foldFigures = (
  figures: Figure[],
  quarterTotals: QuarterTotal[],
  quarters: string[],
  measure: Measure,
): MonitoringTable => {
  const byCell = new Map(figures.map((entry) => [`${entry.territoryId} ${entry.quarter}`, entry]));
  const byQuarter = new Map(quarterTotals.map((entry) => [entry.quarter, entry]));
  const rows = territoryIds.map((territoryId) => {
    const values = quarters.map((quarter) => measured(byCell.get(`${territoryId} ${quarter}`), measure));
    return { territoryId, values, total: sum(values) };
  });
  const totals = quarters.map((quarter) => measured(byQuarter.get(quarter), measure));
  return { quarters, rows, totals, grandTotal: sum(totals) };
};

/** Shades of the map above nothing at all. */
export const shades = 4;

/** 0 for nothing, then 1 to `shades` in equal bands up to the largest value. */
export const shadeOf = (value: number, largest: number): number =>
  value <= 0 || largest <= 0 ? 0 : Math.min(shades, Math.ceil((value / largest) * shades));

/** The bands behind the shades that hold a whole number: `[{ shade, from, to }]`, both ends included. */
export const bandsOf = (largest: number): { shade: number; from: number; to: number }[] => {
  const bands = [];
  for (let shade = 1, from = 1; shade <= shades; shade++) {
    const to = Math.floor((largest * shade) / shades);
    if (to >= from) bands.push({ shade, from, to });
    from = to + 1;
  }
  return bands;
};
