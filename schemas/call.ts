import * as z from 'zod';
import {
  alsoWhenWrong,
  email,
  id,
  instant,
  languages,
  line,
  localized,
  phone,
  positiveMoney,
  slug,
  type Typing,
  text,
  typed,
  withinBytes,
} from './fields.ts';
import { legalForms } from './organisation.ts';
import { territoryId, territoryIds } from './territory.ts';

/**
 * A call and its versions. Everything that a city changes is data on a version: steps, criteria, weights, quorum,
 * delays, documents. An application pins the version it was submitted under.
 */

export const callId = id('cal');

/** What one mark of a criterion means, in words: two jurors who give a 3 should mean the same. */
export const anchor = z.object({ mark: z.int().min(0).max(10), text: localized });
export type Anchor = z.infer<typeof anchor>;

type Place = (string | number)[];
/** Refuses a place of a call; `rule` names the instruction that mends it. */
const refusing =
  (context: z.core.$RefinementCtx) =>
  (path: Place, rule: string, values: Record<string, unknown> = {}): void =>
    context.addIssue({ code: 'custom', path, params: { rule, ...values } });
/** The entries of a list as it was typed; of one that is no entry, nothing is known. */
const entriesOf = <Name extends string>(list: unknown): Typing<Name>[] =>
  Array.isArray(list) ? list.map((entry) => (typeof entry === 'object' && entry !== null ? entry : {})) : [];

/** Entries that are named like an earlier one of their list. */
const refuseDoubles = (refuse: ReturnType<typeof refusing>, list: unknown, path: Place): void => {
  const seen = new Set<unknown>();
  entriesOf<'id'>(list).forEach(({ id }, index) => {
    if (id !== undefined && seen.has(id)) refuse([...path, index, 'id'], 'duplicate-id');
    seen.add(id);
  });
};

/** A number of a call as it was typed; what is none counts as nothing that could be held against another. */
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/**
 * A criterion of a scored step. Weights of a step sum to 100; marks go from 0 to `maxMark` in whole points, and each has
 * its anchor. The rules stand at the narrowest place that they are about, so that one is told of all that is wrong at once.
 */
export const criterion = z
  .object({
    id: slug(),
    label: localized,
    hint: localized,
    weight: z.int().min(1).max(100),
    maxMark: z.int().min(1).max(10),
    anchors: z.array(anchor).max(11),
  })
  .superRefine(({ anchors, maxMark }: Typing<'anchors' | 'maxMark'>, context) => {
    if (!Array.isArray(anchors) || typeof maxMark !== 'number' || !(maxMark >= 1 && maxMark <= 10)) return;
    const marks = new Set(entriesOf<'mark'>(anchors).map(({ mark }) => mark));
    const each = [...Array(Math.floor(maxMark) + 1).keys()].every((mark) => marks.has(mark));
    if (!each || marks.size !== maxMark + 1 || anchors.length !== marks.size)
      refusing(context)(['anchors'], 'each-mark');
  }, alsoWhenWrong);
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

/** Two weeks: the law's clock goes on meanwhile. */
const maxCorrectionHours = 336;

/** Jurors that one step can have. */
export const maxJurors = 60;

/** A reminder goes out while the step is open, and the quorum can be reached by those who are asked. */
const refuseSteps = (
  step: Typing<'delayDays' | 'remindDaysBefore' | 'quorum' | 'wanted'>,
  context: z.core.$RefinementCtx,
): void => {
  const refuse = refusing(context);
  const [delayDays, wanted] = [numberOf(step.delayDays), numberOf(step.wanted)];
  if (numberOf(step.remindDaysBefore) >= delayDays)
    refuse(['remindDaysBefore'], 'before-opening', { maximum: delayDays - 1 });
  if (numberOf(step.quorum) > wanted) refuse(['quorum'], 'quorum-above-wanted', { maximum: wanted });
};

/** Points on the list of one check. */
export const maxCheckItems = 40;

export const checkStep = z
  .object({
    ...stepBase,
    kind: z.literal('check'),
    items: z
      .array(z.object({ id: slug(), label: localized }))
      .min(1)
      .max(maxCheckItems),
    /** What a failed check does: ask the applicant for what is missing, or close the file with reasons. */
    onFailure: z.enum(['complements', 'ineligible']),
  })
  .superRefine((step, context) => {
    refuseSteps(step, context);
    refuseDoubles(refusing(context), step.items, ['items']);
  }, alsoWhenWrong);
export const scoreStep = z
  .object({
    ...stepBase,
    kind: z.literal('score'),
    /** Evaluations hoped for. */
    wanted: z.int().min(1).max(maxJurors),
    /** Evaluations without which the step cannot be closed. */
    quorum: z.int().min(1).max(maxJurors),
    criteria: z.array(criterion).min(1).max(20),
    /**
     * Mark out of 100. `advisory`: shown beside the result. `required`: below it the jury's remaining steps are passed over
     * and the file goes to its decision.
     */
    threshold: z.object({ percent: z.int().min(0).max(100), mode: z.enum(['advisory', 'required']) }),
    /**
     * Hours in which an evaluation that is in can be corrected before the step closes by itself, unless its juror says that it
     * is final. Left out, as in versions older than this: the step closes with the last evaluation that it waits for.
     */
    correctionHours: z.int().min(0).max(maxCorrectionHours).optional(),
    /** Whether jurors do not see who applies, and see no peer's evaluation before the step is closed. */
    blind: z.object({ applicant: z.boolean(), peers: z.boolean() }),
  })
  .superRefine((step, context) => {
    refuseSteps(step, context);
    const refuse = refusing(context);
    refuseDoubles(refuse, step.criteria, ['criteria']);
    const sum = entriesOf<'weight'>(step.criteria).reduce((total, { weight }) => total + numberOf(weight), 0);
    // While a weight cannot be read there is no sum, and a step without criteria is asked for some.
    if (sum !== 0 && sum !== 100 && !Number.isNaN(sum)) refuse(['criteria'], 'weights-sum', { sum });
  }, alsoWhenWrong);
/** Heard by the jury together, at a session. */
export const deliberateStep = z
  .object({
    ...stepBase,
    kind: z.literal('deliberate'),
    /** Members present who have declared and are not recused, without whom a session gives no opinion of the file. */
    quorum: z.int().min(1).max(40),
  })
  .superRefine(refuseSteps, alsoWhenWrong);
export const decideStep = z.object({ ...stepBase, kind: z.literal('decide') }).superRefine(refuseSteps, alsoWhenWrong);

export const step = z.discriminatedUnion('kind', [checkStep, scoreStep, deliberateStep, decideStep]);
export const stepKinds = ['check', 'score', 'deliberate', 'decide'] as const satisfies readonly Step['kind'][];
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
  /** Whoever opens it is noted to have seen bank details. */
  bankDetails: z.boolean().optional(),
  /** Not needed to give an opinion, and not shown to jurors; left out, bank details are not and the rest is. */
  keptFromJury: z.boolean().optional(),
});
export type RequiredDocument = z.infer<typeof requiredDocument>;

/** Whether a document of a call holds bank details; versions from before calls said so are told by the example's name. */
export const holdsBankDetails = ({ documents }: Pick<CallContent, 'documents'>, documentId: string): boolean =>
  documents.some(({ id, bankDetails = id === 'bank-details' }) => id === documentId && bankDetails);

/** Whether jurors are shown a document of a call. */
export const isForJury = (call: Pick<CallContent, 'documents'>, documentId: string): boolean => {
  const document = call.documents.find(({ id }) => id === documentId);
  return !(document?.keptFromJury ?? holdsBankDetails(call, documentId));
};

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
  z.object({
    id: slug(),
    label: localized,
    kind: z.literal('territories'),
    allowed: z.array(territoryId).min(1).max(territoryIds.length),
  }),
  /** The project begins on the day of submission or later. */
  z.object({ id: slug(), label: localized, kind: z.literal('not-started') }),
]);
export type EligibilityRule = z.infer<typeof eligibilityRule>;

/** Who signs letters, by first name and name, and in what capacity (CRPA L212-1). */
export const signatory = z.object({ fullName: line(120, 3), capacity: localized });
export type Signatory = z.infer<typeof signatory>;

/** A call's texts together, in bytes: what one item of the table and one letter of a file hold with room to spare. */
export const maxCallBytes = 200_000;

/** Lists of a call whose entries are told apart by their names. */
const namedLists = ['steps', 'documents', 'sectors', 'supportKinds', 'eligibility'] as const;

const callRules = z
  .object({
    title: localized,
    introduction: localized,
    /** Printed on acknowledgements and letters, as CRPA R112-5 asks. */
    service: z.object({ name: line(120), address: text(300), email: email(), phone: phone() }),
    /** Versions from before letters were signed name nobody. */
    signatory: signatory.optional(),
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
    /** Takes no new applications for now; drafts that were begun can still be submitted. */
    paused: z.boolean().optional(),
  })
  .superRefine((call: Typing<(typeof namedLists)[number]>, context) => {
    const refuse = refusing(context);
    for (const list of namedLists) refuseDoubles(refuse, call[list], [list]);
    const kinds = entriesOf<'kind'>(call.steps).map(({ kind }) => kind);
    kinds.forEach((kind, index) => {
      if ((kind === 'decide') !== (index === kinds.length - 1)) refuse(['steps', index, 'kind'], 'decide-last');
      if (kind === 'check' && kinds.slice(0, index).some((earlier) => earlier !== 'check'))
        refuse(['steps', index, 'kind'], 'checks-first');
    });
  }, alsoWhenWrong);

/** A decision names its author: what is published says who that is. */
const refuseUnsigned = ({ signatory }: Typing<'signatory'>, context: z.core.$RefinementCtx): void => {
  const refuse = refusing(context);
  if (signatory) return;
  refuse(['signatory', 'fullName'], 'ask');
  for (const language of languages) refuse(['signatory', 'capacity', language], 'ask');
};

/** What a version may say; the store adds its number and date. */
export const callContent = callRules
  .superRefine(refuseUnsigned, alsoWhenWrong)
  .superRefine(withinBytes(maxCallBytes), alsoWhenWrong);
export type CallContent = z.infer<typeof callContent>;

/** A call as typed so far: anything of the right outer shape, so that nothing typed is ever refused or lost. */
export const callDraftContent = typed.superRefine(withinBytes(maxCallBytes));
export type CallDraftContent = z.infer<typeof callDraftContent>;

export const callVersion = callRules.safeExtend({
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
