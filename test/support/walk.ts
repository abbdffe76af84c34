import fc from 'fast-check';
import { announce } from '../../functions/domain/application/announce.ts';
import { assignJuror } from '../../functions/domain/application/assign-juror.ts';
import { closeStep } from '../../functions/domain/application/close-step.ts';
import { closeUnanswered } from '../../functions/domain/application/close-unanswered.ts';
import { conclude } from '../../functions/domain/application/conclude.ts';
import { correctDecision } from '../../functions/domain/application/correct-decision.ts';
import { decide } from '../../functions/domain/application/decide.ts';
import type { Decided } from '../../functions/domain/application/decided.ts';
import type { ReplayedEvent } from '../../functions/domain/application/evolve.ts';
import { openStep } from '../../functions/domain/application/open-step.ts';
import { postpone } from '../../functions/domain/application/postpone.ts';
import { provideComplements } from '../../functions/domain/application/provide-complements.ts';
import { recordAgreement } from '../../functions/domain/application/record-agreement.ts';
import { recordCheck } from '../../functions/domain/application/record-check.ts';
import { recordSilence } from '../../functions/domain/application/record-silence.ts';
import { recuse } from '../../functions/domain/application/recuse.ts';
import { relieveJuror } from '../../functions/domain/application/relieve-juror.ts';
import { reopen } from '../../functions/domain/application/reopen.ts';
import { resume } from '../../functions/domain/application/resume.ts';
import { schedule } from '../../functions/domain/application/schedule.ts';
import { start } from '../../functions/domain/application/start.ts';
import { submit } from '../../functions/domain/application/submit.ts';
import { unschedule } from '../../functions/domain/application/unschedule.ts';
import { withdraw } from '../../functions/domain/application/withdraw.ts';
import { withdrawDecision } from '../../functions/domain/application/withdraw-decision.ts';
import { addDays, dayOf, daysBetween } from '../../functions/domain/calendar.ts';
import { quorumMet, type StepEvaluation } from '../../functions/domain/evaluation/quorum.ts';
import { recordEvaluation } from '../../functions/domain/evaluation/record-evaluation.ts';
import { type ActionFacts, type Hand, transitions } from '../../functions/domain/lifecycle.ts';
import type { ApplicationAction, ApplicationContent, ApplicationCore } from '../../schemas/application.ts';
import { type CallVersion, type Step, stepOf } from '../../schemas/call.ts';
import { opinions } from '../../schemas/evaluation.ts';
import { aContent, aDecision, aDigest, aNumber, anEvaluation, anId, aVerdict } from '../factories/application.ts';
import { balanced, callChange, territories } from '../factories/arbitrary.ts';
import { aCall, aCheckStep } from '../factories/call.ts';

/** An application on its way through the real commands, with what its jurors said of the open step. */
export interface Life {
  call: CallVersion;
  application: ApplicationCore;
  events: ReplayedEvent[];
  evaluations: StepEvaluation[];
  at: string;
}

type Chance = fc.GeneratorValue;
/** Actions that a command of the application's or the evaluation's decides; the others are plain writes. */
export type Command = Exclude<ApplicationAction, 'save' | 'discard'>;
export const commands = Object.keys(transitions).filter(
  (action): action is Command => action !== 'save' && action !== 'discard',
);

/** A draft under a call of any steps. */
export const begin = (chance: Chance): Life => {
  const at = new Date(chance(fc.integer, { min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) })).toISOString();
  const call = aCall(chance(() => callChange));
  const { application, event } = start({ id: anId('app', 1), call, organisationId: anId('org', 1), at });
  return { call, application, events: [{ ...event, at, aggregate: { id: application.id } }], evaluations: [], at };
};

export const factsOf = ({ call, application, evaluations, at }: Life): ActionFacts => ({
  today: dayOf(at),
  step: stepOf(call, application.stepId ?? ''),
  quorumMet: application.jury !== undefined && quorumMet(application.jury, evaluations),
});

const contentOf = (chance: Chance): ApplicationContent => {
  const content = aContent(chance(fc.nat, { max: 50 }));
  return {
    ...content,
    project: { ...content.project, territories: chance(() => territories) },
    budget: chance(() => balanced),
  };
};

/** Jurors who are neither on the open step nor recused. */
const newJurors = ({ application }: Life, count: number): string[] => {
  const known = new Set([...(application.jury?.jurorIds ?? []), ...application.recusals.map(({ jurorId }) => jurorId)]);
  return Array.from({ length: count + known.size }, (_, index) => `juror-${index}`)
    .filter((id) => !known.has(id))
    .slice(0, count);
};

const stepHere = <K extends Step['kind']>(
  { call, application }: Life,
  kind: K,
  otherwise: Step,
): Extract<Step, { kind: K }> => {
  const step = stepOf(call, application.stepId ?? '');
  return (step?.kind === kind ? step : otherwise) as Extract<Step, { kind: K }>;
};

const check = (verdict: 'passed' | 'complements' | 'ineligible') => (life: Life, chance: Chance) => {
  const step = stepHere(life, 'check', aCheckStep());
  const said = aVerdict(step, verdict);
  return recordCheck({
    application: life.application,
    call: life.call,
    stepId: step.id,
    verdict:
      said.verdict === 'complements' ? { ...said, answerWithinDays: chance(fc.integer, { min: 1, max: 180 }) } : said,
    digest: aDigest,
    at: life.at,
  });
};

const decision = (outcome: 'supported' | 'refused' | 'deferred') => (life: Life, chance: Chance) => {
  const { application, at } = life;
  const submittedOn = dayOf(application.submittedAt ?? at);
  const decidedOn = addDays(submittedOn, chance(fc.nat, { max: daysBetween(submittedOn, dayOf(at)) }));
  const amountCents = chance(fc.integer, { min: 1, max: Math.max(1, application.amountAskedCents) });
  // Now and then it is kept back until a day that may have passed.
  const announceOn = chance(fc.boolean) ? addDays(decidedOn, chance(fc.nat, { max: 60 })) : undefined;
  const taken = { ...aDecision(outcome, { decidedOn, amountCents }), ...(announceOn && { announceOn }) };
  return decide({ application, decision: taken, digest: aDigest, at });
};

/** The session that has the file on its agenda, or one that has not. */
const agendaOf = ({ application }: Life) => application.jury?.sessionId ?? anId('ses', 9);

type Run = (life: Life, chance: Chance, hand: Hand) => Decided | StepEvaluation;

const run: Record<Command, Run> = {
  submit: ({ application, call, at }, chance) =>
    submit({ application, call, content: contentOf(chance), number: aNumber(), digest: aDigest, at }),
  withdraw: ({ application, at }) => withdraw({ application, at }),
  'pass-check': check('passed'),
  'request-complements': check('complements'),
  'find-ineligible': check('ineligible'),
  'provide-complements': ({ application, at }, chance) =>
    provideComplements({ application, content: contentOf(chance), digest: aDigest, at }),
  'open-step': (life, chance) => {
    const { application, call, at } = life;
    const step = stepOf(call, application.stepId ?? '');
    const quorum = step?.kind === 'score' ? step.quorum : 1;
    return openStep({ application, call, jurorIds: newJurors(life, quorum + chance(fc.nat, { max: 3 })), at });
  },
  'assign-juror': (life) =>
    assignJuror({ application: life.application, jurorId: newJurors(life, 1)[0] as string, at: life.at }),
  evaluate: (life, chance) => {
    const { application, call, at, evaluations } = life;
    const jurorIds = application.jury?.jurorIds ?? [];
    const jurorId = jurorIds[chance(fc.nat, { max: 20 }) % Math.max(1, jurorIds.length)] ?? 'juror-0';
    const content = anEvaluation(chance(fc.nat, { max: 5 }));
    const { assignment } = recordEvaluation({
      application,
      call,
      assignment: {
        applicationId: application.id,
        jurorId,
        stepId: application.jury?.stepId ?? 'none',
        state: evaluations.some((entry) => entry.jurorId === jurorId) ? 'submitted' : 'assigned',
        assignedAt: application.jury?.openedAt ?? at,
        dueAt: application.jury?.dueAt ?? at,
        evaluationId: anId('evl', 1),
        past: [],
      },
      content,
      digest: aDigest,
      final: chance(fc.boolean),
      at,
    });
    return { jurorId, score: assignment.score };
  },
  'relieve-juror': (life, chance) => {
    const { application, at } = life;
    const jurorIds = application.jury?.jurorIds ?? [];
    const jurorId = jurorIds[chance(fc.nat, { max: 20 }) % Math.max(1, jurorIds.length)];
    // Everybody left: there is nobody to relieve, and the step waits for another juror.
    if (jurorId === undefined && application.state === 'evaluating')
      return assignJuror({ application, jurorId: newJurors(life, 1)[0] as string, at });
    return relieveJuror({ application, jurorId: jurorId ?? 'nobody', digest: aDigest, at });
  },
  schedule: (life, chance) => {
    const { application, call, at } = life;
    const memberIds = Array.from({ length: chance(fc.nat, { max: 6 }) }, (_, index) => `juror-${index}`);
    return schedule({ application, call, session: { id: anId('ses', 1), startsAt: at, memberIds }, at });
  },
  unschedule: (life) => unschedule({ application: life.application, sessionId: agendaOf(life), at: life.at }),
  postpone: (life) =>
    postpone({ application: life.application, sessionId: agendaOf(life), digest: aDigest, at: life.at }),
  conclude: (life, chance) => {
    const { application, call, at } = life;
    const { stepId = 'none', quorum = 1 } = application.jury ?? {};
    const opinion = chance(fc.constantFrom, ...opinions);
    const result = { stepId, closedAt: at, evaluations: quorum, quorum, opinion };
    return conclude({ application, call, sessionId: agendaOf(life), result, digest: aDigest, at });
  },
  announce: ({ application, at }, _chance, hand) =>
    announce({ application, by: hand === 'system' ? 'system' : 'staff', at }),
  'correct-decision': (life, chance) => {
    const { application, at } = life;
    const outcome = chance(fc.constantFrom, 'supported' as const, 'refused' as const);
    const decision = aDecision(outcome, {
      decidedOn: dayOf(at),
      amountCents: Math.max(1, application.amountAskedCents),
    });
    return correctDecision({ application, decision: decision as never, digest: aDigest, at });
  },
  'withdraw-decision': ({ application, at }) => withdrawDecision({ application, digest: aDigest, at }),
  'record-agreement': ({ application, at }) =>
    recordAgreement({ application, agreement: { signedOn: dayOf(at) }, digest: aDigest, at }),
  'close-unanswered': ({ application, at }) => closeUnanswered({ application, digest: aDigest, at }),
  'record-silence': ({ application, at }) => recordSilence({ application, digest: aDigest, at }),
  reopen: ({ application, call, at }) => reopen({ application, call, digest: aDigest, at }),
  recuse: (life, chance) => {
    const { application, at } = life;
    const jurorIds = application.jury?.jurorIds ?? [];
    const jurorId =
      jurorIds[chance(fc.nat, { max: 20 }) % Math.max(1, jurorIds.length)] ?? (newJurors(life, 1)[0] as string);
    return recuse({ application, jurorId, at });
  },
  'close-step': ({ application, call, evaluations, at }, _chance, hand) =>
    closeStep({
      application,
      call,
      stepId: application.stepId ?? 'none',
      evaluations,
      digest: aDigest,
      by: hand === 'system' ? 'system' : 'staff',
      at,
    }),
  support: decision('supported'),
  refuse: decision('refused'),
  defer: decision('deferred'),
  resume: ({ application, at }) => resume({ application, at }),
};

/**
 * Does an action with contents by chance, through the real command.
 * @returns the life after it; the same object's parts are never changed.
 * @throws whatever the command refuses with.
 */
export const live = (life: Life, action: Command, hand: Hand, chance: Chance): Life => {
  const outcome = run[action](life, chance, hand);
  if (!('event' in outcome)) {
    const others = life.evaluations.filter(({ jurorId }) => jurorId !== outcome.jurorId);
    return { ...life, evaluations: [...others, outcome] };
  }
  const { application, event } = outcome;
  return {
    ...life,
    application,
    events: [...life.events, { ...event, at: life.at, aggregate: { id: application.id } }],
    evaluations: event.type === 'application.step-closed' ? [] : life.evaluations,
  };
};

/** Some time later. */
export const later = (life: Life, chance: Chance): Life => ({
  ...life,
  at: new Date(new Date(life.at).getTime() + chance(fc.nat, { max: 30 * 86_400_000 })).toISOString(),
});
