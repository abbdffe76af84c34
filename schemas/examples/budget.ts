import type { Budget } from '../budget.ts';

/** Hundredths of the whole by line; what is left over goes to the line named last. */
interface Profile {
  charges: Record<string, number>;
  products: Record<string, number>;
}

const profiles: Record<'team' | 'equipment' | 'study', Profile> = {
  team: {
    charges: { purchases: 12, 'external-services': 9, 'other-external-services': 14, taxes: 2, 'staff-costs': 63 },
    products: { sales: 30, intercommunality: 25, region: 20, 'membership-and-gifts': 25 },
  },
  equipment: {
    charges: { purchases: 34, 'external-services': 16, depreciation: 8, 'other-external-services': 42 },
    products: { 'private-grants': 35, departement: 15, sales: 25, 'membership-and-gifts': 25 },
  },
  study: {
    charges: { purchases: 4, 'other-external-services': 36, 'other-running-costs': 4, 'staff-costs': 56 },
    products: { state: 30, 'social-bodies': 15, region: 30, 'membership-and-gifts': 25 },
  },
};

/** Splits whole euros by hundredths, to the euro, with nothing lost. Amounts in and out are in cents. */
const split = (cents: number, parts: Record<string, number>): Record<string, number> => {
  const lines = Object.entries(parts);
  let rest = cents;
  return Object.fromEntries(
    lines.map(([line, hundredths], index) => {
      const part = index === lines.length - 1 ? rest : Math.floor((cents * hundredths) / 10_000) * 100;
      rest -= part;
      return [line, part];
    }),
  );
};

/**
 * A balanced budget, in cents: `total` and `asked` are whole euros. `spread` says on what;
 * `volunteerEuros` adds volunteering on both sides of the contributions in kind.
 */
export const balancedBudget = (
  asked: number,
  total: number,
  spread: keyof typeof profiles,
  volunteerEuros = 0,
): Budget => {
  const profile = profiles[spread];
  const volunteering = volunteerEuros * 100;
  return {
    amountAskedCents: asked * 100,
    charges: split(total * 100, profile.charges),
    products: split((total - asked) * 100, profile.products),
    inKindCharges: volunteering ? { 'volunteer-staff': volunteering } : {},
    inKindProducts: volunteering ? { volunteering } : {},
  };
};
