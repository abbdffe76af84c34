import type { ApplicationEvent } from '../../schemas/event.ts';

/** The mails that there are; `notify/templates` writes each. */
export type MessageName =
  | 'acknowledgement'
  | 'complements-requested'
  | 'complements-received'
  | 'ineligible'
  | 'step-opened'
  | 'juror-assigned'
  | 'reminded'
  | 'supported'
  | 'refused'
  | 'deferred'
  | 'decision-corrected'
  | 'decision-withdrawn'
  | 'withdrawn'
  | 'closed'
  | 'silence-recorded'
  | 'reopened';

/** Who is told: the contact that the file names, or a juror, of a step that asks for something. */
export type Recipient = { kind: 'applicant' } | { kind: 'juror'; jurorId: string; stepId: string };

export interface MessageTo {
  name: MessageName;
  to: Recipient;
}

const applicant = (name: MessageName): MessageTo[] => [{ name, to: { kind: 'applicant' } }];
const jurors = (name: MessageName, stepId: string, ids: readonly string[]): MessageTo[] =>
  ids.map((jurorId) => ({ name, to: { kind: 'juror', jurorId, stepId } }));

/** Who is told of an event, and with which mail. */
export const messagesFor = (event: ApplicationEvent): MessageTo[] => {
  switch (event.type) {
    case 'application.submitted':
      return applicant('acknowledgement');
    case 'application.complements-requested':
      return applicant('complements-requested');
    case 'application.complements-provided':
      return applicant('complements-received');
    case 'application.found-ineligible':
      return applicant('ineligible');
    case 'application.step-opened':
      return jurors('step-opened', event.data.jury.stepId, event.data.jury.jurorIds);
    case 'application.juror-assigned':
      return jurors('juror-assigned', event.data.stepId, [event.data.jurorId]);
    case 'application.jurors-reminded':
      return jurors('reminded', event.data.stepId, event.data.jurorIds);
    case 'application.step-closed':
      return event.data.next ? jurors('step-opened', event.data.next.stepId, event.data.next.jurorIds) : [];
    case 'application.supported':
      return event.data.announceOn === undefined ? applicant('supported') : [];
    case 'application.refused':
      return event.data.announceOn === undefined ? applicant('refused') : [];
    case 'application.deferred':
      return event.data.announceOn === undefined ? applicant('deferred') : [];
    // The letter of a decision that was kept back leaves now.
    case 'application.announced':
      return applicant(event.data.outcome);
    // Whoever never learned of the former decision is told of this one alone, once its day has come.
    case 'application.decision-corrected':
      if (event.data.announceOn !== undefined) return [];
      return applicant(event.data.unannounced ? event.data.outcome : 'decision-corrected');
    case 'application.decision-withdrawn':
      return event.data.unannounced ? [] : applicant('decision-withdrawn');
    case 'application.withdrawn':
      return applicant('withdrawn');
    case 'application.closed':
      return applicant('closed');
    case 'application.silence-recorded':
      return applicant('silence-recorded');
    case 'application.reopened':
      return applicant('reopened');
    default:
      return [];
  }
};
