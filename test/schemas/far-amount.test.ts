import { expect, test } from 'vitest';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { farAmountsOf, farFrom } from '../../schemas/far-amount.ts';

test('An amount is far from another at a tenth of it, and at ten times it', () => {
  expect([
    farFrom(1001, 10_000),
    farFrom(1000, 10_000),
    farFrom(0, 10_000),
    farFrom(99_999, 10_000),
    farFrom(100_000, 10_000),
    farFrom(5, 0),
  ]).toEqual([undefined, 'small', 'small', undefined, 'large', undefined]);
});

test('Amounts of a call are held against those of the version before, rules by their ids', () => {
  const before = {
    envelopeCents: 10_000_000,
    agreementAboveCents: 2_300_000,
    eligibility: [
      { id: 'ceiling', kind: 'max-amount', amountCents: 1_000_000 },
      { id: 'share', kind: 'max-share', percent: 80 },
    ],
  };
  expect(farAmountsOf(before, before)).toEqual([]);
  const after = {
    envelopeCents: 100_000,
    agreementAboveCents: '12.500',
    eligibility: [null, { id: 'other', amountCents: 5 }, { id: 'ceiling', amountCents: 10_000_000 }],
  };
  expect(farAmountsOf(after, before)).toEqual([
    { path: ['envelopeCents'], cents: 100_000, besideCents: 10_000_000 },
    { path: ['eligibility', 2, 'amountCents'], cents: 10_000_000, besideCents: 1_000_000 },
  ]);
  expect(farAmountsOf(callLille, { eligibility: 'none' })).toEqual([]);
});
