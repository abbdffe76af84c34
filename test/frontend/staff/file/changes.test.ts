import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../../frontend/staff/file/changes.ts';
import { aContent } from '../../../factories/application.ts';

describe('what changed between two revisions', () => {
  const before = aContent();

  it('is nothing when they say the same', () => {
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
  });

  it('names each field with what it was and what it is', () => {
    const after = structuredClone(before);
    after.project.title = 'Un autre titre';
    after.budget.amountAskedCents = 1_234_00;
    expect(changesBetween(before, after)).toEqual([
      { path: ['project', 'title'], before: before.project.title, after: 'Un autre titre' },
      { path: ['budget', 'amountAskedCents'], before: before.budget.amountAskedCents, after: 1_234_00 },
    ]);
  });

  it('takes a list of territories as one value', () => {
    const after = structuredClone(before);
    after.project.territories = ['lomme', 'fives'];
    expect(changesBetween(before, after)).toEqual([
      { path: ['project', 'territories'], before: before.project.territories, after: ['lomme', 'fives'] },
    ]);
  });

  it('leaves a side out where there was nothing, an empty text included', () => {
    const without = structuredClone(before);
    without.project.partners = '';
    delete without.budget.charges.purchases;
    const withBoth = structuredClone(before);
    withBoth.project.partners = 'Une ressourcerie';
    withBoth.budget.charges.purchases = 500_00;
    expect(changesBetween(without, withBoth)).toEqual([
      { path: ['project', 'partners'], after: 'Une ressourcerie' },
      { path: ['budget', 'charges', 'purchases'], after: 500_00 },
    ]);
    expect(changesBetween(withBoth, without)).toEqual([
      { path: ['project', 'partners'], before: 'Une ressourcerie' },
      { path: ['budget', 'charges', 'purchases'], before: 500_00 },
    ]);
  });
});
