import type { TimelineEntry } from '../../schemas/application.ts';
import type { ActorRef, ApplicationEvent, UnknownEvent } from '../../schemas/event.ts';

/** An event of an application's chain, as stored. */
export type ChainedApplicationEvent = ApplicationEvent & { seq: number; at: string; actor: ActorRef };

/** Texts that went with an event, by its place in the chain. */
export type TextsBySeq = ReadonlyMap<number, string>;

/** The name of who acted, of agents and jurors who are known. */
export type ActorNames = (actor: ActorRef) => string | undefined;

/** Whose timeline it is. */
export type Reader = 'applicant' | 'juror' | 'staff';

/**
 * What each role may see of the jury's work in a timeline: an applicant learns that a step closed, not with what; a juror
 * learns nothing of who else came, left or was recused, nor of letters.
 */
const hiddenFrom: Record<Reader, readonly ApplicationEvent['type'][]> = {
  applicant: [
    'application.juror-assigned',
    'application.juror-recused',
    'application.juror-relieved',
    'application.jurors-reminded',
    'application.rescheduled',
    'application.mail-resumed',
    'application.attachment-released',
    'application.agent-recused',
  ],
  juror: [
    'application.started',
    'application.juror-assigned',
    'application.juror-recused',
    'application.juror-relieved',
    'application.jurors-reminded',
    'application.rescheduled',
    'application.mail-resumed',
    'application.attachment-released',
    'application.agent-recused',
    'application.organisation-changed',
  ],
  staff: [],
};

const valuesOf = (event: ApplicationEvent, reader: Reader): TimelineEntry['values'] => {
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
      return {
        silenceRejectsOn: event.data.silenceRejectsOn,
        ...(event.data.contactChanged && reader !== 'juror' && { contact: 'changed' }),
      };
    case 'application.step-opened': {
      const { stepId, jurorIds } = event.data.jury;
      return { stepId, ...(reader === 'staff' && { jurors: jurorIds.length }) };
    }
    case 'application.juror-assigned':
    case 'application.juror-relieved':
    case 'application.jurors-reminded':
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
    case 'application.silence-recorded':
      return { silenceRejectsOn: event.data.silenceRejectsOn };
    case 'application.agreement-signed':
      return { signedOn: event.data.signedOn };
    case 'application.decision-corrected': {
      const { decidedOn, amountCents } = event.data;
      return { decidedOn, ...(amountCents !== undefined && { amountCents }) };
    }
    case 'application.supported':
      return { amountCents: event.data.amountCents, decidedOn: event.data.decidedOn };
    case 'application.refused':
    case 'application.deferred':
      return { decidedOn: event.data.decidedOn };
    default:
      return {};
  }
};

/**
 * Places of what was decided and never announced, with what undid it: a decision under embargo, or one that was withdrawn
 * or corrected before its day came. Nobody but staff learns of these.
 */
export const unannounced = (events: readonly ChainedApplicationEvent[]): ReadonlySet<number> => {
  const hidden = new Set<number>();
  let pending: number | undefined;
  for (const event of events) {
    switch (event.type) {
      case 'application.supported':
      case 'application.refused':
      case 'application.deferred':
        pending = event.data.announceOn === undefined ? undefined : event.seq;
        break;
      case 'application.announced':
        pending = undefined;
        break;
      case 'application.decision-corrected':
        if (pending === undefined) break;
        hidden.add(pending);
        // A correction speaks for itself, once it is announced.
        pending = event.data.announceOn === undefined ? undefined : event.seq;
        break;
      case 'application.decision-withdrawn':
        if (pending === undefined) break;
        hidden.add(pending);
        // The applicant knew of no decision: an entry about its withdrawal would only say that there had been one.
        hidden.add(event.seq);
        pending = undefined;
        break;
      case 'application.withdrawn':
        if (pending !== undefined) hidden.add(pending);
        pending = undefined;
    }
  }
  if (pending !== undefined) hidden.add(pending);
  return hidden;
};

/** A correction of what nobody was told of is, to whoever reads of it, the decision itself. */
const toldAs = (event: ApplicationEvent): ApplicationEvent['type'] =>
  event.type === 'application.decision-corrected' && event.data.unannounced
    ? `application.${event.data.outcome}`
    : event.type;

/**
 * What of a chain a reader is told, with its place: the chain's own before staff. Outside, places count what is told alone:
 * a gap would tell of a juror who stepped back, or of a decision that was taken and corrected before anybody knew of it.
 */
const toldTo = (history: readonly (ChainedApplicationEvent | UnknownEvent)[], reader: Reader) => {
  const isKnown = (event: (typeof history)[number]): event is ChainedApplicationEvent => event.type !== 'unknown';
  if (reader === 'staff') return history.map((event) => ({ event, place: event.seq }));
  const kept = unannounced(history.filter(isKnown));
  return history
    .filter(isKnown)
    .filter(({ type, seq }) => !hiddenFrom[reader].includes(type) && !kept.has(seq))
    .map((event, index) => ({ event, place: index + 1 }));
};

/** The places that a reader knows events by, by those of the chain. */
export const placesFor = (
  history: readonly (ChainedApplicationEvent | UnknownEvent)[],
  reader: Reader,
): ReadonlyMap<number, number> => new Map(toldTo(history, reader).map(({ event, place }) => [event.seq, place]));

/** The file's story for a reader, oldest first; staff alone read who acted, by `nameOf`. */
export const timeline = (
  history: readonly (ChainedApplicationEvent | UnknownEvent)[],
  reader: Reader,
  texts: TextsBySeq,
  nameOf: ActorNames = () => undefined,
): TimelineEntry[] => {
  const named = (event: (typeof history)[number]) => (reader === 'staff' ? { byName: nameOf(event.actor) } : {});
  return toldTo(history, reader).map(({ event, place: seq }) => {
    const { at } = event;
    const by = event.actor.role;
    // Staff learn that there is something; who else may know of it only newer code can say.
    if (event.type === 'unknown') return { seq, at, type: event.type, by, ...named(event), values: {} };
    const text = texts.get(event.seq);
    return {
      seq,
      type: reader === 'staff' ? event.type : toldAs(event),
      at,
      by,
      ...named(event),
      values: valuesOf(event, reader),
      ...(text !== undefined && { text }),
    };
  });
};
