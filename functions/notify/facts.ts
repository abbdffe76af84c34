import { type CallVersion, type Signatory, stepOf } from '../../schemas/call.ts';
import type { Decision } from '../../schemas/decision.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import type { Language } from '../../schemas/fields.ts';
import { dayOf } from '../domain/calendar.ts';
import { decisionsIn } from '../domain/decisions.ts';
import { hidesApplicant, hiding } from '../domain/identity.ts';
import type { MessageName } from '../domain/messages.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { frozenIds } from '../store/frozen.ts';
import type { Facts, LetterFacts, Message, TemplateFacts } from './templates/facts.ts';
import type { AskedFile } from './templates/gathered.ts';
import { templates } from './templates/templates.ts';

/** What a mail is made from: the file as it stands, and the event that it tells of. */
export interface Told {
  file: ApplicationFile;
  call: CallVersion;
  event: ApplicationEvent & { seq: number; at: string };
  language: Language;
  siteUrl: string;
  recipientName: string;
  /** Who signed for the City when the act happened (`actedAt`). */
  signatory?: Signatory | undefined;
}

/** The content that was in force when the event happened: a later revision does not rewrite an earlier mail. */
const revisionAt = ({ file, event }: Told) => {
  const frozen = file.events.filter(
    ({ type, seq }) =>
      seq <= event.seq && (type === 'application.submitted' || type === 'application.complements-provided'),
  ).length;
  return file.revisions.find(({ revision }) => revision === frozen) ?? file.revisions.at(-1);
};

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

const letterFactsOf = (told: Told): LetterFacts & { remedies: string } => {
  const { call, event, language, signatory } = told;
  const organisation = revisionAt(told)?.content?.organisation;
  return {
    ...factsOf(told),
    writtenOn: dayOf(event.at),
    address: organisation ? [organisation.address, `${organisation.postalCode} ${organisation.city}`] : [],
    signatory: signatory && { name: signatory.fullName, capacity: signatory.capacity[language] },
    remedies: call.remedies[language],
  };
};

const documentsOf = (told: Told) => {
  const revision = revisionAt(told);
  const ids = new Set(revision ? frozenIds(revision) : []);
  return told.file.attachments
    .filter((attachment) => ids.has(attachment.id))
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

/** The decision that a mail tells of: the one of the event, or the one that the event announces. */
const takenAt = ({ file, event }: Pick<Told, 'file' | 'event'>) => {
  const earlier = (file.events as Told['event'][]).filter(({ seq }) => seq < event.seq);
  const { standing } = decisionsIn([...earlier, event], file.head.silenceRejectsOn);
  if (!standing) throw new Error(`${file.head.id} has no decision to tell of`);
  return standing;
};

/** When the act happened that a letter tells of: whoever signed for the City then signs the letter. */
export const actedAt = (told: Pick<Told, 'file' | 'event'>): string =>
  told.event.type === 'application.announced' ? takenAt(told).at : told.event.at;

/** What every letter of a decision says of it. A late one replaces the refusal by silence, and says so. */
const decidedOf = (told: Told, outcome: Decision['outcome']) => {
  const { seq, late } = takenAt(told);
  const decision = told.file.decisions.find((entry) => entry.seq === seq)?.decision;
  if (decision?.outcome !== outcome) throw new Error(`${told.file.head.id} has no decision ${seq} as ${outcome}`);
  const { decidedOn, reference } = decision;
  const { silenceRejectsOn } = told.file.head;
  return { decision, facts: { decidedOn, reference, ...(late && { refusedBySilenceOn: silenceRejectsOn }) } };
};

const grantOf = (told: Told) => {
  const { decision, facts } = decidedOf(told, 'supported');
  const { amountCents, inKind, conditions, reasons } = decision as Extract<Decision, { outcome: 'supported' }>;
  const { agreementAboveCents } = told.call;
  const amountAskedCents = revisionAt(told)?.content?.budget.amountAskedCents ?? amountCents;
  return { ...facts, amountCents, amountAskedCents, inKind, conditions, reasons, agreementAboveCents };
};

const refusalOf = (told: Told) => {
  const { decision, facts } = decidedOf(told, 'refused');
  const { reasons, feedback = [] } = decision as Extract<Decision, { outcome: 'refused' }>;
  const labelOf = (stepId: string, criterionId: string) => {
    const step = stepOf(told.call, stepId);
    const criteria = step?.kind === 'score' ? step.criteria : [];
    return criteria.find(({ id }) => id === criterionId)?.label[told.language] ?? criterionId;
  };
  return {
    ...facts,
    reasons,
    feedback: feedback.map(({ stepId, criterionId, text }) => ({ label: labelOf(stepId, criterionId), text })),
  };
};

/** The decision that an event put an end to. */
const formerOf = ({ file, event }: Told) => {
  const { standing } = decisionsIn(
    (file.events as Told['event'][]).filter(({ seq }) => seq < event.seq),
    file.head.silenceRejectsOn,
  );
  return file.decisions.find(({ seq }) => seq === standing?.seq)?.decision;
};

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
    ...withoutApplicant(told, stepId),
  };
};

/** What a mail to a juror leaves out where the step hides who applies. */
const withoutApplicant = (told: Told, stepId: string): Partial<Facts> => {
  const content = revisionAt(told)?.content;
  if (!content || !hidesApplicant(told.call, stepId)) return {};
  const { application } = factsOf(told);
  return { organisationName: undefined, application: { ...application, title: hiding(content)(application.title) } };
};

/** The day on which silence refused, where that was before the instant of the event. */
const silentlyRefused = (silenceRejectsOn: string | undefined, at: string) =>
  silenceRejectsOn !== undefined && dayOf(at) > silenceRejectsOn ? { refusedBySilenceOn: silenceRejectsOn } : {};

const closingReasonsOf = ({ file, event }: Told) => file.closings.find(({ seq }) => seq === event.seq)?.reasons ?? '';

/** The last of these before the event that a mail tells of. */
const lastBefore = <T extends ApplicationEvent['type']>({ file, event }: Told, ...types: T[]) => {
  const found = (file.events as Told['event'][]).findLast(
    ({ seq, type }) => seq < event.seq && (types as string[]).includes(type),
  );
  if (!found) throw new Error(`${file.head.id} has no ${types.join(' or ')} before ${event.seq}`);
  return found as Told['event'] & { type: T };
};

/** The request for documents that was not answered. */
const unansweredRequest = (told: Told) => {
  const request = lastBefore(told, 'application.complements-requested');
  const message = told.file.checks.find(({ seq }) => seq === request.seq)?.message ?? '';
  return { requestedAt: request.at, dueOn: request.data.dueOn, message };
};

const builders: { [N in MessageName]: (told: Told, facts: ReturnType<typeof letterFactsOf>) => TemplateFacts[N] } = {
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
    const { silenceRejectsOn } = told.file.head;
    const refused = silentlyRefused(silenceRejectsOn, told.event.at);
    return { ...facts, ...refused, requestedAt: told.event.at, dueOn, message: checkOf(told) };
  },
  'complements-received': (told, facts) => {
    const { silenceRejectsOn } = dataOf(told, 'application.complements-provided');
    const refused = silentlyRefused(silenceRejectsOn, told.event.at);
    return { ...facts, ...refused, receivedAt: told.event.at, silenceRejectsOn, documents: documentsOf(told) };
  },
  ineligible: (told, facts) => ({ ...facts, foundAt: told.event.at, reasons: checkOf(told) }),
  'step-opened': (told, facts) => ({ ...facts, ...jurySteps(told) }),
  'juror-assigned': (told, facts) => ({ ...facts, ...jurySteps(told) }),
  reminded: (told, facts) => ({ ...facts, ...jurySteps(told) }),
  supported: (told, facts) => ({ ...facts, ...grantOf(told) }),
  refused: (told, facts) => ({ ...facts, ...refusalOf(told) }),
  deferred: (told, facts) => {
    const { decision, facts: decided } = decidedOf(told, 'deferred');
    const { silenceRejectsOn } = told.file.head;
    const running = !decided.refusedBySilenceOn && silenceRejectsOn;
    return { ...facts, ...decided, reasons: decision.reasons ?? '', ...(running && { silenceRejectsOn }) };
  },
  'decision-corrected': (told, facts) => {
    const { outcome } = dataOf(told, 'application.decision-corrected');
    const why = told.file.decisions.find(({ seq }) => seq === told.event.seq)?.why ?? '';
    const former = { formerDecidedOn: formerOf(told)?.decidedOn ?? '', why };
    return outcome === 'supported'
      ? { ...facts, ...former, outcome, ...grantOf(told) }
      : { ...facts, ...former, outcome, ...refusalOf(told) };
  },
  'decision-withdrawn': (told, facts) => ({
    ...facts,
    withdrawnAt: told.event.at,
    formerDecidedOn: formerOf(told)?.decidedOn ?? '',
    reasons: told.file.withdrawals.find(({ seq }) => seq === told.event.seq)?.reasons ?? '',
  }),
  withdrawn: (told, facts) => ({ ...facts, withdrawnAt: told.event.at }),
  closed: (told, facts) => ({
    ...facts,
    ...unansweredRequest(told),
    closedAt: told.event.at,
    reasons: closingReasonsOf(told),
  }),
  'silence-recorded': (told, facts) => ({
    ...facts,
    submittedAt: told.file.head.submittedAt ?? '',
    refusedBySilenceOn: dataOf(told, 'application.silence-recorded').silenceRejectsOn,
    recordedAt: told.event.at,
    reasons: closingReasonsOf(told),
  }),
  reopened: (told, facts) => {
    const { silenceRejectsOn } = dataOf(told, 'application.reopened');
    const end = lastBefore(told, 'application.closed', 'application.silence-recorded');
    return {
      ...facts,
      ...silentlyRefused(silenceRejectsOn, told.event.at),
      ended: end.type === 'application.closed' ? 'closed' : 'silence-recorded',
      endedAt: end.at,
      reopenedAt: told.event.at,
      silenceRejectsOn,
      reasons: closingReasonsOf(told),
    };
  },
};

/** What a mail about several files says of one of them. */
export const askedFileOf = (told: Told): AskedFile => {
  const { application, organisationName } = factsOf(told);
  return { application, organisationName, ...jurySteps(told) };
};

/** The mail that tells of an event. */
export const messageOf = <N extends MessageName>(name: N, told: Told): Message =>
  templates[name](builders[name](told, letterFactsOf(told)));
