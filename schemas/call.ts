import * as z from 'zod';
import { email, id, instant, localized, phone, slug, text } from './fields.ts';

/**
 * A call and its versions. Everything that a city changes is data on a version: steps, criteria, weights, quorum,
 * delays, documents. An application pins the version it was submitted under.
 */

export const callId = id('cal');

/** A criterion of a scored step. `weight` counts relative to the others; marks go from 0 to `maxMark` in whole points. */
export const criterion = z.object({
  id: slug(),
  label: localized,
  hint: localized,
  weight: z.int().min(1).max(100),
  maxMark: z.int().min(1).max(20),
});
export type Criterion = z.infer<typeof criterion>;

const stepBase = {
  id: slug(),
  label: localized,
  hint: localized,
  /** Calendar days from the step's opening until it is late. */
  delayDays: z.int().min(1).max(365),
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
  /** Advisory mark out of 100 at which the jury's opinion counts as favourable. */
  thresholdPercent: z.int().min(0).max(100),
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
    steps: z.array(step).min(2).max(12),
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
    call.steps.forEach((candidate, index) => {
      const last = index === call.steps.length - 1;
      if ((candidate.kind === 'decide') !== last) refuse(['steps', index, 'kind'], 'decide-last');
      if (isJuryStep(candidate) && candidate.quorum > candidate.wanted)
        refuse(['steps', index, 'quorum'], 'quorum-above-wanted');
      if (candidate.kind === 'score') unique(candidate.criteria, ['steps', index, 'criteria']);
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
