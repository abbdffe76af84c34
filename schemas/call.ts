import * as z from 'zod';
import { email, id, instant, localized, phone, positiveMoney, slug, text } from './fields.ts';
import { legalForms } from './organisation.ts';
import { territoryId } from './territory.ts';

/**
 * A call and its versions. Everything that a city changes is data on a version: steps, criteria, weights, quorum,
 * delays, documents. An application pins the version it was submitted under.
 */

export const callId = id('cal');

/** What one mark of a criterion means, in words: two jurors who give a 3 should mean the same. */
export const anchor = z.object({ mark: z.int().min(0).max(10), text: localized });
export type Anchor = z.infer<typeof anchor>;

/**
 * A criterion of a scored step. Weights of a step sum to 100; marks go from 0 to `maxMark` in whole points, and each has
 * its anchor.
 */
export const criterion = z.object({
  id: slug(),
  label: localized,
  hint: localized,
  weight: z.int().min(1).max(100),
  maxMark: z.int().min(1).max(10),
  anchors: z.array(anchor).max(11),
});
export type Criterion = z.infer<typeof criterion>;

const stepBase = {
  id: slug(),
  label: localized,
  hint: localized,
  /** Who acts at this step, as people read it; left out where the kind of step says enough. */
  actors: localized.optional(),
  /** Calendar days from the step's opening until it is late. */
  delayDays: z.int().min(1).max(365),
  /** Days before the step is late at which those it waits for are reminded; 0 reminds nobody beforehand. */
  remindDaysBefore: z.int().min(0).max(60),
  /** Days after which staff are told that the step is late. */
  escalateDaysAfter: z.int().min(0).max(365),
};

/** How many evaluations a jury step hopes for, and how many it needs at least. */
const juryBase = { wanted: z.int().min(1).max(60), quorum: z.int().min(1).max(60) };

export const checkStep = z.object({
  ...stepBase,
  kind: z.literal('check'),
  items: z
    .array(z.object({ id: slug(), label: localized }))
    .min(1)
    .max(40),
  /** What a failed check does: ask the applicant for what is missing, or close the file with reasons. */
  onFailure: z.enum(['complements', 'ineligible']),
});
export const scoreStep = z.object({
  ...stepBase,
  ...juryBase,
  kind: z.literal('score'),
  criteria: z.array(criterion).min(1).max(20),
  /**
   * Mark out of 100. `advisory`: shown beside the result. `required`: below it the jury's remaining steps are passed over
   * and the file goes to its decision.
   */
  threshold: z.object({ percent: z.int().min(0).max(100), mode: z.enum(['advisory', 'required']) }),
  /** Whether jurors do not see who applies, and see no peer's evaluation before the step is closed. */
  blind: z.object({ applicant: z.boolean(), peers: z.boolean() }),
});
export const deliberateStep = z.object({ ...stepBase, ...juryBase, kind: z.literal('deliberate') });
export const decideStep = z.object({ ...stepBase, kind: z.literal('decide') });

export const step = z.discriminatedUnion('kind', [checkStep, scoreStep, deliberateStep, decideStep]);
export type Step = z.infer<typeof step>;
export type CheckStep = z.infer<typeof checkStep>;
export type ScoreStep = z.infer<typeof scoreStep>;
export type DeliberateStep = z.infer<typeof deliberateStep>;
export type JuryStep = ScoreStep | DeliberateStep;

export const isJuryStep = (candidate: Step | undefined): candidate is JuryStep =>
  candidate?.kind === 'score' || candidate?.kind === 'deliberate';

const choice = z.object({ id: slug(), label: localized, hint: localized.optional() });

export const requiredDocument = z.object({
  id: slug(),
  label: localized,
  hint: localized,
  required: z.boolean(),
});
export type RequiredDocument = z.infer<typeof requiredDocument>;

/**
 * A condition that the service can check by itself against what was typed. It is shown to the applicant before the
 * submission and to staff beside their check; it never decides.
 */
export const eligibilityRule = z.discriminatedUnion('kind', [
  z.object({ id: slug(), label: localized, kind: z.literal('max-amount'), amountCents: positiveMoney() }),
  /** The amount asked for is at most this part of the project's whole budget. */
  z.object({ id: slug(), label: localized, kind: z.literal('max-share'), percent: z.int().min(1).max(100) }),
  z.object({
    id: slug(),
    label: localized,
    kind: z.literal('legal-forms'),
    allowed: z.array(z.enum(legalForms)).min(1).max(legalForms.length),
  }),
  z.object({ id: slug(), label: localized, kind: z.literal('territories'), allowed: z.array(territoryId).min(1) }),
  /** The project begins on the day of submission or later. */
  z.object({ id: slug(), label: localized, kind: z.literal('not-started') }),
]);
export type EligibilityRule = z.infer<typeof eligibilityRule>;

/** What a version says; the store adds its number and date. */
export const callContent = z
  .object({
    title: localized,
    introduction: localized,
    /** Printed on acknowledgements and letters, as CRPA R112-5 asks. */
    service: z.object({ name: text(120), address: text(300), email: email(), phone: phone() }),
    /** Months of silence after which a request for money is refused (CRPA L231-4 3°: two). */
    silenceMonths: z.int().min(1).max(12),
    /** How and before whom a refusal can be disputed, printed on letters. */
    remedies: localized,
    sectors: z.array(choice).min(1).max(40),
    supportKinds: z.array(choice).min(1).max(20),
    documents: z.array(requiredDocument).max(30),
    eligibility: z.array(eligibilityRule).max(20),
    steps: z.array(step).min(2).max(12),
    /** Open assignments that a juror has at most when files are shared out. */
    openFilesPerJuror: z.int().min(1).max(500),
    /** Money for a calendar year, from all funders, in cents; shown to the jury as what remains of it. */
    envelopeCents: positiveMoney().optional(),
    /** Support in a year to one organisation, in cents, above which an agreement is asked for (décret 2001-495). */
    agreementAboveCents: positiveMoney(),
    /** True while amounts, weights and delays are examples that the city has not confirmed. */
    example: z.boolean(),
  })
  .superRefine((call, context) => {
    const refuse = (path: (string | number)[], rule: string) =>
      context.addIssue({ code: 'custom', path, params: { rule } });
    const unique = (list: { id: string }[], path: (string | number)[]) => {
      const seen = new Set<string>();
      list.forEach((entry, index) => {
        if (seen.has(entry.id)) refuse([...path, index, 'id'], 'duplicate-id');
        seen.add(entry.id);
      });
    };
    unique(call.steps, ['steps']);
    unique(call.documents, ['documents']);
    unique(call.sectors, ['sectors']);
    unique(call.supportKinds, ['supportKinds']);
    unique(call.eligibility, ['eligibility']);
    call.steps.forEach((candidate, index) => {
      const last = index === call.steps.length - 1;
      if ((candidate.kind === 'decide') !== last) refuse(['steps', index, 'kind'], 'decide-last');
      if (isJuryStep(candidate) && candidate.quorum > candidate.wanted)
        refuse(['steps', index, 'quorum'], 'quorum-above-wanted');
      if (candidate.kind === 'score') {
        const path = ['steps', index, 'criteria'];
        unique(candidate.criteria, path);
        if (candidate.criteria.reduce((sum, { weight }) => sum + weight, 0) !== 100) refuse(path, 'weights-sum');
        candidate.criteria.forEach((criterion, place) => {
          const marks = new Set(criterion.anchors.map(({ mark }) => mark));
          const each = [...Array(criterion.maxMark + 1).keys()].every((mark) => marks.has(mark));
          if (!each || marks.size !== criterion.maxMark + 1 || criterion.anchors.length !== marks.size)
            refuse([...path, place, 'anchors'], 'each-mark');
        });
      }
      if (candidate.kind === 'check') {
        unique(candidate.items, ['steps', index, 'items']);
        if (call.steps.slice(0, index).some((earlier) => earlier.kind !== 'check'))
          refuse(['steps', index, 'kind'], 'checks-first');
      }
    });
  });
export type CallContent = z.infer<typeof callContent>;

export const callVersion = callContent.safeExtend({
  callId,
  version: z.int().min(1),
  publishedAt: instant(),
});
export type CallVersion = z.infer<typeof callVersion>;

export const stepOf = (call: CallContent, stepId: string): Step | undefined =>
  call.steps.find((candidate) => candidate.id === stepId);

/** The step after `stepId`, or the first one when there is none yet. */
export const stepAfter = (call: CallContent, stepId?: string): Step | undefined =>
  call.steps[call.steps.findIndex((candidate) => candidate.id === stepId) + 1];
