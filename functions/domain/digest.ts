import type { ApplicationCore } from '../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import { type ReminderChoice, reminderHours } from '../../schemas/reminders.ts';
import { addDays, dayOf, daysBetween } from './calendar.ts';
import { quorumOutOfReach } from './evaluation/quorum.ts';
import { silenceRunsOutOn } from './silence.ts';

/**
 * What people are reminded of, and when. One mail a day at most says it all; nothing to say, no mail. Pure: the present
 * instant is passed in, days are those of Paris.
 */

const parisHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });

/** Whether reminders leave at this instant: in the morning in Paris, whatever the season. */
export const isReminderHour = (at: string): boolean => {
  const hour = Number(parisHour.format(new Date(at)));
  return hour >= reminderHours.from && hour < reminderHours.before;
};

const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;

/** Whether somebody who chose so is written to on this day, `YYYY-MM-DD`. */
export const isReminderDay = (choice: ReminderChoice, day: string): boolean =>
  choice === 'daily' || (choice === 'weekly' && isMonday(day));

/** An assignment that waits for its juror. */
export interface OpenWork {
  dueAt: string;
  /** The day from which the juror is reminded before it is due; left out where the step reminds nobody beforehand. */
  remindsOn?: string | undefined;
  /** The session of the jury at which the file is heard, at the instant `dueAt`; left out where each evaluates alone. */
  sessionId?: string | undefined;
}

export interface JurorDigest<W extends OpenWork> {
  /** Past its time, the longest first. */
  late: W[];
  /** Due within the days that its step reminds in, the most urgent first. */
  soon: W[];
  /** The files of the sessions that come within the days that their step reminds in, the next session first. */
  heard: W[];
}

/**
 * What a juror is told on a day, or nothing. A weekly mail looks ahead as far as the next one. Of a session jurors are
 * told beforehand alone: nobody is late with what all do together.
 */
export const jurorDigest = <W extends OpenWork>(
  work: readonly W[],
  choice: ReminderChoice,
  at: string,
): JurorDigest<W> | undefined => {
  const today = dayOf(at);
  if (!isReminderDay(choice, today)) return undefined;
  const until = choice === 'weekly' ? addDays(today, 6) : today;
  const ordered = work.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const late = ordered.filter(({ dueAt, sessionId }) => dueAt < at && sessionId === undefined);
  const ahead = ordered.filter(({ dueAt, remindsOn }) => dueAt >= at && remindsOn !== undefined && remindsOn <= until);
  const soon = ahead.filter(({ sessionId }) => sessionId === undefined);
  const heard = ahead.filter(({ sessionId }) => sessionId !== undefined);
  return late.length + ahead.length > 0 ? { late, soon, heard } : undefined;
};

/** Where a file stands, as far as staff are told of it. */
export type Standing = Pick<
  ApplicationCore,
  'id' | 'state' | 'stepId' | 'jury' | 'updatedAt' | 'silenceRejectsOn' | 'complementsRequestedAt' | 'complementsDueOn'
>;

/**
 * The last day on which a file's step is in time. A step of the jury has its own due date, which is its session's day
 * where one hears the file; one that waits for staff counts
 * from what last happened to the file.
 */
const inTimeUntil = (file: Standing, call: Pick<CallVersion, 'steps'>): string | undefined => {
  const step = stepOf(call as CallVersion, file.stepId ?? '');
  if (!step) return undefined;
  if (file.state === 'evaluating' || file.state === 'deliberating') return file.jury && dayOf(file.jury.dueAt);
  const waits = file.state === 'checking' || file.state === 'ready' || file.state === 'deciding';
  return waits ? addDays(dayOf(file.updatedAt), step.delayDays) : undefined;
};

/** Days by which a file is later than its step allows before staff are told; nothing while it is not. */
export const escalatedDays = (file: Standing, call: Pick<CallVersion, 'steps'>, today: string): number | undefined => {
  const until = inTimeUntil(file, call);
  const step = stepOf(call as CallVersion, file.stepId ?? '');
  if (!until || !step) return undefined;
  const late = daysBetween(until, today);
  return late > 0 && late > step.escalateDaysAfter ? late : undefined;
};

export interface StaffDigest<F extends Standing> {
  /** Steps that are late beyond what the call allows, the latest first. */
  late: { file: F; days: number }[];
  /** Files whose jury is too small for its quorum. */
  outOfReach: F[];
  /** Files that silence refuses soon, or has refused, by the day. */
  clocks: { file: F; on: string }[];
}

/** What staff are told on a day, or nothing. `warningDays` is how long before silence refuses a file they are warned. */
export const staffDigest = <F extends Standing>(
  files: readonly { file: F; call: Pick<CallVersion, 'steps'> }[],
  warningDays: number,
  choice: ReminderChoice,
  at: string,
): StaffDigest<F> | undefined => {
  const today = dayOf(at);
  if (!isReminderDay(choice, today)) return undefined;
  const late = files
    .flatMap(({ file, call }) => {
      const days = escalatedDays(file, call, today);
      return days === undefined ? [] : [{ file, days }];
    })
    .toSorted((a, b) => b.days - a.days);
  const outOfReach = files
    .map(({ file }) => file)
    .filter(({ state, jury }) => state === 'evaluating' && jury !== undefined && quorumOutOfReach(jury));
  const clocks = files
    .flatMap(({ file }) => {
      const on = silenceRunsOutOn(file);
      return on && on <= addDays(today, warningDays) ? [{ file, on }] : [];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return late.length + outOfReach.length + clocks.length > 0 ? { late, outOfReach, clocks } : undefined;
};
