import type { TimelineEntry } from '../../schemas/application.ts';
import type { ActorRef, ApplicationEvent } from '../../schemas/event.ts';

/** An event of an application's chain, as stored. */
export type ChainedApplicationEvent = ApplicationEvent & { seq: number; at: string; actor: ActorRef };

/** Texts that went with an event, by its place in the chain. */
export type TextsBySeq = ReadonlyMap<number, string>;

/** What each role may see of the jury's work in a timeline: an applicant learns that a step closed, not with what. */
const hiddenFrom: Record<'applicant' | 'staff', readonly ApplicationEvent['type'][]> = {
  applicant: [
    'application.juror-assigned',
    'application.juror-recused',
    'application.juror-relieved',
    'application.mail-resumed',
  ],
  staff: [],
};

const valuesOf = (event: ApplicationEvent, reader: 'applicant' | 'staff'): TimelineEntry['values'] => {
  switch (event.type) {
    case 'application.submitted': {
      const { number, amountAskedCents, silenceRejectsOn } = event.data;
      return { number, amountAskedCents, silenceRejectsOn };
    }
    case 'application.check-passed':
    case 'application.found-ineligible':
      return { stepId: event.data.stepId };
    case 'application.complements-requested':
      return { stepId: event.data.stepId, dueOn: event.data.dueOn };
    case 'application.complements-provided':
      return { silenceRejectsOn: event.data.silenceRejectsOn };
    case 'application.step-opened': {
      const { stepId, jurorIds } = event.data.jury;
      return { stepId, ...(reader === 'staff' && { jurors: jurorIds.length }) };
    }
    case 'application.juror-assigned':
    case 'application.juror-relieved':
      return { stepId: event.data.stepId };
    case 'application.step-closed': {
      const { stepId, evaluations, score } = event.data.result;
      return { stepId, ...(reader === 'staff' && { evaluations, ...(score !== undefined && { score }) }) };
    }
    case 'application.scheduled':
      return { stepId: event.data.jury.stepId };
    case 'application.deliberated': {
      const { stepId, evaluations } = event.data.result;
      return { stepId, ...(reader === 'staff' && { evaluations }) };
    }
    case 'application.decision-corrected':
      return { decidedOn: event.data.decidedOn };
    case 'application.supported':
      return { amountCents: event.data.amountCents, decidedOn: event.data.decidedOn };
    case 'application.refused':
    case 'application.deferred':
      return { decidedOn: event.data.decidedOn };
    default:
      return {};
  }
};

/** The file's story for a reader, oldest first. */
export const timeline = (
  events: readonly ChainedApplicationEvent[],
  reader: 'applicant' | 'staff',
  texts: TextsBySeq,
): TimelineEntry[] =>
  events
    .filter((event) => !hiddenFrom[reader].includes(event.type))
    .map((event) => {
      const text = texts.get(event.seq);
      return {
        seq: event.seq,
        type: event.type,
        at: event.at,
        by: event.actor.role,
        values: valuesOf(event, reader),
        ...(text !== undefined && { text }),
      };
    });
