import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import type { ReminderOutcome } from '../../../schemas/reminders.ts';
import { DomainError } from '../errors.ts';
import { actionsFor, allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

type Reminded = Extract<ApplicationEvent, { type: 'application.jurors-reminded' }>;

/** What bears on whether a juror of the open step is reminded now. */
export interface JurorToRemind {
  jurorId: string;
  /** `relieved`: taken off the step, so that nothing is asked of them any more. */
  standing: 'waits' | 'relieved';
  /** A reminder went out today, of this file or of others. */
  remindedToday: boolean;
  /** The juror chose to have no reminders. */
  declines: boolean;
  /** The juror's address refuses our mails. */
  unreachable: boolean;
}

const outcomeOf = ({ standing, remindedToday, declines, unreachable }: JurorToRemind): ReminderOutcome => {
  if (standing === 'relieved') return 'relieved';
  if (remindedToday) return 'today';
  if (declines) return 'declined';
  return unreachable ? 'unreachable' : 'reminded';
};

/**
 * Reminds those of a step's jurors who are late with it: one reminder a day at most, and none to whoever was relieved or
 * wants none. The file stays where it stands.
 * @returns what comes of each, and what to commit where somebody is reminded.
 * @throws DomainError conflict `state-passed` when the file is at no step of the jury, or at another; `nobody-late` when
 * the step is in time or everything is in.
 */
export const remindJurors = (input: {
  application: ApplicationCore;
  stepId: string;
  jurors: readonly JurorToRemind[];
  at: string;
}): { outcomes: { jurorId: string; outcome: ReminderOutcome }[]; decided: Decided<Reminded> | undefined } => {
  const { application, stepId, jurors, at } = input;
  const { jury } = application;
  allow(application, 'relieve-juror', 'staff');
  const refuse = (code: string) =>
    new DomainError('conflict', code, {
      state: application.state,
      availableActions: actionsFor(application, 'staff'),
    });
  if (jury?.stepId !== stepId) throw refuse('state-passed');
  if (jury.dueAt >= at || !jurors.some(({ standing }) => standing === 'waits')) throw refuse('nobody-late');
  const outcomes = jurors.map((juror) => ({ jurorId: juror.jurorId, outcome: outcomeOf(juror) }));
  const jurorIds = outcomes.filter(({ outcome }) => outcome === 'reminded').map(({ jurorId }) => jurorId);
  if (jurorIds.length === 0) return { outcomes, decided: undefined };
  const event: Reminded = { type: 'application.jurors-reminded', data: { stepId, jurorIds } };
  return { outcomes, decided: decided<Reminded>(application, event, at) };
};
