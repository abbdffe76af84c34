import type { ApplicationAction, ApplicationCore, ApplicationState } from '../../schemas/application.ts';
import type { Step } from '../../schemas/call.ts';
import { type Duty, duties, mayDo, type Role } from '../../schemas/office.ts';
import { asKnownOutside } from './embargo.ts';
import { DomainError } from './errors.ts';
import { isAnswerOverdue, refusedBySilenceOn } from './silence.ts';

/** Whose hand does it: the file's own organisation, staff, a juror assigned to the open step, or the service itself. */
export type Hand = 'owner' | 'staff' | 'juror' | 'system';

export interface Transition {
  from: readonly ApplicationState[];
  /** Every state it may lead to; the call's steps say which. */
  to: readonly ApplicationState[];
  by: readonly Hand[];
}

/** Where the file is once a step is over: at the next check, before the jury, with it, or at the decision. */
const afterCheck = ['checking', 'ready', 'deciding'] as const;

/**
 * The life of an application: what can be done, from where, to where, by whom. Types, the buttons of every page
 * (`availableActions`), the random walks of the tests and docs/lifecycle.md all derive from this table.
 */
export const transitions = {
  save: { from: ['draft', 'complements'], to: ['draft', 'complements'], by: ['owner'] },
  submit: { from: ['draft'], to: afterCheck, by: ['owner'] },
  discard: { from: ['draft'], to: [], by: ['owner'] },
  withdraw: {
    from: ['checking', 'complements', 'ready', 'evaluating', 'deliberating', 'deciding', 'deferred'],
    to: ['withdrawn'],
    by: ['owner'],
  },
  'pass-check': { from: ['checking'], to: afterCheck, by: ['staff'] },
  'request-complements': { from: ['checking'], to: ['complements'], by: ['staff'] },
  'provide-complements': { from: ['complements'], to: ['checking'], by: ['owner'] },
  'find-ineligible': { from: ['checking'], to: ['ineligible'], by: ['staff'] },
  'open-step': { from: ['ready'], to: ['evaluating'], by: ['staff'] },
  'assign-juror': { from: ['evaluating'], to: ['evaluating'], by: ['staff'] },
  'relieve-juror': { from: ['evaluating'], to: ['evaluating'], by: ['staff'] },
  evaluate: { from: ['evaluating'], to: ['evaluating'], by: ['juror'] },
  recuse: { from: ['evaluating', 'deliberating'], to: ['evaluating', 'deliberating'], by: ['juror'] },
  'close-step': { from: ['evaluating'], to: ['evaluating', 'ready', 'deciding'], by: ['system', 'staff'] },
  schedule: { from: ['ready'], to: ['deliberating'], by: ['staff'] },
  unschedule: { from: ['deliberating'], to: ['ready'], by: ['staff'] },
  postpone: { from: ['deliberating'], to: ['ready'], by: ['staff'] },
  conclude: { from: ['deliberating'], to: ['ready', 'deciding'], by: ['staff'] },
  support: { from: ['deciding'], to: ['supported'], by: ['staff'] },
  refuse: { from: ['deciding'], to: ['refused'], by: ['staff'] },
  defer: { from: ['deciding'], to: ['deferred'], by: ['staff'] },
  resume: { from: ['deferred'], to: ['deciding'], by: ['staff'] },
  announce: {
    from: ['supported', 'refused', 'deferred'],
    to: ['supported', 'refused', 'deferred'],
    by: ['system', 'staff'],
  },
  'correct-decision': { from: ['supported', 'refused'], to: ['supported', 'refused'], by: ['staff'] },
  'withdraw-decision': { from: ['supported', 'refused'], to: ['deciding'], by: ['staff'] },
  'record-agreement': { from: ['supported'], to: ['supported'], by: ['staff'] },
  'close-unanswered': { from: ['complements'], to: ['closed'], by: ['staff'] },
  // A file on the agenda of a session is taken off it first, which staff can do until the session has heard it.
  'record-silence': {
    from: ['checking', 'complements', 'ready', 'evaluating', 'deciding', 'deferred'],
    to: ['refused-by-silence'],
    by: ['staff'],
  },
  reopen: { from: ['closed', 'refused-by-silence'], to: afterCheck, by: ['staff'] },
} as const satisfies Record<ApplicationAction, Transition>;

/** Whose duty among the city's agents each act of theirs is. */
export const dutyOf = {
  'pass-check': 'handle',
  'request-complements': 'handle',
  'find-ineligible': 'handle',
  'open-step': 'handle',
  'assign-juror': 'handle',
  'relieve-juror': 'handle',
  'close-step': 'close',
  schedule: 'handle',
  unschedule: 'handle',
  postpone: 'handle',
  conclude: 'handle',
  support: 'decide',
  refuse: 'decide',
  defer: 'decide',
  resume: 'decide',
  announce: 'decide',
  'correct-decision': 'decide',
  'withdraw-decision': 'decide',
  'record-agreement': 'pay',
  'close-unanswered': 'handle',
  'record-silence': 'decide',
  reopen: 'decide',
} as const satisfies Partial<Record<ApplicationAction, Duty>>;

/** Whether an agent in these roles does it. */
const isOwnDuty = (action: ApplicationAction, held: readonly Role[]): boolean =>
  action in dutyOf && mayDo(held, duties[dutyOf[action as keyof typeof dutyOf]]);

/** The state of a file that stands at a step. */
export const stateAt = (step: Step): ApplicationState =>
  step.kind === 'check' ? 'checking' : step.kind === 'decide' ? 'deciding' : 'ready';

/** What bears on an action beside the table. */
export interface ActionFacts {
  /** Enough evaluations of the open step are in for it to be closed. */
  quorumMet?: boolean;
  /** The kind and options of the step where the file stands. */
  step?: Step | undefined;
  /** The roles of the agent who asks; left out where it is asked what the City can do, by whomever. */
  roles?: readonly Role[];
  /** The day on which it is asked; without it nothing is offered that only a day lets happen. */
  today?: string;
}

/** What of a file its actions depend on. */
type Standing = Pick<
  ApplicationCore,
  'state' | 'announceOn' | 'silenceRejectsOn' | 'complementsRequestedAt' | 'complementsDueOn'
>;

/** The file as a hand knows it: whoever is not told of a decision yet does what can be done to a file without one. */
const known = <A extends Pick<ApplicationCore, 'state' | 'announceOn'>>(application: A, hand: Hand): A =>
  hand === 'owner' || hand === 'juror' ? asKnownOutside(application) : application;

/** What this hand can do to the file now. */
export const actionsFor = (given: Standing, hand: Hand, facts: ActionFacts = {}): ApplicationAction[] => {
  const application = known(given, hand);
  return (Object.entries(transitions) as [ApplicationAction, Transition][])
    .filter(([action, transition]) => {
      if (!transition.from.includes(application.state) || !transition.by.includes(hand)) return false;
      if (hand === 'staff' && facts.roles && !isOwnDuty(action, facts.roles)) return false;
      if (action === 'close-step') return facts.quorumMet === true;
      // A decision that applicants do not know yet is announced; once announced it is corrected or withdrawn in the open.
      if (action === 'announce') return application.announceOn !== undefined;
      // Each alone where the step is scored, together at a session where it is deliberated.
      if (action === 'open-step') return facts.step?.kind === 'score';
      if (action === 'schedule') return facts.step?.kind === 'deliberate';
      if (action === 'resume' || action === 'record-agreement') return application.announceOn === undefined;
      if (action === 'close-unanswered') return facts.today !== undefined && isAnswerOverdue(application, facts.today);
      // A decision that is kept back is announced first: it is the City's answer.
      if (action === 'record-silence')
        return (
          application.announceOn === undefined &&
          facts.today !== undefined &&
          refusedBySilenceOn(application, facts.today) !== undefined
        );
      if (facts.step?.kind === 'check') {
        if (action === 'request-complements') return facts.step.onFailure === 'complements';
        if (action === 'find-ineligible') return facts.step.onFailure === 'ineligible';
      }
      return true;
    })
    .map(([action]) => action);
};

/**
 * Lets an action through, or says what is possible instead.
 * @throws DomainError conflict `state-passed` with the state and the actions open to this hand.
 */
export const allow = (application: Standing, action: ApplicationAction, hand: Hand, facts: ActionFacts = {}): void => {
  const available = actionsFor(application, hand, facts);
  if (!available.includes(action)) throw stateConflict('state-passed', known(application, hand), available);
};

export const stateConflict = (
  code: string,
  application: Pick<ApplicationCore, 'state'>,
  availableActions: ApplicationAction[],
  day?: string,
): DomainError =>
  new DomainError('conflict', code, { state: application.state, availableActions, ...(day && { day }) });
