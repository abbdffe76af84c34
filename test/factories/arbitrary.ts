import fc from 'fast-check';
import { split } from '../../functions/domain/shares.ts';
import { budget, total } from '../../schemas/budget.ts';
import type { CallContent, Step } from '../../schemas/call.ts';
import { type TerritoryId, territoryIds } from '../../schemas/territory.ts';
import { aCheckStep, aCriterion, aDecideStep, aDeliberateStep, aScoreStep } from './call.ts';

/** Valid things by chance, for properties. */

/** Some territories, each once, in any order. */
export const territories: fc.Arbitrary<TerritoryId[]> = fc.shuffledSubarray([...territoryIds], {
  minLength: 1,
});

const jury = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .map(([a, b]) => ({ wanted: Math.max(a, b), quorum: Math.min(a, b) }));
const delays = fc
  .tuple(fc.integer({ min: 1, max: 365 }), fc.nat({ max: 60 }), fc.nat({ max: 365 }))
  .map(([delayDays, remind, escalateDaysAfter]) => ({
    delayDays,
    remindDaysBefore: Math.min(remind, delayDays - 1),
    escalateDaysAfter,
  }));

const scoreStep = fc
  .record({
    jury,
    delays,
    threshold: fc.record({
      percent: fc.integer({ min: 0, max: 100 }),
      mode: fc.constantFrom('advisory' as const, 'required' as const),
    }),
    blind: fc.record({ applicant: fc.boolean(), peers: fc.boolean() }),
    criteria: fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 100 }), maxMark: fc.integer({ min: 1, max: 10 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({ jury, delays, criteria, ...change }) => {
    // Each at least 1, and 100 together.
    const weights = split(
      100 - criteria.length,
      criteria.map(({ weight }) => weight),
    );
    return aScoreStep({
      ...jury,
      ...delays,
      ...change,
      criteria: criteria.map(({ maxMark }, index) =>
        aCriterion({ id: `criterion-${index + 1}`, weight: 1 + (weights[index] ?? 0), maxMark }),
      ),
    });
  });
const deliberateStep = fc
  .record({ quorum: fc.integer({ min: 1, max: 5 }), delays })
  .map(({ quorum, delays }) => aDeliberateStep({ quorum, ...delays }));
const checkStep = fc
  .record({ delays, onFailure: fc.constantFrom('complements' as const, 'ineligible' as const) })
  .map(({ delays, onFailure }) => aCheckStep({ ...delays, onFailure }));

/** The steps of any valid call: checks, then jury steps, then the decision; any of the first two kinds may be missing. */
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array<Step>(checkStep, { maxLength: 3 }),
    fc.array<Step>(fc.oneof(scoreStep, deliberateStep), { maxLength: 3 }),
  )
  .filter(([checks, juries]) => checks.length + juries.length > 0)
  .map(([checks, juries]) =>
    [...checks, ...juries, aDecideStep()].map((step, index) => ({ ...step, id: `step-${index + 1}` })),
  );

/** How silence and steps of a call may be. */
export const callChange: fc.Arbitrary<Pick<CallContent, 'steps' | 'silenceMonths'>> = fc.record({
  steps,
  silenceMonths: fc.integer({ min: 1, max: 12 }),
});

const cents = fc.integer({ min: 0, max: 50_000_000 });

/** A balanced budget. */
export const balanced = fc
  .record({
    amountAskedCents: fc.integer({ min: 1, max: 50_000_000 }),
    products: fc.record({ sales: cents, region: cents, state: cents }),
    inKind: cents,
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ amountAskedCents, products, inKind, part }) => {
    const sum = amountAskedCents + total(products);
    const purchases = Math.floor(sum * part);
    return budget.parse({
      amountAskedCents,
      charges: { purchases, 'staff-costs': sum - purchases },
      products,
      inKindCharges: { 'volunteer-staff': inKind },
      inKindProducts: { volunteering: inKind },
    });
  });
