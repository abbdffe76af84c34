import * as z from 'zod';
import { alsoWhenWrong, money, positiveMoney, slug, type Typing } from './fields.ts';

/**
 * The project's forecast budget after the chart of the unified form (Cerfa 12156): charges by account 60-68, products
 * 70-79, and contributions in kind 86/87 totalled apart. Lines have ids of our own; account codes are labels only.
 */
export const chargeLines = [
  { id: 'purchases', account: '60' },
  { id: 'external-services', account: '61' },
  { id: 'other-external-services', account: '62' },
  { id: 'taxes', account: '63' },
  { id: 'staff-costs', account: '64' },
  { id: 'other-running-costs', account: '65' },
  { id: 'financial-charges', account: '66' },
  { id: 'exceptional-charges', account: '67' },
  { id: 'depreciation', account: '68' },
] as const;

/** The city's own share stands apart as `amountAskedCents` and counts among the products. */
export const productLines = [
  { id: 'sales', account: '70' },
  { id: 'state', account: '74' },
  { id: 'region', account: '74' },
  { id: 'departement', account: '74' },
  { id: 'intercommunality', account: '74' },
  { id: 'other-communes', account: '74' },
  { id: 'social-bodies', account: '74' },
  { id: 'european-funds', account: '74' },
  { id: 'private-grants', account: '74' },
  { id: 'membership-and-gifts', account: '75' },
  { id: 'financial-products', account: '76' },
  { id: 'exceptional-products', account: '77' },
  { id: 'reversals', account: '78' },
  { id: 'transfers', account: '79' },
] as const;

export const inKindChargeLines = [
  { id: 'goods-used', account: '860' },
  { id: 'free-use', account: '861' },
  { id: 'volunteer-staff', account: '864' },
] as const;

export const inKindProductLines = [
  { id: 'volunteering', account: '870' },
  { id: 'services-in-kind', account: '871' },
  { id: 'gifts-in-kind', account: '875' },
] as const;

/** Amounts by line id, in cents; a line left out is zero. */
const amounts = <T extends readonly { id: string }[]>(lines: T) => {
  const known = new Set(lines.map((line) => line.id));
  return z.partialRecord(slug(), money()).superRefine((entries, context) => {
    for (const line of Object.keys(entries))
      if (!known.has(line)) context.addIssue({ code: 'custom', path: [line], params: { rule: 'unknown-line' } });
  }, alsoWhenWrong);
};

export const total = (entries: Partial<Record<string, number>>): number =>
  Object.values(entries).reduce<number>((sum, cents) => sum + (cents ?? 0), 0);

/** The sum of amounts as they were typed so far, or nothing while one of them is none. */
const totalTyped = (entries: unknown): number | undefined => {
  if (typeof entries !== 'object' || entries === null) return undefined;
  const typed = Object.values(entries);
  return typed.every((cents) => typeof cents === 'number') ? total(entries as Record<string, number>) : undefined;
};

type Parts = 'amountAskedCents' | 'charges' | 'products' | 'inKindCharges' | 'inKindProducts';

/**
 * Charges must equal products, the amount asked included; contributions in kind balance on their own. Two sides are held
 * against each other once all amounts on them can be read.
 */
export const budget = z
  .object({
    amountAskedCents: positiveMoney(),
    charges: amounts(chargeLines),
    products: amounts(productLines),
    inKindCharges: amounts(inKindChargeLines),
    inKindProducts: amounts(inKindProductLines),
  })
  .superRefine((value: Typing<Parts>, context) => {
    const unbalanced = (path: string, gapCents: number) => {
      if (gapCents !== 0) context.addIssue({ code: 'custom', path: [path], params: { rule: 'unbalanced', gapCents } });
    };
    const [charges, products] = [totalTyped(value.charges), totalTyped(value.products)];
    const asked = value.amountAskedCents;
    if (charges === 0) context.addIssue({ code: 'custom', path: ['charges'], params: { rule: 'ask' } });
    else if (charges !== undefined && products !== undefined && typeof asked === 'number')
      unbalanced('products', charges - products - asked);
    const [used, given] = [totalTyped(value.inKindCharges), totalTyped(value.inKindProducts)];
    if (used !== undefined && given !== undefined) unbalanced('inKindProducts', used - given);
  }, alsoWhenWrong);
export type Budget = z.infer<typeof budget>;
