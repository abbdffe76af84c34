import type { ApplicationEvent } from '../../schemas/event.ts';

type Placed = ApplicationEvent & { seq: number; at: string };

/** A decision by its place in the chain. */
export interface TakenDecision {
  seq: number;
  at: string;
  /** Silence had refused meanwhile; a correction is as late as what it corrects. */
  late: boolean;
}

/** A decision that no longer stands, and the event that ended it. */
export interface EndedDecision extends TakenDecision {
  ended: 'corrected' | 'withdrawn';
  endedBy: number;
  endedAt: string;
}

/** The decision that stands after these events, and those that it or nothing replaced, the earliest first. */
export const decisionsIn = (
  events: readonly Placed[],
): { standing: TakenDecision | undefined; former: EndedDecision[] } => {
  let standing: TakenDecision | undefined;
  const former: EndedDecision[] = [];
  for (const { seq, at, ...event } of events) {
    const end = (ended: EndedDecision['ended']) => {
      if (standing) former.push({ ...standing, ended, endedBy: seq, endedAt: at });
    };
    switch (event.type) {
      case 'application.supported':
      case 'application.refused':
      case 'application.deferred':
        standing = { seq, at, late: event.data.late ?? false };
        break;
      case 'application.decision-corrected':
        end('corrected');
        standing = { seq, at, late: standing?.late ?? false };
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
