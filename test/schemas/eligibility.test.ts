import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EligibilityRule } from '../../schemas/call.ts';
import { type EligibilityFacts, eligibilityOf } from '../../schemas/eligibility.ts';
import { aContent } from '../factories/application.ts';
import { anOrganisation } from '../factories/people.ts';
import { runs } from '../support/chance.ts';

const label = { fr: 'Règle', en: 'Rule' };
const day = '2026-03-18';
const verdict = (rule: object, facts: EligibilityFacts, on = day) =>
  eligibilityOf([{ id: 'rule', label, ...rule } as EligibilityRule], facts, on)[0]?.verdict;

describe('a rule on', () => {
  test('the amount is met up to its limit, and not one cent above', () => {
    const rule = { kind: 'max-amount', amountCents: 3_000_000 };
    const asking = (amountAskedCents: unknown) => verdict(rule, { budget: { amountAskedCents } });
    expect([2_999_999, 3_000_000, 3_000_001, undefined, 'trente'].map(asking)).toEqual([
      'met',
      'met',
      'not-met',
      'unknown',
      'unknown',
    ]);
  });

  test('the share is met up to its part of all charges, to the cent', () => {
    const rule = { kind: 'max-share', percent: 80 };
    const asking = (amountAskedCents: number, charges: object) =>
      verdict(rule, { budget: { amountAskedCents, charges } });
    const charges = { purchases: 600_000, 'staff-costs': 400_000 };
    expect(asking(800_000, charges)).toBe('met');
    expect(asking(800_001, charges)).toBe('not-met');
    expect([asking(800_000, {}), asking(0, { purchases: 'x' })]).toEqual(['unknown', 'unknown']);
  });

  test('the legal form is met by those allowed', () => {
    const rule = { kind: 'legal-forms', allowed: ['association'] };
    const of = (legalForm?: string) => verdict(rule, { organisation: { legalForm } });
    expect([of('association'), of('cooperative'), of(), of('club')]).toEqual(['met', 'not-met', 'unknown', 'unknown']);
  });

  test('the territories is met when every one of the project’s is allowed', () => {
    const rule = { kind: 'territories', allowed: ['wazemmes', 'lille-moulins'] };
    const within = (...territories: string[]) => verdict(rule, { project: { territories } });
    expect(within('wazemmes')).toBe('met');
    expect(within('lille-moulins', 'wazemmes')).toBe('met');
    expect(within('wazemmes', 'fives')).toBe('not-met');
    expect(within()).toBe('unknown');
  });

  test('the start is met on the day of submission and later', () => {
    const on = (startsOn?: string) => verdict({ kind: 'not-started' }, { project: { startsOn } });
    expect([on('2026-03-17'), on('2026-03-18'), on('2026-03-19'), on(), on('bientôt')]).toEqual([
      'not-met',
      'met',
      'met',
      'unknown',
      'unknown',
    ]);
  });
});

test('whatever is typed so far, each rule has one answer and none fails', () => {
  const rules: EligibilityRule[] = [
    { id: 'a', label, kind: 'max-amount', amountCents: 1 },
    { id: 'b', label, kind: 'max-share', percent: 50 },
    { id: 'c', label, kind: 'legal-forms', allowed: ['mutual'] },
    { id: 'd', label, kind: 'territories', allowed: ['fives'] },
    { id: 'e', label, kind: 'not-started' },
  ];
  expect(eligibilityOf(rules, {}, day).map(({ verdict }) => verdict)).toEqual(rules.map(() => 'unknown'));
  expect(
    eligibilityOf(rules, { ...aContent(0), organisation: anOrganisation(0).content }, day).map(({ rule, verdict }) => [
      rule.id,
      verdict === 'unknown',
    ]),
  ).toEqual(rules.map(({ id }) => [id, false]));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (project, budget, organisation) => {
      expect(eligibilityOf(rules, { project, budget, organisation }, day)).toHaveLength(rules.length);
    }),
    { numRuns: runs(100) },
  );
});
