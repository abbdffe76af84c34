import type { Typing } from './fields.ts';

/** Ten times as much, or as little, is further than a choice usually goes, and as far as a slip of the hand does. */
const factor = 10;

/** Whether an amount is far below or above one that stands beside it; both in cents. */
export const farFrom = (cents: number, besideCents: number): 'small' | 'large' | undefined => {
  if (besideCents <= 0) return undefined;
  if (cents * factor <= besideCents) return 'small';
  return cents >= besideCents * factor ? 'large' : undefined;
};

type Amounts = Typing<'envelopeCents' | 'agreementAboveCents' | 'eligibility'>;

const ruleOf = (rule: unknown): Typing<'id' | 'amountCents'> => (typeof rule === 'object' && rule !== null ? rule : {});
const rulesOf = ({ eligibility }: Amounts) => (Array.isArray(eligibility) ? eligibility.map(ruleOf) : []);

/**
 * The amounts of a call, as far as they were typed, that are far from those of the version before, by their place. Its rules
 * are told by their ids.
 */
export const farAmountsOf = (
  call: Amounts,
  before: Amounts,
): { path: (string | number)[]; cents: number; besideCents: number }[] => {
  const ceilings = new Map(rulesOf(before).map(({ id, amountCents }) => [id, amountCents]));
  const pairs: [path: (string | number)[], cents: unknown, beside: unknown][] = [
    [['envelopeCents'], call.envelopeCents, before.envelopeCents],
    [['agreementAboveCents'], call.agreementAboveCents, before.agreementAboveCents],
    ...rulesOf(call).map(({ id, amountCents }, index): (typeof pairs)[number] => [
      ['eligibility', index, 'amountCents'],
      amountCents,
      ceilings.get(id),
    ]),
  ];
  return pairs.flatMap(([path, cents, besideCents]) =>
    typeof cents === 'number' && typeof besideCents === 'number' && farFrom(cents, besideCents)
      ? [{ path, cents, besideCents }]
      : [],
  );
};
