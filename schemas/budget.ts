import * as z from 'zod';
import { money, positiveMoney, slug } from './fields.ts';

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
  });
};

export const total = (entries: Partial<Record<string, number>>): number =>
  Object.values(entries).reduce<number>((sum, cents) => sum + (cents ?? 0), 0);

/** Charges must equal products, the amount asked included; contributions in kind balance on their own. */
export const budget = z
  .object({
    amountAskedCents: positiveMoney(),
    charges: amounts(chargeLines),
    products: amounts(productLines),
    inKindCharges: amounts(inKindChargeLines),
    inKindProducts: amounts(inKindProductLines),
  })
  .superRefine((value, context) => {
    const gap = total(value.charges) - total(value.products) - value.amountAskedCents;
    if (total(value.charges) === 0) context.addIssue({ code: 'custom', path: ['charges'], params: { rule: 'ask' } });
    else if (gap !== 0)
      context.addIssue({ code: 'custom', path: ['products'], params: { rule: 'unbalanced', gapCents: gap } });
    const inKindGap = total(value.inKindCharges) - total(value.inKindProducts);
    if (inKindGap !== 0)
      context.addIssue({
        code: 'custom',
        path: ['inKindProducts'],
        params: { rule: 'unbalanced', gapCents: inKindGap },
      });
  });
export type Budget = z.infer<typeof budget>;
