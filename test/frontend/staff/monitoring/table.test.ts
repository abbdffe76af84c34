import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../frontend/staff/monitoring/csv.ts';
import { currentQuarter, quartersBetween, readView, writeView } from '../../../../frontend/staff/monitoring/range.ts';
import { bandsOf, foldFigures, shadeOf } from '../../../../frontend/staff/monitoring/table.ts';

describe('the range of the monitoring page', () => {
  const now = new Date('2026-12-31T23:30:00Z');

  it('takes the quarter of the Paris calendar, which turns before the UTC one', () => {
    expect(currentQuarter(now)).toBe('2027-Q1');
  });

  it('is the last eight quarters when the address says nothing', () => {
    expect(readView('', now)).toEqual({ from: '2025-Q2', to: '2027-Q1', measure: 'projects' });
    expect(quartersBetween('2025-Q2', '2027-Q1')).toHaveLength(8);
  });

  it('turns a reversed range round and ignores what it cannot read', () => {
    expect(readView('from=2026-Q3&to=2026-Q1&measure=nothing&quarter=2026-Q9', now)).toEqual({
      from: '2026-Q1',
      to: '2026-Q3',
      measure: 'projects',
    });
  });

  it('shows at most ten years, the last ones', () => {
    expect(readView('from=1990-Q1&to=2026-Q4', now).from).toBe('2017-Q1');
  });

  it('reads back what it wrote', () => {
    const view = {
      from: '2026-Q1',
      to: '2026-Q4',
      measure: 'euros' as const,
      opened: { quarter: '2026-Q2', territoryId: 'fives' as const },
    };
    expect(readView(writeView(view), now)).toEqual(view);
    const whole = { ...view, opened: { quarter: undefined, territoryId: undefined } };
    expect(readView(writeView(whole), now)).toEqual(whole);
  });
});

describe('the table of the monitoring page', () => {
  const figures = [
    { quarter: '2026-Q1', territoryId: 'fives' as const, projects: 2, amountCents: 150_00 },
    { quarter: '2026-Q1', territoryId: 'lomme' as const, projects: 1, amountCents: 50_00 },
    { quarter: '2026-Q2', territoryId: 'fives' as const, projects: 1, amountCents: 70_00 },
  ];
  const totals = [
    { quarter: '2026-Q1', projects: 2, amountCents: 200_00 },
    { quarter: '2026-Q2', projects: 1, amountCents: 70_00 },
  ];
  const quarters = ['2026-Q1', '2026-Q2', '2026-Q3'];

  it("counts a project once in a quarter's total, however many territories it touches", () => {
    const table = foldFigures(figures, totals, quarters, 'projects');
    expect(table.rows).toHaveLength(12);
    expect(table.rows.find((row) => row.territoryId === 'fives')).toEqual({
      territoryId: 'fives',
      values: [2, 1, 0],
      total: 3,
    });
    expect(table.totals).toEqual([2, 1, 0]);
    expect(table.grandTotal).toBe(3);
  });

  it('folds euros as cents', () => {
    const table = foldFigures(figures, totals, quarters, 'euros');
    expect(table.rows.find((row) => row.territoryId === 'lomme')?.values).toEqual([50_00, 0, 0]);
    expect(table.grandTotal).toBe(270_00);
  });

  it('shades in equal bands, and nothing stays without shade', () => {
    expect([0, 1, 2, 3, 7, 8].map((value) => shadeOf(value, 8))).toEqual([0, 1, 1, 2, 4, 4]);
    expect(shadeOf(0, 0)).toBe(0);
  });

  it('names only bands that hold a whole number, and each value falls in the band of its shade', () => {
    for (const largest of [0, 1, 2, 3, 5, 8, 13]) {
      const bands = bandsOf(largest);
      for (let value = 1; value <= largest; value++)
        expect(bands.filter((band) => band.from <= value && value <= band.to).map((band) => band.shade)).toEqual([
          shadeOf(value, largest),
        ]);
    }
  });
});

describe('the CSV of the monitoring page', () => {
  it('quotes what holds a separator, a quote or a line break', () => {
    expect(
      csvOf(
        [
          ['Territoire', 'a;b', 'c"d'],
          ['Fives', 3, 'e\nf'],
        ],
        ';',
      ),
    ).toBe('\uFEFFTerritoire;"a;b";"c""d"\r\nFives;3;"e\nf"\r\n');
  });

  it('keeps spreadsheets from taking a name for a formula, and numbers as numbers', () => {
    const line = ['=HYPERLINK("x")', '+33', '@a', '-b', 'a=b', -3];
    expect(csvOf([line], ';')).toBe(`\uFEFF"'=HYPERLINK(""x"")";'+33;'@a;'-b;a=b;-3\r\n`);
  });
});
