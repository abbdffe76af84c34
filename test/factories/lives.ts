import { assignJuror } from '../../functions/domain/application/assign-juror.ts';
import { closeStep } from '../../functions/domain/application/close-step.ts';
import { closeUnanswered } from '../../functions/domain/application/close-unanswered.ts';
import { conclude } from '../../functions/domain/application/conclude.ts';
import { decide } from '../../functions/domain/application/decide.ts';
import { type Decided, decided } from '../../functions/domain/application/decided.ts';
import { openStep } from '../../functions/domain/application/open-step.ts';
import { provideComplements } from '../../functions/domain/application/provide-complements.ts';
import { recordCheck } from '../../functions/domain/application/record-check.ts';
import { recordSilence } from '../../functions/domain/application/record-silence.ts';
import { recuse } from '../../functions/domain/application/recuse.ts';
import { reopen } from '../../functions/domain/application/reopen.ts';
import { resume } from '../../functions/domain/application/resume.ts';
import { schedule } from '../../functions/domain/application/schedule.ts';
import { submit } from '../../functions/domain/application/submit.ts';
import { withdraw } from '../../functions/domain/application/withdraw.ts';
import type { ApplicationContent, ApplicationCore, ApplicationState } from '../../schemas/application.ts';
import { type CallVersion, type CheckStep, stepOf } from '../../schemas/call.ts';
import type { Decision } from '../../schemas/decision.ts';
import { aContent, aDecision, aDigest, aDraft, aNumber, anId, aVerdict } from './application.ts';
import { aCall } from './call.ts';

/** One act of a life: what it makes of the application as it stands, at an instant. */
export type Act = (application: ApplicationCore, at: string) => Decided;

const muchLater = (at: string) => new Date(new Date(at).getTime() + 400 * 86_400_000).toISOString();

/** The commands under short names, with everything given that a test does not care about. */
export const acts = (call: CallVersion = aCall()) => ({
  submit:
    (content: ApplicationContent = aContent(), number = aNumber()): Act =>
    (application, at) =>
      submit({ application, call, content, number, digest: aDigest, at }),
  check:
    (verdict: 'passed' | 'complements' | 'ineligible' = 'passed'): Act =>
    (application, at) => {
      const step = stepOf(call, application.stepId ?? '') as CheckStep;
      return recordCheck({
        application,
        call,
        stepId: step.id,
        verdict: aVerdict(step, verdict),
        digest: aDigest,
        at,
      });
    },
  provide:
    (content: ApplicationContent = aContent()): Act =>
    (application, at) =>
      provideComplements({ application, content, digest: aDigest, at }),
  open:
    (jurorIds: string[] = ['j1', 'j2', 'j3']): Act =>
    (application, at) =>
      openStep({ application, call, jurorIds, at }),
  assign:
    (jurorId: string): Act =>
    (application, at) =>
      assignJuror({ application, jurorId, at }),
  recuse:
    (jurorId: string): Act =>
    (application, at) =>
      recuse({ application, jurorId, at }),
  /** Closes the open step with an evaluation of each juror who is on it. */
  close:
    (score = 6000): Act =>
    (application, at) => {
      const evaluations = (application.jury?.jurorIds ?? []).map((jurorId) => ({ jurorId, score }));
      const { stepId = '' } = application;
      return closeStep({ application, call, stepId, evaluations, digest: aDigest, by: 'staff', at });
    },
  decide:
    (decision: Decision | Decision['outcome'] = 'supported'): Act =>
    (application, at) =>
      decide({
        application,
        decision: typeof decision === 'string' ? aDecision(decision, { decidedOn: at.slice(0, 10) }) : decision,
        digest: aDigest,
        at,
      }),
  schedule:
    (memberIds: string[] = ['j1', 'j2', 'j3']): Act =>
    (application, at) =>
      schedule({ application, call, session: { id: anId('ses', 1), startsAt: at, memberIds }, at }),
  /** Concludes the hearing as favourable. */
  conclude: (): Act => (application, at) => {
    const { stepId = '', quorum = 1, jurorIds = [], sessionId = anId('ses', 1) } = application.jury ?? {};
    const tally = { favourable: jurorIds.length, reserved: 0, unfavourable: 0, deferred: 0 };
    const result = {
      stepId,
      closedAt: at,
      evaluations: jurorIds.length,
      quorum,
      opinion: 'favourable' as const,
      tally,
    };
    return conclude({ application, call, sessionId, result, digest: aDigest, at });
  },
  resume: (): Act => (application, at) => resume({ application, at }),
  withdraw: (): Act => (application, at) => withdraw({ application, at }),
  /** As if the days had passed that it takes, so that a life may be as short as any. */
  closeUnanswered: (): Act => (application, at) =>
    decided(application, closeUnanswered({ application, digest: aDigest, at: muchLater(at) }).event, at),
  recordSilence: (): Act => (application, at) =>
    decided(application, recordSilence({ application, digest: aDigest, at: muchLater(at) }).event, at),
  reopen: (): Act => (application, at) => reopen({ application, call, digest: aDigest, at }),
});

/** The shortest life that leads to a state under Lille's example call. */
export const lifeTo = (state: ApplicationState, call: CallVersion = aCall()): Act[] => {
  const { submit, check, open, close, schedule, conclude, decide, withdraw, closeUnanswered, recordSilence } =
    acts(call);
  const ready = [submit(), check(), check()];
  const deliberating = [...ready, open(), close(), schedule()];
  const deciding = [...deliberating, conclude()];
  const lives: Record<ApplicationState, Act[]> = {
    draft: [],
    checking: [submit()],
    complements: [submit(), check('complements')],
    ineligible: [submit(), check(), check('ineligible')],
    closed: [submit(), check('complements'), closeUnanswered()],
    'refused-by-silence': [submit(), recordSilence()],
    ready,
    evaluating: [...ready, open()],
    deliberating,
    deciding,
    supported: [...deciding, decide('supported')],
    refused: [...deciding, decide('refused')],
    deferred: [...deciding, decide('deferred')],
    withdrawn: [submit(), withdraw()],
  };
  return lives[state];
};

/** An application that has lived through these acts, a minute apart. */
export const aged = (life: Act[], from = '2026-03-18T09:00:00.000Z') => {
  const draft = aDraft(from);
  const events = [{ ...draft.event, at: from, aggregate: { id: draft.application.id } }];
  let { application } = draft;
  life.forEach((act, index) => {
    const at = new Date(new Date(from).getTime() + (index + 1) * 60_000).toISOString();
    const next = act(application, at);
    application = next.application;
    events.push({ ...next.event, at, aggregate: { id: application.id } });
  });
  return { application, events };
};

/** An application in a state. */
export const anApplication = (state: ApplicationState): ApplicationCore => aged(lifeTo(state)).application;
