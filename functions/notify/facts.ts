import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import type { Language } from '../../schemas/fields.ts';
import type { MessageName } from '../domain/messages.ts';
import type { ApplicationFile } from '../store/applications.ts';
import type { Facts, Message, TemplateFacts } from './templates/facts.ts';
import { templates } from './templates/templates.ts';

/** What a mail is made from: the file as it stands, and the event that it tells of. */
export interface Told {
  file: ApplicationFile;
  call: CallVersion;
  event: ApplicationEvent & { seq: number; at: string };
  language: Language;
  siteUrl: string;
  recipientName: string;
}

/** The content that was in force when the event happened: a later revision does not rewrite an earlier mail. */
const revisionAt = ({ file, event }: Told) =>
  file.revisions.findLast((revision) => revision.at <= event.at) ?? file.revisions.at(-1);

const factsOf = (told: Told): Facts => {
  const { file, call, language, siteUrl, recipientName } = told;
  const content = revisionAt(told)?.content;
  return {
    language,
    siteUrl,
    recipientName,
    callTitle: call.title[language],
    service: call.service,
    application: {
      id: file.head.id,
      number: file.head.number ?? '',
      title: content?.project.title ?? file.head.title,
    },
    organisationName: content?.organisation.name ?? file.head.organisationName,
  };
};

const documentsOf = (told: Told) => {
  const revision = revisionAt(told);
  return told.file.attachments
    .filter((attachment) => revision?.attachmentIds.includes(attachment.id))
    .map(({ documentId, filename }) => ({
      label: told.call.documents.find((document) => document.id === documentId)?.label[told.language] ?? documentId,
      filename,
    }));
};

/** The data of the event, which must be of this type for the mail that tells of it. */
const dataOf = <T extends ApplicationEvent['type']>(told: Told, type: T) => {
  if (told.event.type !== type) throw new Error(`A mail for ${type} cannot tell of ${told.event.type}`);
  return told.event.data as Extract<ApplicationEvent, { type: T }>['data'];
};

const checkOf = ({ file, event }: Told) => file.checks.find((check) => check.seq === event.seq)?.message ?? '';
const decisionOf = ({ file, event }: Told) => file.decisions.find((entry) => entry.seq === event.seq)?.decision;

/** The step that a juror is asked for, and until when. */
const jurySteps = (told: Told) => {
  const { event, file, call, language } = told;
  const jury =
    event.type === 'application.step-opened'
      ? event.data.jury
      : event.type === 'application.step-closed'
        ? event.data.next
        : file.head.jury;
  const stepId = jury?.stepId ?? '';
  return {
    stepLabel: stepOf(call, stepId)?.label[language] ?? stepId,
    dueAt: jury?.dueAt ?? event.at,
  };
};

const builders: { [N in MessageName]: (told: Told, facts: Facts & { remedies: string }) => TemplateFacts[N] } = {
  acknowledgement: (told, facts) => {
    const { silenceRejectsOn, amountAskedCents } = dataOf(told, 'application.submitted');
    return {
      ...facts,
      submittedAt: told.event.at,
      silenceRejectsOn,
      silenceMonths: told.call.silenceMonths,
      amountAskedCents,
      documents: documentsOf(told),
    };
  },
  'complements-requested': (told, facts) => {
    const { dueOn } = dataOf(told, 'application.complements-requested');
    return { ...facts, requestedAt: told.event.at, dueOn, message: checkOf(told) };
  },
  'complements-received': (told, facts) => {
    const { silenceRejectsOn } = dataOf(told, 'application.complements-provided');
    return { ...facts, receivedAt: told.event.at, silenceRejectsOn, documents: documentsOf(told) };
  },
  ineligible: (told, facts) => ({ ...facts, foundAt: told.event.at, reasons: checkOf(told) }),
  'step-opened': (told, facts) => ({ ...facts, ...jurySteps(told) }),
  'juror-assigned': (told, facts) => ({ ...facts, ...jurySteps(told) }),
  supported: (told, facts) => {
    const { amountCents, decidedOn } = dataOf(told, 'application.supported');
    const decision = decisionOf(told);
    return { ...facts, amountCents, decidedOn, reference: decision?.reference, reasons: decision?.reasons };
  },
  refused: (told, facts) => {
    const { decidedOn } = dataOf(told, 'application.refused');
    const decision = decisionOf(told);
    return { ...facts, decidedOn, reference: decision?.reference, reasons: decision?.reasons ?? '' };
  },
  deferred: (told, facts) => {
    const { decidedOn } = dataOf(told, 'application.deferred');
    const decision = decisionOf(told);
    const { silenceRejectsOn } = told.file.head;
    return {
      ...facts,
      decidedOn,
      reference: decision?.reference,
      reasons: decision?.reasons ?? '',
      ...(silenceRejectsOn && silenceRejectsOn > decidedOn && { silenceRejectsOn }),
    };
  },
  withdrawn: (told, facts) => ({ ...facts, withdrawnAt: told.event.at }),
};

/** The mail that tells of an event. */
export const messageOf = <N extends MessageName>(name: N, told: Told): Message => {
  const remedies = told.call.remedies[told.language];
  return templates[name](builders[name](told, { ...factsOf(told), remedies }));
};
