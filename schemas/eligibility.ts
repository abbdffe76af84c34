import * as z from 'zod';
import { total } from './budget.ts';
import type { EligibilityRule } from './call.ts';
import { legalForms } from './organisation.ts';

/** What is known of a file when its rules are looked at: sections as typed so far, or as submitted. */
export interface EligibilityFacts {
  project?: unknown;
  budget?: unknown;
  organisation?: unknown;
}

/** `unknown` while what the rule needs is not filled in. */
export type Eligibility = 'met' | 'not-met' | 'unknown';

const cents = z.int().min(0);
const known = {
  'max-amount': z.object({ budget: z.object({ amountAskedCents: cents }) }),
  'max-share': z.object({ budget: z.object({ amountAskedCents: cents, charges: z.record(z.string(), cents) }) }),
  'legal-forms': z.object({ organisation: z.object({ legalForm: z.enum(legalForms) }) }),
  territories: z.object({ project: z.object({ territories: z.array(z.string()).min(1) }) }),
  'not-started': z.object({ project: z.object({ startsOn: z.iso.date() }) }),
};

const meets = (holds: boolean): Eligibility => (holds ? 'met' : 'not-met');

const lookAt = (rule: EligibilityRule, facts: EligibilityFacts, day: string): Eligibility => {
  switch (rule.kind) {
    case 'max-amount': {
      const { data } = known[rule.kind].safeParse(facts);
      return data ? meets(data.budget.amountAskedCents <= rule.amountCents) : 'unknown';
    }
    case 'max-share': {
      const { data } = known[rule.kind].safeParse(facts);
      const whole = data && total(data.budget.charges);
      // Whole numbers on both sides: no part of a cent decides.
      return data && whole ? meets(data.budget.amountAskedCents * 100 <= whole * rule.percent) : 'unknown';
    }
    case 'legal-forms': {
      const { data } = known[rule.kind].safeParse(facts);
      return data ? meets(rule.allowed.includes(data.organisation.legalForm)) : 'unknown';
    }
    case 'territories': {
      const { data } = known[rule.kind].safeParse(facts);
      const allowed: readonly string[] = rule.allowed;
      return data ? meets(data.project.territories.every((id) => allowed.includes(id))) : 'unknown';
    }
    case 'not-started': {
      const { data } = known[rule.kind].safeParse(facts);
      return data ? meets(data.project.startsOn >= day) : 'unknown';
    }
  }
};

/**
 * How a file stands to each eligibility rule of its call. The whole budget is the sum of its charges; every territory of
 * the project must be among those allowed. `day` is the day of submission in Paris, or today before it. It decides
 * nothing: people do.
 */
export const eligibilityOf = (
  rules: readonly EligibilityRule[],
  facts: EligibilityFacts,
  day: string,
): { rule: EligibilityRule; verdict: Eligibility }[] =>
  rules.map((rule) => ({ rule, verdict: lookAt(rule, facts, day) }));
