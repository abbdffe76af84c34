import { type ApplicationCore, isInFlight } from '../../schemas/application.ts';
import { addDays, dayOf, daysBetween } from './calendar.ts';

type Clock = Pick<ApplicationCore, 'silenceRejectsOn' | 'complementsRequestedAt' | 'complementsDueOn'>;
type Running = Clock & Pick<ApplicationCore, 'state' | 'announceOn'>;

/** Whether the City still owes an answer: a decision that is kept back answers nobody before it is announced. */
const owesAnswer = ({ state, announceOn }: Pick<ApplicationCore, 'state' | 'announceOn'>): boolean =>
  isInFlight(state) || announceOn !== undefined;

/** The City asked for documents, and the last day to provide them has passed without an answer. */
export const isAnswerOverdue = (
  { state, complementsDueOn }: Pick<ApplicationCore, 'state' | 'complementsDueOn'>,
  today: string,
): boolean => state === 'complements' && complementsDueOn !== undefined && today > complementsDueOn;

/**
 * Days for which the clock of silence has stood still by a day, since documents were asked for: at most until the day on
 * which they were due (CRPA L114-5). A refusal by silence that came before the documents were asked for stays.
 */
const suspendedDays = ({ silenceRejectsOn, complementsRequestedAt, complementsDueOn }: Clock, by: string): number => {
  if (!silenceRejectsOn || !complementsRequestedAt || !complementsDueOn) return 0;
  if (dayOf(complementsRequestedAt) > silenceRejectsOn) return 0;
  const until = by < complementsDueOn ? by : complementsDueOn;
  return Math.max(0, daysBetween(dayOf(complementsRequestedAt), until));
};

/** The last day on which the City can answer before its silence refuses (CRPA L231-4 3°), as things stand today. */
export const silenceRefusesOn = (application: Clock, today: string): string | undefined =>
  application.silenceRejectsOn && addDays(application.silenceRejectsOn, suspendedDays(application, today));

/**
 * The day on which silence refuses an application that is not answered, or nothing when no clock runs: for drafts and for
 * what is over. It runs on while a decision is kept back. While a request for documents stands open, it is the day that holds without an answer to it.
 */
export const silenceRunsOutOn = (application: Running): string | undefined => {
  const { state, silenceRejectsOn, complementsDueOn } = application;
  if (!owesAnswer(application)) return undefined;
  if (state !== 'complements' || !complementsDueOn) return silenceRejectsOn;
  return silenceRefusesOn(application, complementsDueOn);
};

/**
 * The day since which the City's silence counts as a refusal, or nothing while it does not. It follows from the dates and
 * is stored nowhere: the file goes on, and a late decision can still be taken.
 */
export const refusedBySilenceOn = (application: Running, today: string): string | undefined => {
  if (!owesAnswer(application)) return undefined;
  const last = silenceRefusesOn(application, today);
  return last !== undefined && today > last ? last : undefined;
};
