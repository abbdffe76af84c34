import type { ApplicationEvent } from '../../schemas/event.ts';
import { dayOf } from './calendar.ts';

type Placed = ApplicationEvent & { seq: number; at: string };

/** A decision by its place in the chain. */
export interface TakenDecision {
  seq: number;
  at: string;
  /**
   * Silence had refused before the applicant was told, be it while the decision was kept back; a correction of what was
   * announced is as late as what it corrects.
   */
  late: boolean;
}

/** A decision that no longer stands, and the event that ended it. */
export interface EndedDecision extends TakenDecision {
  ended: 'corrected' | 'withdrawn';
  endedBy: number;
  endedAt: string;
}

/**
 * The decision that stands after these events, and those that it or nothing replaced, the earliest first. `silenceRejectsOn`
 * is the last day to answer: it stands still from the first decision on, but for a file that was opened again.
 */
export const decisionsIn = (
  events: readonly Placed[],
  silenceRejectsOn: string | undefined,
): { standing: TakenDecision | undefined; former: EndedDecision[] } => {
  let standing: TakenDecision | undefined;
  const former: EndedDecision[] = [];
  let lastDay = silenceRejectsOn;
  for (const { seq, at, ...event } of events) {
    const end = (ended: EndedDecision['ended']) => {
      if (standing) former.push({ ...standing, ended, endedBy: seq, endedAt: at });
    };
    const isLate = standing?.late || (lastDay !== undefined && dayOf(at) > lastDay);
    switch (event.type) {
      case 'application.reopened':
        lastDay = event.data.silenceRejectsOn;
        break;
      case 'application.supported':
      case 'application.refused':
      case 'application.deferred':
        standing = { seq, at, late: event.data.late ?? false };
        break;
      case 'application.decision-corrected':
        end('corrected');
        standing = { seq, at, late: event.data.unannounced ? isLate : (standing?.late ?? false) };
        break;
      case 'application.announced':
        if (standing) standing = { ...standing, late: isLate };
        break;
      case 'application.decision-withdrawn':
        end('withdrawn');
        standing = undefined;
        break;
      case 'application.resumed':
      case 'application.silence-recorded':
      case 'application.withdrawn':
        standing = undefined;
    }
  }
  return { standing, former };
};
