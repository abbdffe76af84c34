import type { CallContent, CallVersion, Criterion, DeliberateStep, ScoreStep, Step } from '../../schemas/call.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';

/** Lille's example call as a published version; `change` says what a test needs otherwise. */
export const aCall = (change: Partial<CallContent> & { version?: number } = {}): CallVersion => ({
  ...callLille,
  callId: exampleCallId,
  version: 1,
  publishedAt: '2026-01-05T08:00:00.000Z',
  ...change,
});

const exampleStep = <K extends Step['kind']>(kind: K): Extract<Step, { kind: K }> => {
  const found = callLille.steps.find((step) => step.kind === kind);
  if (!found) throw new Error(`The example call has no ${kind} step`);
  return found as Extract<Step, { kind: K }>;
};

export const aCheckStep = (change: Partial<Extract<Step, { kind: 'check' }>> = {}) => ({
  ...exampleStep('check'),
  ...change,
});
export const aScoreStep = (change: Partial<ScoreStep> = {}): ScoreStep => ({ ...exampleStep('score'), ...change });
export const aDeliberateStep = (change: Partial<DeliberateStep> = {}): DeliberateStep => ({
  ...exampleStep('deliberate'),
  ...change,
});
export const aDecideStep = () => exampleStep('decide');

/** A criterion with an anchor for each of its marks. */
export const aCriterion = (change: Partial<Omit<Criterion, 'anchors'>> = {}): Criterion => {
  const maxMark = change.maxMark ?? 5;
  const said = { fr: 'Critère', en: 'Criterion' };
  return {
    id: 'criterion',
    label: said,
    hint: said,
    weight: 100,
    maxMark,
    anchors: Array.from({ length: maxMark + 1 }, (_, mark) => ({ mark, text: { fr: `${mark}`, en: `${mark}` } })),
    ...change,
  };
};

/** The example call's steps with another number of wanted and needed evaluations on its scored step. */
export const stepsWith = (jury: { wanted: number; quorum: number }): Step[] =>
  callLille.steps.map((step) => (step.kind === 'score' ? { ...step, ...jury } : step));

/** The example call's steps with its scored step twice, the second right after the first. */
export const stepsTwice = (): Step[] =>
  callLille.steps.flatMap((step): Step[] =>
    step.kind === 'score' ? [step, { ...step, id: `${step.id}-again` }] : [step],
  );
