import type { ApplicationCore, ApplicationState } from '../../../schemas/application.ts';
import { addDays, dayOf, daysBetween } from '../calendar.ts';

/** States in which the city still owes an answer. */
const inFlight: readonly ApplicationState[] = [
  'checking',
  'complements',
  'ready',
  'evaluating',
  'deliberating',
  'deciding',
  'deferred',
];

/**
 * The day on which silence refuses an application that nobody decided (CRPA L231-4 3°), or nothing when no clock runs:
 * for drafts and for what is over. A request for documents suspends the clock until its own due day at the latest (CRPA
 * L114-5), answered or not: while it stands open, the day is the one that holds without an answer.
 */
export const silenceRunsOutOn = (
  application: Pick<ApplicationCore, 'state' | 'silenceRejectsOn' | 'complementsRequestedAt' | 'complementsDueOn'>,
): string | undefined => {
  const { state, silenceRejectsOn, complementsRequestedAt, complementsDueOn } = application;
  if (!silenceRejectsOn || !inFlight.includes(state)) return undefined;
  if (state !== 'complements' || !complementsRequestedAt || !complementsDueOn) return silenceRejectsOn;
  return addDays(silenceRejectsOn, Math.max(0, daysBetween(dayOf(complementsRequestedAt), complementsDueOn)));
};
