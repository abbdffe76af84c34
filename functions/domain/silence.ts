import type { ApplicationCore } from '../../schemas/application.ts';
import { addDays, dayOf, daysBetween } from './calendar.ts';

type Clock = Pick<ApplicationCore, 'silenceRejectsOn' | 'complementsRequestedAt' | 'complementsDueOn'>;

/**
 * Days for which the clock of silence has stood still since documents were asked for, at most until the day on which
 * they were due (CRPA L114-5).
 */
export const suspendedDays = ({ complementsRequestedAt, complementsDueOn }: Clock, today: string): number => {
  if (!complementsRequestedAt || !complementsDueOn) return 0;
  const until = today < complementsDueOn ? today : complementsDueOn;
  return Math.max(0, daysBetween(dayOf(complementsRequestedAt), until));
};

/** The last day on which the City can answer before its silence refuses (CRPA L231-4 3°), as things stand today. */
export const silenceRefusesOn = (application: Clock, today: string): string | undefined =>
  application.silenceRejectsOn && addDays(application.silenceRejectsOn, suspendedDays(application, today));

const undecided: readonly ApplicationCore['state'][] = [
  'checking',
  'complements',
  'ready',
  'evaluating',
  'deliberating',
  'deciding',
  'deferred',
];

/**
 * The day since which the City's silence counts as a refusal, or nothing while it does not. It follows from the dates and
 * is stored nowhere: the file goes on, and a late decision can still be taken.
 */
export const refusedBySilenceOn = (
  application: Clock & Pick<ApplicationCore, 'state'>,
  today: string,
): string | undefined => {
  if (!undecided.includes(application.state)) return undefined;
  const last = silenceRefusesOn(application, today);
  return last !== undefined && today > last ? last : undefined;
};
