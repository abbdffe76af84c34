import type { AggregateType } from '../../schemas/event.ts';

/** The only place that spells a key. Partition and sort key of every item, and the index keys of those that lists find. */
export interface Key {
  pk: string;
  sk: string;
}

/** The place of an item as one name, to look it up by. */
export const placeOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const padded = (n: number, width = 6): string => String(n).padStart(width, '0');

/** Sort key of an aggregate's head. */
export const HEAD = 'HEAD';

// ---- partitions
const applicationPk = (applicationId: string) => `APP#${applicationId}`;
const evaluationPk = (evaluationId: string) => `EVL#${evaluationId}`;
const callPk = (callId: string) => `CALL#${callId}`;
const organisationPk = (organisationId: string) => `ORG#${organisationId}`;
const sessionPk = (sessionId: string) => `SESSION#${sessionId}`;
const personPk = (personId: string) => `PERSON#${personId}`;

const partitions: Record<AggregateType, (id: string) => string> = {
  application: applicationPk,
  evaluation: evaluationPk,
  call: callPk,
  organisation: organisationPk,
  session: sessionPk,
  person: personPk,
};

/** The partition of an aggregate: its head, what it froze, and the consumers' cursors. */
export const partitionOf = (type: AggregateType, id: string): string => partitions[type](id);

const LOG = 'LOG#';
/** The partition that holds an aggregate's events and nothing else, so that rights can be given for it alone. */
export const logOf = (type: AggregateType, id: string): string => `${LOG}${partitions[type](id)}`;

/** The aggregate whose partition or log this is, or nothing for partitions without events. */
export const aggregateOf = (pk: string): { type: AggregateType; id: string } | undefined => {
  const own = pk.startsWith(LOG) ? pk.slice(LOG.length) : pk;
  for (const type of Object.keys(partitions) as AggregateType[]) {
    const prefix = partitions[type]('');
    if (own.startsWith(prefix)) return { type, id: own.slice(prefix.length) };
  }
  return undefined;
};

// ---- the kernel's items
export const EVENT = 'EVENT#';
/** Where an event is written, and where `ops migrate` moves it to. */
export const eventKey = (type: AggregateType, id: string, seq: number): Key => ({
  pk: logOf(type, id),
  sk: `${EVENT}${padded(seq)}`,
});
/** Where events stood before they had partitions of their own; read until every stage has moved them. */
export const formerEventKey = (type: AggregateType, id: string, seq: number): Key => ({
  pk: partitionOf(type, id),
  sk: `${EVENT}${padded(seq)}`,
});
/** Sort keys of the events after `seq`. */
export const eventsAfter = (seq: number): { from: string; to: string } => ({
  from: `${EVENT}${padded(seq + 1)}`,
  to: `${EVENT}~`,
});
export const isEventKey = (key: Key): boolean => key.sk.startsWith(EVENT);
/** Whether it is the key of an event in its log. */
export const isLogKey = (key: Key): boolean => key.pk.startsWith(LOG) && isEventKey(key);
const ACT = 'ACT#';
/** Records of the table's stream, by how their keys begin. */
export type Streamed = readonly { eventName?: 'INSERT' | 'MODIFY'; pk?: string; sk?: string }[];
/**
 * What every reader of the stream is handed: whatever happens to an event in its log (of one that is changed or removed
 * they are told, too), and events that older code writes beside the head.
 */
export const streamedEvents: Streamed = [{ pk: LOG }, { eventName: 'INSERT', sk: EVENT }];
/** And what comes or changes under an act, for the one that wakes whoever sends. */
export const streamedActs: Streamed = [
  { eventName: 'INSERT', pk: ACT },
  { eventName: 'MODIFY', pk: ACT },
];
/** Leading keys of what may only be added to, for whoever gives rights. */
export const logPattern = `${LOG}*`;
/** Leading keys of the logs of applications: of a draft that was thrown away nothing stays. */
export const applicationLogPattern = `${logOf('application', '')}*`;
export const seqOf = (key: Key): number => Number(key.sk.slice(EVENT.length));
const CURSOR = 'CURSOR#';
export const cursorKey = (type: AggregateType, id: string, consumer: string): Key => ({
  pk: partitionOf(type, id),
  sk: cursorSort(consumer),
});
/** Sort key of a consumer's cursor, in whichever partition. */
export const cursorSort = (consumer: string): string => `${CURSOR}${consumer}`;
/** The consumer whose cursor stands at a sort key. */
export const cursorOf = (sk: string): string => sk.slice(CURSOR.length);
export const notificationKey = (applicationId: string, seq: number, recipient: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${notificationPrefix}${padded(seq)}#${recipient}`,
});
export const notificationPrefix = 'NOTIFICATION#';
/** What the sort keys of the mails of one event begin with. */
export const notificationsOf = (seq: number): string => `${notificationPrefix}${padded(seq)}#`;
/** The event that a notification tells of, and who it is for. */
export const notificationOf = ({ sk }: Pick<Key, 'sk'>): { seq: number; recipient: string } => {
  const [seq = '', ...recipient] = sk.slice(notificationPrefix.length).split('#');
  return { seq: Number(seq), recipient: recipient.join('#') };
};
export const idempotencyKey = (personId: string, key: string): Key => ({
  pk: `IDEMPOTENCY#${personId}#${key}`,
  sk: 'RESULT',
});

// ---- an application's partition
export const applicationKey = (applicationId: string): Key => ({ pk: applicationPk(applicationId), sk: HEAD });
export const sectionPrefix = 'SECTION#';
export const sectionKey = (applicationId: string, section: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${sectionPrefix}${section}`,
});
export const revisionPrefix = 'REVISION#';
export const revisionKey = (applicationId: string, revision: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${revisionPrefix}${padded(revision, 4)}`,
});
export const attachmentPrefix = 'ATTACHMENT#';
export const attachmentKey = (applicationId: string, attachmentId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${attachmentPrefix}${attachmentId}`,
});
/** How often something changed among the file's documents. */
export const DOCUMENTS = 'DOCUMENTS';
export const documentsKey = (applicationId: string): Key => ({ pk: applicationPk(applicationId), sk: DOCUMENTS });
/** That everybody who can keep a draft was warned of its end, by the day of that end, and by which of the warnings it was. */
export const draftWarningKey = (applicationId: string, endsOn: string, warning: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `WARNING#${endsOn}#${warning}`,
});
/** The same of one person. */
export const personWarningKey = (applicationId: string, endsOn: string, warning: number, personId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `WARNING#${endsOn}#${warning}#${personId}`,
});
/** The person whose warning a sort key is of; nothing for any other. */
export const warnedPerson = (sk: string): string | undefined => /^WARNING#[^#]+#\d+#(.+)$/.exec(sk)?.[1];
/** There once a draft was thrown away, until nothing is left of it. */
export const discardedKey = (applicationId: string): Key => ({ pk: applicationPk(applicationId), sk: 'DISCARDED' });
export const checkPrefix = 'CHECK#';
export const checkKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${checkPrefix}${padded(seq)}`,
});
export const decisionPrefix = 'DECISION#';
export const decisionKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${decisionPrefix}${padded(seq)}`,
});
/** Why a decision was withdrawn. */
export const withdrawalPrefix = 'WITHDRAWAL#';
export const withdrawalKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${withdrawalPrefix}${padded(seq)}`,
});
/** Why staff ended the file without a decision, or opened it again. */
export const closingPrefix = 'CLOSING#';
export const closingKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${closingPrefix}${padded(seq)}`,
});
export const agreementPrefix = 'AGREEMENT#';
export const agreementKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${agreementPrefix}${padded(seq)}`,
});
export const contactPrefix = 'CONTACT#';
/** An address that the file names as its contact; `digest` is that of the address. */
export const contactKey = (applicationId: string, digest: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${contactPrefix}${digest}`,
});
/** There while a decision is kept back. */
export const announcementKey = (applicationId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: 'ANNOUNCEMENT',
});
/** What a session of the jury came to about the file. */
export const hearingPrefix = 'HEARING#';
export const hearingKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${hearingPrefix}${padded(seq)}`,
});
export const assignmentPrefix = 'ASSIGNMENT#';
export const assignmentKey = (applicationId: string, jurorId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${assignmentPrefix}${jurorId}`,
});
export const recusalPrefix = 'RECUSAL#';
/** Why a juror stepped back, once for each juror and file. */
export const recusalKey = (applicationId: string, jurorId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${recusalPrefix}${jurorId}`,
});
export const reliefPrefix = 'RELIEF#';
export const reliefKey = (applicationId: string, seq: number): Key => ({
  pk: applicationPk(applicationId),
  sk: `${reliefPrefix}${padded(seq)}`,
});
export const workPrefix = 'WORK#';
/** A juror's evaluation as typed so far. */
export const workKey = (applicationId: string, stepId: string, jurorId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${workPrefix}${stepId}#${jurorId}`,
});
export const evaluationPrefix = 'EVALUATION#';
/** The head of an evaluation stands in the file's partition, so that one query reads a whole file; its events do not. */
export const evaluationKey = (applicationId: string, stepId: string, jurorId: string): Key => ({
  pk: applicationPk(applicationId),
  sk: `${evaluationPrefix}${stepId}#${jurorId}`,
});
export const versionPrefix = 'VERSION#';
/** A frozen content of an evaluation, beside its events. */
export const evaluationVersionKey = (evaluationId: string, version: number): Key => ({
  pk: evaluationPk(evaluationId),
  sk: `${versionPrefix}${padded(version, 4)}`,
});

/** All of a file's partition but drafts of evaluations, which stand last and are their authors' alone. */
export const fileRange = { from: agreementPrefix, to: `${withdrawalPrefix}~` };
/**
 * What a view of a file shows first, beside its head and its content: documents, checks and decisions. Neither what grows
 * with its jury nor what grows with its mails stands between these.
 */
export const shownRange = { from: attachmentPrefix, to: `${decisionPrefix}~` };
/** What was said with the events of a file, in the same way: with checks and decisions, */
export const saidRange = { from: checkPrefix, to: `${decisionPrefix}~` };
/** and of jurors who stepped back or were relieved. */
export const leftRange = { from: recusalPrefix, to: `${reliefPrefix}~` };

// ---- calls, organisations, persons, numbers
export const callKey = (callId: string): Key => ({ pk: callPk(callId), sk: HEAD });
export const callVersionKey = (callId: string, version: number): Key => ({
  pk: callPk(callId),
  sk: `${versionPrefix}${padded(version, 4)}`,
});
/** A call as staff type it, before it is published. */
export const callDraftKey = (callId: string): Key => ({ pk: callPk(callId), sk: 'DRAFT' });
export const organisationKey = (organisationId: string): Key => ({ pk: organisationPk(organisationId), sk: HEAD });
/** The organisation that holds a SIRET: makes it unique. */
export const siretKey = (siret: string): Key => ({ pk: `SIRET#${siret}`, sk: 'HOLDER' });
/** Organisations stored with a SIRET that another one holds, until they are merged into one. */
export const twins = 'TWINS';
export const twinPrefix = (siret: string) => `${siret}#`;
export const twinKey = (siret: string, organisationId: string): Key => ({
  pk: twins,
  sk: `${twinPrefix(siret)}${organisationId}`,
});
/** Sort key of a person's head, which is the profile too. */
export const PROFILE = 'PROFILE';
export const personKey = (personId: string): Key => ({ pk: personPk(personId), sk: PROFILE });
/** A file that was given to a juror, once: which of them wait still stands on their assignments. */
export const givenPrefix = 'GIVEN#';
export const givenKey = (jurorId: string, applicationId: string): Key => ({
  pk: personPk(jurorId),
  sk: `${givenPrefix}${applicationId}`,
});
/** A file that a person is recused from, in whatever role, so that lists can keep it closed. */
export const recusedPrefix = 'RECUSED#';
export const recusedKey = (personId: string, applicationId: string): Key => ({
  pk: personPk(personId),
  sk: `${recusedPrefix}${applicationId}`,
});
/** Moves with all that gives files to jurors, and with all that changes who is one. */
export const rosterKey: Key = { pk: 'OFFICE', sk: 'ROSTER' };
/** The administrators who have come, so that the last one is never lost. */
export const administratorsKey: Key = { pk: 'OFFICE', sk: 'ADMINISTRATORS' };
/** The declarations of a year stand together, so that one query reads what all jurors declared. */
export const declarationPartition = (year: number) => `DECLARATIONS#${year}`;
export const currentDeclarationPrefix = 'CURRENT#';
export const declarationKey = (year: number, jurorId: string): Key => ({
  pk: declarationPartition(year),
  sk: `${currentDeclarationPrefix}${jurorId}`,
});
const formerDeclarationPrefix = 'FORMER#';
/** Each version as it was declared: what the event of it freezes. */
export const formerDeclarationKey = (year: number, jurorId: string, revision: number): Key => ({
  pk: declarationPartition(year),
  sk: `${formerDeclarationPrefix}${jurorId}#${padded(revision, 4)}`,
});
export const isFormerDeclaration = ({ pk, sk }: Key): boolean =>
  pk.startsWith('DECLARATIONS#') && sk.startsWith(formerDeclarationPrefix);
/** Whose declaration stands at the key of a former one. */
export const declarantOf = ({ sk }: Pick<Key, 'sk'>): string =>
  sk.slice(formerDeclarationPrefix.length, sk.lastIndexOf('#'));
/** The reminder that somebody had on a day: one a day at most. */
export const reminderKey = (personId: string, day: string): Key => ({
  pk: personPk(personId),
  sk: `REMINDER#${day}`,
});
export const joinPrefix = 'JOIN#';
/** A person's wish to act for an organisation that is already registered. */
export const joinKey = (personId: string, organisationId: string): Key => ({
  pk: personPk(personId),
  sk: `${joinPrefix}${organisationId}`,
});
/** How often a person named a SIRET on a day, and did what else is counted by the day. */
export const triesKey = (personId: string, day: string): Key => ({
  pk: personPk(personId),
  sk: `TRIES#${day}`,
});
export const numberKey = (number: string): Key => ({ pk: `NUMBER#${number}`, sk: 'HOLDER' });

// ---- what acts lead to: who is told of them
const actPk = (act: string) => `${ACT}${act}`;
/** The act whose partition this is, or nothing for other partitions. */
export const actOf = (pk: string): string | undefined =>
  pk.startsWith(actPk('')) ? pk.slice(actPk('').length) : undefined;
export const actPartition = actPk;
export const actHeadKey = (act: string): Key => ({ pk: actPk(act), sk: HEAD });
/** Where messages stand that tell of an event: with its act, or by themselves for an event that has none. */
export const actOfEvent = (event: { act?: string | undefined; aggregate: { id: string }; seq: number }): string =>
  event.act ?? `${event.aggregate.id}-${event.seq}`;
export const messagePrefix = 'MESSAGE#';
/** One message: what one person is told of one event. */
export const messageKey = (
  act: string,
  { recipient, aggregate, seq }: { recipient: string; aggregate: { type: AggregateType; id: string }; seq: number },
): Key => ({
  pk: actPk(act),
  sk: `${messagesTo(recipient)}${aggregate.type}#${aggregate.id}#${padded(seq)}`,
});
/** What the sort keys of an act's messages to one person begin with. */
export const messagesTo = (recipient: string): string => `${messagePrefix}${recipient}#`;
/** The lease of a mail, which carries one message or several of an act: `mail` says which of the act's mails it is. */
export const mailKey = (act: string, mail: string): Key => ({ pk: actPk(act), sk: `MAIL#${mail}` });

// ---- mail addresses, never by name
/** `digest` is that of the address: keys are written to logs and to the stream. */
export const addressKey = (digest: string): Key => ({ pk: `ADDRESS#${digest}`, sk: 'DELIVERY' });
/** The member of the office whose address it is. */
export const memberAddressKey = (digest: string): Key => ({ pk: `ADDRESS#${digest}`, sk: 'MEMBER' });
/** How many mails of a month (`YYYY-MM`) asked whoever holds the address whether copies of letters may go there. */
export const confirmationsKey = (digest: string, month: string): Key => ({
  pk: `ADDRESS#${digest}`,
  sk: `CONFIRMATIONS#${month}`,
});
const CODES = 'CODES#';
/**
 * How many sign-ups a mailbox had on a day, by its digest of that day, and how many codes of an account that exists it asked
 * for; or how many sign-ups there were (`ALL`).
 */
export const codesKey = (day: string, whose: string): Key => ({ pk: `${CODES}${day}#${whose}`, sk: 'COUNT' });
/** Leading keys of these counts: who writes them writes nothing else. */
export const codesPattern = `${CODES}*`;
/** When the next mail may leave. */
export const paceKey: Key = { pk: 'PACE#mail', sk: 'NEXT' };

// ---- the scanner of documents
/** What it last said of itself. */
export const scannerKey: Key = { pk: 'SCANNER', sk: 'STANDING' };

// ---- a session of the jury
export const sessionKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: HEAD });
export const sessionNotificationKey = (sessionId: string, seq: number, recipient: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${notificationPrefix}${padded(seq)}#${recipient}`,
});
/** Title and place as an event froze them. */
export const detailsPrefix = 'DETAILS#';
export const detailsKey = (sessionId: string, seq: number): Key => ({
  pk: sessionPk(sessionId),
  sk: `${detailsPrefix}${padded(seq)}`,
});
/** Who was there, frozen by the closing. */
export const attendancePrefix = 'ATTENDANCE#';
export const attendanceKey = (sessionId: string, seq: number): Key => ({
  pk: sessionPk(sessionId),
  sk: `${attendancePrefix}${padded(seq)}`,
});
export const minutesPrefix = 'MINUTES#';
export const minutesKey = (sessionId: string, revision: number): Key => ({
  pk: sessionPk(sessionId),
  sk: `${minutesPrefix}${padded(revision, 4)}`,
});
/** What is read while a session is held stands from here to there, events and minutes elsewhere: one query reads it all. */
export const gatheringRange = { from: 'POINT#', to: 'VOTE#~' };
export const pointPrefix = 'POINT#';
export const pointKey = (sessionId: string, applicationId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${pointPrefix}${applicationId}`,
});
export const presencePrefix = 'PRESENCE#';
export const presenceKey = (sessionId: string, personId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${presencePrefix}${personId}`,
});
export const sessionRecusalPrefix = 'RECUSAL#';
export const sessionRecusalKey = (sessionId: string, applicationId: string, jurorId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${sessionRecusalPrefix}${applicationId}#${jurorId}`,
});
export const readerPrefix = 'READER#';
export const readerKey = (sessionId: string, applicationId: string, jurorId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${readerPrefix}${applicationId}#${jurorId}`,
});
export const remarksPrefix = 'REMARKS#';
export const remarksKey = (sessionId: string, applicationId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${remarksPrefix}${applicationId}`,
});
export const RUNNING = 'RUNNING';
export const runningKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: RUNNING });
export const votePrefix = 'VOTE#';
export const voteKey = (sessionId: string, applicationId: string, jurorId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `${votePrefix}${applicationId}#${jurorId}`,
});

// ---- monitoring figures
const figuresPk = (callId: string) => `FIGURES#${callId}`;
/** What the partitions of all figures begin with. */
export const figuresPrefix = figuresPk('');
/** `ALL` as a territory stands for the quarter as a whole. */
export const ALL = 'ALL';
export const figureKey = (callId: string, quarter: string, territory: string): Key => ({
  pk: figuresPk(callId),
  sk: `QUARTER#${quarter}#${territory}`,
});
/** The quarter that a figure is of, or nothing for other counters. */
export const quarterAt = ({ sk }: Pick<Key, 'sk'>): string | undefined => /^QUARTER#([^#]+)#/.exec(sk)?.[1];
export const figuresBetween = (callId: string, from: string, to: string) => ({
  pk: figuresPk(callId),
  from: `QUARTER#${from}#`,
  to: `QUARTER#${to}#~`,
});
export const stateCountPrefix = 'STATE#';
export const stateCountKey = (callId: string, state: string): Key => ({
  pk: figuresPk(callId),
  sk: `${stateCountPrefix}${state}`,
});
/** Files that are not over, by the version of the call that they keep. */
export const inFlightPrefix = 'VERSION#';
export const inFlightKey = (callId: string, version: number): Key => ({
  pk: figuresPk(callId),
  sk: `${inFlightPrefix}${padded(version, 4)}`,
});
export const figuresPartition = figuresPk;
export const supportedKey = (callId: string, quarter: string, territory: string, applicationId: string): Key => ({
  pk: `${figuresPk(callId)}#${quarter}`,
  sk: `${supportedPrefix(territory)}${applicationId}`,
});
export const supportedPrefix = (territory: string): string => `${territory}#`;
/** The file that a row of such a list is of. */
export const supportedFile = ({ sk }: Pick<Key, 'sk'>): string => sk.slice(sk.indexOf('#') + 1);
export const supportedPartition = (callId: string, quarter: string): string => `${figuresPk(callId)}#${quarter}`;

/** What the partitions of all years' grants begin with. */
export const grantsPrefix = 'GRANTS#';
export const grantsPartition = (organisationId: string, year: string): string =>
  `${grantsPrefix}${organisationId}#${year}`;
export const grantKey = (organisationId: string, year: string, applicationId: string): Key => ({
  pk: grantsPartition(organisationId, year),
  sk: applicationId,
});

// ---- daily digests
const anchorsPk = (day: string) => `ANCHORS#${day}`;
export const anchorsOf = anchorsPk;
/** The day whose anchors a partition holds, or nothing for other partitions. */
export const anchorDay = (pk: string): string | undefined =>
  pk.startsWith(anchorsPk('')) ? pk.slice(anchorsPk('').length) : undefined;
export const anchorKey = (day: string, type: AggregateType, id: string): Key => ({
  pk: anchorsPk(day),
  sk: `${type}#${id}`,
});
export const digests = 'DIGESTS';
export const digestKey = (day: string): Key => ({ pk: digests, sk: day });

// ---- who did and who opened what
const AUDIT = 'AUDIT';
const auditPk = (personId: string) => `${AUDIT}#${personId}`;
/** Leading keys of what is noted of persons, for whoever gives rights. */
export const auditPattern = `${AUDIT}#*`;
/** One for each person, day, kind and what it is about. */
export const openingKey = (personId: string, day: string, kind: string, about: string): Key => ({
  pk: auditPk(personId),
  sk: `OPENED#${day}#${kind}#${about}`,
});
/** One for each event of somebody in the office. */
export const actKey = (personId: string, type: AggregateType, id: string, seq: number): Key => ({
  pk: auditPk(personId),
  sk: `ACT#${type}#${id}#${padded(seq)}`,
});

// ---- operations
/** Where a migration of stored items stands. */
export const migrationKey = (name: string): Key => ({ pk: `MIGRATION#${name}`, sk: 'PROGRESS' });

// ---- index keys
export const organisationFiles = (organisationId: string) => `ORG#${organisationId}`;
export const jurorFiles = (jurorId: string, state: string) => `JUROR#${jurorId}#${state}`;
export const roleHolders = (role: string) => `ROLE#${role}`;
export const jurorSessions = (jurorId: string) => `JUROR#${jurorId}#sessions`;
export const callSessions = (callId: string, state: string) => `SESSIONS#${callId}#${state}`;
export const callQueue = (callId: string, state: string) => `CALL#${callId}#${state}`;
/** Assignments of all jurors that wait for an evaluation, by due date. */
export const openAssignments = 'ASSIGNMENT#open';
/** Evaluations that are in and may be corrected, by the instant until which the step waits for that. */
export const correctableEvaluations = 'ASSIGNMENT#correctable';
/** Upper end of those whose time is over at an instant. */
export const correctableBefore = (at: string) => `${at}#~`;
export const openCalls = 'CALLS';
/** Calls that take no applications: paused, or never published. */
export const closedCalls = 'CALLS#closed';
/** Persons who wait to be linked to an organisation, by when they asked. */
export const waitingJoins = 'JOIN#waiting';
export const pendingAttachments = 'ATTACHMENT#pending';
/** Documents whose bytes are right and that the scanner gave no verdict on, by since when. */
export const waitingAttachments = 'ATTACHMENT#waiting';
export const waitingAttachmentSort = (since: string, attachmentId: string) => `${since}#${attachmentId}`;
/** Those that staff let through all the same, after all others. */
export const letThroughSort = (since: string, attachmentId: string) => `~${waitingAttachmentSort(since, attachmentId)}`;
/** Upper end of those that have waited since an instant or longer; none that was let through. */
export const waitingUntil = (at: string) => `${at}#~`;
/** Cursors of consumers that wait for code which knows the next event, by the instant at which they noticed. */
export const waiting = 'WAITING';
export const waitingSort = (at: string, type: AggregateType, id: string, consumer: string) =>
  [at, consumer, type, id].join('#');
/** Drafts, by the day of their last save. */
export const savedDrafts = 'DRAFTS';
export const savedDraftSort = (savedOn: string, applicationId: string) => `${savedOn}#${applicationId}`;
/** Upper end of those last saved on a day or before. */
export const savedUntil = (day: string) => `${day}#~`;
/** Drafts that were thrown away, by when. */
export const discardedDrafts = 'DISCARDED';
/** Files that wait for an answer, by the day on which silence refuses them. */
export const silenceClocks = 'SILENCE';
/**
 * The same of files whose decision is kept back. They stand apart: the release before this one takes whatever stands among
 * the clocks for a file without a decision.
 */
export const keptClocks = `${silenceClocks}#kept`;
export const silenceSort = (runsOutOn: string, applicationId: string) => `${runsOutOn}#${applicationId}`;
/** Upper end of those that run out on a day or before. */
export const silenceUntil = (day: string) => `${day}#~`;
/** Messages that are to leave, by the instant at which they do. */
export const waitingMessages = 'MESSAGE#waiting';
/** Messages that did not reach anybody, by when that was found; and the same of one file or session, and of one person. */
export const unsentMessages = 'MESSAGE#unsent';
export const unsentOf = (aggregateOrPersonId: string) => `${unsentMessages}#${aggregateOrPersonId}`;
export const messageSort = (at: string, { pk, sk }: Key) => `${at}#${pk}#${sk}`;
/** Upper end of those that are to leave at an instant or before. */
export const messagesUntil = (at: string) => `${at}#~`;
/** Decisions that are kept back, by the day of their announcement. */
export const announcements = 'ANNOUNCE';
export const announcementSort = (announceOn: string, applicationId: string) => `${announceOn}#${applicationId}`;
/** Upper end of those to be announced on a day or before. */
export const announcedUntil = (day: string) => `${day}#~`;

/** What everybody did and opened, what one person did, and what was done to one file, each by day and instant. */
export const audit = AUDIT;
export const auditOfPerson = auditPk;
export const auditOfFile = (applicationId: string) => `${AUDIT}#${applicationId}`;
/** The key of the item ends it, so that what happened in one instant has an order. */
export const auditSort = (day: string, at: string, { sk }: Pick<Key, 'sk'>) => `${day}#${at}#${sk}`;
export const auditBetween = (from: string, to: string) => ({ from: `${from}#`, to: `${to}#~` });

// ---- kinds of items
/** A word in capitals at the beginning of a key, which says what stands there; names and ids are in small letters. */
const wordOf = (part: string): string => /^[A-Z]+(?=#|$)/.exec(part)?.[0] ?? '*';

/**
 * The kind of the item at a key, such as `APP/REVISION`: what its version counts for, and what readers of older versions
 * are kept by. `*` stands for an id, a day or a territory.
 */
export const kindOf = ({ pk, sk }: Pick<Key, 'pk' | 'sk'>): string => {
  const own = pk.startsWith(LOG) ? 'LOG' : wordOf(pk);
  // Lists of a quarter stand beside the figures; `ALL` is a territory there.
  if (own === 'FIGURES' && pk.split('#').length > 2) return 'FIGURES/*';
  return `${own}/${wordOf(sk)}`;
};
