import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { applicationNumber, draftSection, project } from '../../schemas/application.ts';
import { budget, total } from '../../schemas/budget.ts';
import { callContent, type Step } from '../../schemas/call.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { bytesOf, day, id, isSiret, money, phone, postalCode, rna, siret, withinBytes } from '../../schemas/fields.ts';
import { type Issue, instruction } from '../../schemas/instructions.ts';
import { sessionPlan } from '../../schemas/session.ts';
import { wholeNumber } from '../../schemas/texts/format.ts';
import { aContent } from '../factories/application.ts';
import { balanced, callChange } from '../factories/arbitrary.ts';
import { aCall, aCheckStep, aDecideStep, aScoreStep } from '../factories/call.ts';

const rulesOf = (result: { error?: { issues: { path: PropertyKey[]; params?: { rule?: string } }[] } | undefined }) =>
  result.error?.issues.map(({ path, params }) => `${path.join('.')}: ${params?.rule}`) ?? [];

describe('a SIRET', () => {
  test.each([
    ['73282932000074', true, 'passes the Luhn check'],
    ['73282932000075', false, 'fails the Luhn check'],
    ['21590350100017', true, 'of a town'],
    ['35600000000048', true, 'the seat of La Poste, by Luhn'],
    ['35600000049837', true, 'another office of La Poste, by its digit sum'],
    ['35600000049838', false, 'of La Poste with a wrong digit sum'],
    ['7328293200007', false, 'thirteen digits'],
    ['732829320000744', false, 'fifteen digits'],
    ['7328293200007A', false, 'a letter'],
    ['', false, 'nothing'],
  ])('%s: %s (%s)', (value, valid) => {
    expect(isSiret(value)).toBe(valid);
  });

  test.each([
    ' 732 829 320 00074 ',
    '732.829.320.00074',
    '732-829-320-00074',
    '732\u00a0829\u202f320\u00a000074\u200b',
  ])('may be typed as %j, without what sets its digits apart', (typed) => {
    expect(siret().parse(typed)).toBe('73282932000074');
  });

  test('is wrong as soon as one digit is', () => {
    fc.assert(
      fc.property(fc.nat(9_999), fc.nat(13), fc.integer({ min: 1, max: 9 }), (count, place, by) => {
        const right = exampleSiret(count);
        const digits = [...right];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect([isSiret(right), isSiret(digits.join(''))]).toEqual([true, false]);
      }),
    );
  });
});

test.each([
  ['W595034816', true],
  ['w595034816', true],
  ['W9M1234567', true],
  ['W59503481', false],
  ['W5950348160', false],
  ['595034816', false],
  ['W5950A4816', false],
])('the RNA number %s is taken: %s', (value, valid) => {
  expect(rna().safeParse(value).success).toBe(valid);
});

test('a post code and an RNA number are kept in one form, however they are typed', () => {
  expect(['59000', '59 000', '59.000', '59\u00a0000 '].map((typed) => postalCode().parse(typed))).toEqual(
    Array(4).fill('59000'),
  );
  expect(['W595000000', 'w 595 000 000', 'W-595-000-000', 'W595.000.000'].map((typed) => rna().parse(typed))).toEqual(
    Array(4).fill('W595000000'),
  );
  expect(['5900', '590000', '59 00A', ''].map((typed) => postalCode().safeParse(typed).success)).toEqual(
    Array(4).fill(false),
  );
});

test.each([
  ['2000-01-01', []],
  ['2099-12-31', []],
  ['2024-02-29', []],
  ['0001-01-01', [': year']],
  ['0202-12-25', [': year']],
  ['1999-12-31', [': year']],
  ['2206-05-01', [': year']],
  ['9999-12-31', [': year']],
  ['2026-02-30', [': undefined']],
  ['26-02-03', [': undefined']],
])('the day %s is in reach, or says what is wrong with it: %j', (value, rules) => {
  expect(rulesOf(day().safeParse(value))).toEqual(rules);
});

test('a session is planned in a year that can be', () => {
  const plan = (startsAt: string) =>
    rulesOf(sessionPlan.safeParse({ title: 'Comité', place: 'Salle inventée', memberIds: ['someone'], startsAt }));
  expect(plan('2027-03-12T13:30:00.000Z')).toEqual([]);
  expect(plan('9999-03-12T13:30:00.000Z')).toEqual(['startsAt: year']);
});

test.each([
  ['03 53 01 00 00', true],
  ['03/53/01/00/00', true],
  ['03\u00a053\u202f01 00 00', true],
  ['03–53–01–00–00', true],
  ['+33 (0)3 53 01 00 00', true],
  ['+32 69 00 00 01', true],
  ['(0)3 53 01 00 00', true],
  ['0---------', false],
  ['0123-----', false],
  ['0000000000', false],
  ['00 00 00 00 00', false],
  ['+1234567890123456', false],
  ['03 53 01 00 00 ext', false],
  ['+33 3 53 01 00 00', true],
  ['0353010000', true],
  ['03.53.01.00.00', true],
  ['12', false],
  ['call me', false],
])('the phone number %s is taken: %s', (value, valid) => {
  expect(phone().safeParse(value).success).toBe(valid);
});

test('money is whole cents from nothing to a hundred million euros', () => {
  expect([0, 1, 10_000_000_000].map((cents) => money().safeParse(cents).success)).toEqual([true, true, true]);
  expect([-1, 0.5, 10_000_000_001, Number.NaN, '1'].map((cents) => money().safeParse(cents).success)).toEqual(
    Array(5).fill(false),
  );
});

test('an id is its prefix and a lower-case ULID', () => {
  const app = id('app');
  expect(app.safeParse('app_01k5e8m3q7r9t2v4w6x8y0z1a3').success).toBe(true);
  for (const wrong of [
    'org_01k5e8m3q7r9t2v4w6x8y0z1a3',
    'app_1',
    'app_01K5E8M3Q7R9T2V4W6X8Y0Z1A3',
    'app_01k5e8m3q7r9t2v4w6x8y0z1a3x',
    'xapp_01k5e8m3q7r9t2v4w6x8y0z1a3',
  ])
    expect([wrong, app.safeParse(wrong).success]).toEqual([wrong, false]);
});

test('a number that is read out has no look-alikes', () => {
  expect(applicationNumber.safeParse('ESS-2026-4F7K2').success).toBe(true);
  for (const wrong of [
    'ESS-2026-4F7KI',
    'ESS-2026-4F7KO',
    'ESS-2026-4F7KL',
    'ESS-2026-4F7KU',
    'ESS-26-4F7K2',
    'ess-2026-4F7K2',
  ])
    expect([wrong, applicationNumber.safeParse(wrong).success]).toEqual([wrong, false]);
});

describe('a budget', () => {
  const even = {
    amountAskedCents: 1000,
    charges: { purchases: 5000 },
    products: { sales: 4000 },
    inKindCharges: {},
    inKindProducts: {},
  };

  test('balances when charges equal products, the amount asked included', () => {
    expect(rulesOf(budget.safeParse(even))).toEqual([]);
    fc.assert(
      fc.property(balanced, (value) => {
        expect(rulesOf(budget.safeParse(value))).toEqual(total(value.charges) === 0 ? ['charges: ask'] : []);
      }),
    );
  });

  test.each([
    ['a cent short', { ...even, products: { sales: 3999 } }, ['products: unbalanced']],
    ['a cent over', { ...even, products: { sales: 4001 } }, ['products: unbalanced']],
    ['no charges', { ...even, charges: {} }, ['charges: ask']],
    ['a line that no form has', { ...even, charges: { purchases: 5000, yachts: 0 } }, ['charges.yachts: unknown-line']],
    [
      'volunteering on one side only',
      { ...even, inKindCharges: { 'volunteer-staff': 500 } },
      ['inKindProducts: unbalanced'],
    ],
  ])('with %s is refused', (_sentence, value, rules) => {
    expect(rulesOf(budget.safeParse(value))).toEqual(rules);
  });
});

describe('a project', () => {
  const { project: right } = aContent();

  test('ends on its first day at the earliest', () => {
    expect(rulesOf(project.safeParse({ ...right, startsOn: '2026-06-01', endsOn: '2026-06-01' }))).toEqual([]);
    expect(rulesOf(project.safeParse({ ...right, startsOn: '2026-06-02', endsOn: '2026-06-01' }))).toEqual([
      'endsOn: before-start',
    ]);
  });

  test('names each territory once', () => {
    expect(rulesOf(project.safeParse({ ...right, territories: ['fives', 'fives'] }))).toEqual([
      'territories: duplicate-id',
    ]);
  });
});

describe('what several fields obey together is said in one round with what each is wrong with', () => {
  test('reversed days and doubled territories of a project that lacks its title', () => {
    const { title: _, ...rest } = aContent().project;
    const typed = { ...rest, startsOn: '2026-06-02', endsOn: '2026-06-01', territories: ['fives', 'fives'] };
    expect(rulesOf(project.safeParse(typed))).toEqual([
      'title: undefined',
      'endsOn: before-start',
      'territories: duplicate-id',
    ]);
  });

  test('days that are none are held against nothing', () => {
    const { project: right } = aContent();
    expect(rulesOf(project.safeParse({ ...right, startsOn: 'bientôt', endsOn: 3, territories: 'fives' }))).toEqual([
      'territories: undefined',
      'startsOn: undefined',
      'endsOn: undefined',
    ]);
    expect([{}, null, 'project', undefined].map((value) => project.safeParse(value).success)).toEqual(
      Array(4).fill(false),
    );
  });

  test('an empty budget asks for a charge as well as for the amount', () => {
    const empty = { charges: {}, products: {}, inKindCharges: {}, inKindProducts: {} };
    expect(rulesOf(budget.safeParse(empty))).toEqual(['amountAskedCents: undefined', 'charges: ask']);
  });

  test('sides are held against each other as far as they can be read', () => {
    const typed = {
      amountAskedCents: 1000,
      charges: { purchases: '12.500' },
      products: { sales: 4000, yachts: 1 },
      inKindCharges: { 'volunteer-staff': 500 },
      inKindProducts: {},
    };
    expect(rulesOf(budget.safeParse(typed))).toEqual([
      'charges.purchases: undefined',
      'products.yachts: unknown-line',
      'inKindProducts: unbalanced',
    ]);
  });

  test('a call that lacks texts is told of its steps as well', () => {
    const [check, score, decide] = [aCheckStep(), aScoreStep(), aDecideStep()];
    const { callId: _id, version: _version, publishedAt: _at, ...rest } = aCall({ steps: [score, check, decide] });
    const wrong = rulesOf(callContent.safeParse({ ...rest, title: { fr: '', en: 'A call' } }));
    expect(wrong).toEqual(['title.fr: undefined', 'steps.1.kind: checks-first']);
    const steps = [{ ...score, label: { fr: '', en: '' }, quorum: 9, wanted: 2, criteria: [] }, decide];
    expect(rulesOf(callContent.safeParse({ ...rest, steps }))).toEqual([
      'steps.0.label.fr: undefined',
      'steps.0.label.en: undefined',
      'steps.0.criteria: undefined',
      'steps.0.quorum: quorum-above-wanted',
    ]);
  });

  test('junk in place of lists and numbers of a call is refused, and breaks nothing', () => {
    const { callId: _id, version: _version, publishedAt: _at, ...rest } = aCall();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(rest)), fc.jsonValue(), (name, junk) => {
        callContent.safeParse({ ...rest, [name]: junk });
        callContent.safeParse({ ...rest, steps: [junk, { ...aScoreStep(), criteria: junk }, aDecideStep()] });
      }),
    );
  });
});

describe('a call', () => {
  const content = ({ callId: _id, version: _version, publishedAt: _at, ...rest }: ReturnType<typeof aCall>) => rest;
  const withSteps = (...steps: Step[]) => rulesOf(callContent.safeParse(content(aCall({ steps }))));

  test('may have any steps that follow its rules', () => {
    fc.assert(
      fc.property(callChange, (change) => {
        expect(rulesOf(callContent.safeParse(content(aCall(change))))).toEqual([]);
      }),
    );
  });

  test('has its checks first, its decision last and once, and no quorum above what is wanted', () => {
    const [check, score, decide] = [aCheckStep(), aScoreStep(), aDecideStep()];
    expect(withSteps(score, check, decide)).toEqual(['steps.1.kind: checks-first']);
    expect(withSteps(check, score)).toEqual(['steps.1.kind: decide-last']);
    expect(withSteps(decide, { ...decide, id: 'second' })).toEqual(['steps.0.kind: decide-last']);
    expect(withSteps(check, check, decide)).toEqual(['steps.1.id: duplicate-id']);
    expect(withSteps({ ...score, wanted: 2, quorum: 3 }, decide)).toEqual(['steps.0.quorum: quorum-above-wanted']);
  });
});

test('a draft section may hold anything typed, up to its size', () => {
  expect(draftSection.safeParse({ title: '', nested: { list: [1, null, 'x'] } }).success).toBe(true);
  expect(rulesOf(draftSection.safeParse({ summary: 'x'.repeat(60_000) }))).toEqual([': too-long']);
});

test('sizes count bytes of UTF-8, and say by how much something is too large', () => {
  expect(['', 'e', 'é', '’', '😀', { é: ['’'] }, undefined].map(bytesOf)).toEqual([2, 3, 4, 5, 6, 14, 0]);
  const small = z.record(z.string(), z.string()).superRefine(withinBytes(20));
  const overOf = (value: unknown) =>
    small.safeParse(value).error?.issues.map((issue) => (issue.code === 'custom' ? issue.params : issue.code));
  expect(overOf({ a: 'é'.repeat(6) })).toBeUndefined();
  expect(overOf({ a: 'é'.repeat(7) })).toEqual([{ rule: 'too-long', over: 2 }]);
  const issue = small.safeParse({ a: '’'.repeat(500) }).error?.issues[0] as Issue;
  expect(instruction(issue, 'fr')).toEqual({ keys: ['rules.too-long'], params: { over: wholeNumber(1488, 'fr') } });
});
