import * as z from 'zod';
import { alsoWhenWrong, day, optionalLine, optionalText, positiveMoney, slug, text, withinBytes } from './fields.ts';

export const outcomes = ['supported', 'refused', 'deferred'] as const;
export const outcome = z.enum(outcomes);

/** Support that is not money. */
export const inKindKinds = ['premises', 'coaching', 'communication', 'equipment', 'other'] as const;
export const inKindSupport = z.object({ kind: z.enum(inKindKinds), description: text(500, 5) });
export type InKindSupport = z.infer<typeof inKindSupport>;

/** What the jury's comments for the applicant said of one criterion, as it goes into a letter. */
export const criterionFeedback = z.object({ stepId: slug(), criterionId: slug(), text: text(3000, 5) });
export type CriterionFeedback = z.infer<typeof criterionFeedback>;

const decisionBase = {
  decidedOn: day(),
  reference: optionalLine(60),
  /** The day on which applicants are told, when it is not at once. */
  announceOn: day().optional(),
};

/** What staff record of the competent body's decision. */
export const decision = z.discriminatedUnion('outcome', [
  z.object({
    ...decisionBase,
    outcome: z.literal('supported'),
    amountCents: positiveMoney(),
    inKind: z.array(inKindSupport).max(10).optional(),
    conditions: optionalText(3000),
    reasons: optionalText(3000),
  }),
  z.object({
    ...decisionBase,
    outcome: z.literal('refused'),
    reasons: text(3000, 20),
    feedback: z.array(criterionFeedback).max(40).optional(),
  }),
  z.object({ ...decisionBase, outcome: z.literal('deferred'), reasons: text(3000, 20) }),
]);
export type Decision = z.infer<typeof decision>;

/**
 * What a refusal passes on of the jury's comments, as a whole, in bytes: its letter is one item of the table, and names each
 * criterion beside it.
 */
export const maxFeedbackBytes = 90_000;

const [supported, refused, deferred] = decision.options;
const feedback = refused.shape.feedback.unwrap().superRefine(withinBytes(maxFeedbackBytes), alsoWhenWrong).optional();

/** A decision that may be recorded. */
export const newDecision = z.discriminatedUnion('outcome', [supported, refused.extend({ feedback }), deferred]);

/** How long a decision can be kept back, in days: a slip in the year would hide it for good. */
export const mostDaysKeptBack = 366;

/** The day until which a decision taken `today` is kept back; nothing where it is announced at once. */
export const keptBackUntil = ({ announceOn }: Pick<Decision, 'announceOn'>, today: string): string | undefined =>
  announceOn !== undefined && announceOn > today ? announceOn : undefined;

/** Whether a decision is announced only after the last day on which the City can answer, which its own day does not change. */
export const isAnnouncedAfter = (
  { announceOn }: Pick<Decision, 'announceOn'>,
  runsOutOn: string | undefined,
): boolean => Boolean(announceOn && runsOutOn && announceOn > runsOutOn);

/** The grant agreement, signed by the City and the organisation. */
export const agreement = z.object({ signedOn: day(), reference: optionalLine(60) });
export type Agreement = z.infer<typeof agreement>;
