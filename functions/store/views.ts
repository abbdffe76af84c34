import { isKnown } from '../../schemas/event.ts';
import { readHead } from './application-heads.ts';
import { type ApplicationFile, fileOf } from './applications.ts';
import { attachmentOf } from './attachments.ts';
import { readEvents, readEventsAt } from './events.ts';
import { frozenIds } from './frozen.ts';
import { type ApplicationHead, revisionItem } from './items/application.ts';
import { attachmentItem } from './items/attachment.ts';
import { hearingItem } from './items/session.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, type Item, readLast, readPartition, readRange } from './read.ts';
import { readItem } from './stored.ts';

/**
 * Reads for pages. The first answer of a view costs about the same however many jurors and mails a file has, and whatever
 * happened before it was decided; each decision that it had costs what it says. Each other part is read when it is asked
 * for. The head is always read first: whoever acts on its version has seen all that it rests on, and what was written since
 * then is left out.
 */

/**
 * What a view of a file shows first. `revisions` holds the last one, and the earlier ones only where a document is known
 * by them alone; `events` those from the first decision on, and where they were asked for those of the checks before it;
 * `assignments` those of an open step, as they were a moment ago, where they were asked for.
 */
export type FileView = Pick<
  ApplicationFile,
  | 'head'
  | 'sections'
  | 'revisions'
  | 'attachments'
  | 'checks'
  | 'decisions'
  | 'withdrawals'
  | 'closings'
  | 'agreements'
  | 'assignments'
  | 'events'
>;

/** What some views show beside. */
interface Also {
  /** What is being typed. */
  sections?: boolean;
  /** Whether the quorum is met: shown, and counted strongly by whoever closes the step. */
  quorum?: boolean;
  /** Who checked. */
  actors?: boolean;
}

const pkOf = (applicationId: string) => keys.partitionOf('application', applicationId);
const prefixRange = (prefix: string) => ({ from: prefix, to: `${prefix}~` });

/** Of items with a place in the chain, those that the head knows of. */
const knownTo =
  ({ version }: ApplicationHead) =>
  ({ seq }: Item): boolean =>
    typeof seq !== 'number' || seq <= version;

/** A file's last revision, and its earlier ones where a document that was rejected may have been handed over with them. */
const readRevisions = async (ports: StorePorts, applicationId: string, documents: Promise<Item[]>) => {
  const [last, items] = await Promise.all([readLast(ports, pkOf(applicationId), keys.revisionPrefix), documents]);
  if (!last) return [];
  const revision = readItem(revisionItem, last);
  const ids = new Set(frozenIds(revision));
  const isUncertain = items
    .filter(({ sk }) => sk.startsWith(keys.attachmentPrefix))
    .map((item) => attachmentOf(readItem(attachmentItem, item)))
    .some(({ id, state }) => state === 'rejected' && !ids.has(id));
  return isUncertain && revision.revision > 1 ? readPartition(ports, pkOf(applicationId), keys.revisionPrefix) : [last];
};

/** What came of the decisions among these items: none is read of a file that was never decided. */
const readDecided = async (ports: StorePorts, head: ApplicationHead, items: readonly Item[]) => {
  const first = items.find(({ sk }) => sk.startsWith(keys.decisionPrefix));
  if (!first) return { items: [], events: [] };
  const [events, withdrawals, agreements] = await Promise.all([
    readEvents(ports, { type: 'application', id: head.id }, Number(first.seq) - 1, head.version),
    readPartition(ports, pkOf(head.id), keys.withdrawalPrefix),
    head.agreementSignedOn ? readPartition(ports, pkOf(head.id), keys.agreementPrefix) : [],
  ]);
  return { items: [...agreements, ...withdrawals], events: events.filter(({ seq }) => seq <= head.version) };
};

/** The events of the checks among these items that came before its first decision. */
const readChecks = (ports: StorePorts, { id }: ApplicationHead, items: readonly Item[]) => {
  const decided = items.find(({ sk }) => sk.startsWith(keys.decisionPrefix))?.seq ?? Number.POSITIVE_INFINITY;
  const places = items.filter(({ sk }) => sk.startsWith(keys.checkPrefix)).map(({ seq }) => Number(seq));
  return readEventsAt(
    ports,
    { type: 'application', id },
    places.filter((seq) => seq < Number(decided)),
  );
};

/** The first answer of a view, or nothing when there is no such file; `also` says of its head what is shown beside. */
export const loadView = async (
  ports: StorePorts,
  applicationId: string,
  also: (head: ApplicationHead) => Also = () => ({}),
): Promise<FileView | undefined> => {
  const pk = pkOf(applicationId);
  const headItem = await get(ports, keys.applicationKey(applicationId));
  if (!headItem) return undefined;
  const head = readHead(headItem);
  const wanted = also(head);
  const documents = readRange(ports, pk, keys.shownRange);
  const [shown, revisions, sections, assignments] = await Promise.all([
    documents.then((items) => items.filter(knownTo(head))),
    head.state === 'draft' ? [] : readRevisions(ports, applicationId, documents),
    wanted.sections ? readPartition(ports, pk, keys.sectionPrefix) : [],
    wanted.quorum && head.jury ? readRange(ports, pk, prefixRange(keys.assignmentPrefix), { strongly: false }) : [],
  ]);
  const [decided, checked] = await Promise.all([
    readDecided(ports, head, shown),
    wanted.actors ? readChecks(ports, head, shown) : [],
  ]);
  const own = [...assignments, ...shown, ...revisions, ...sections, ...decided.items.filter(knownTo(head))];
  const file = fileOf([headItem, ...own]);
  return file && { ...file, events: [...checked, ...decided.events].filter(isKnown) };
};

/** Documents and content of a file whose head was read: what a juror reads of it. */
export const loadContent = async (
  ports: StorePorts,
  applicationId: string,
): Promise<Pick<ApplicationFile, 'attachments' | 'revisions'>> => {
  const documents = readPartition(ports, pkOf(applicationId), keys.attachmentPrefix);
  const [items, revisions] = await Promise.all([documents, readRevisions(ports, applicationId, documents)]);
  return {
    attachments: items.map((item) => readItem(attachmentItem, item)).filter(({ removed }) => !removed),
    revisions: revisions.map((item) => readItem(revisionItem, item)),
  };
};

/** What sessions of the jury came to about a file, the earliest first; read strongly. */
export const loadHearings = async (ports: StorePorts, applicationId: string): Promise<ApplicationFile['hearings']> =>
  (await readPartition(ports, pkOf(applicationId), keys.hearingPrefix)).map((item) => readItem(hearingItem, item));

/** A file's head with the items of these ranges, and with its events where they are asked for. */
const loadParts = async (
  ports: StorePorts,
  applicationId: string,
  ranges: readonly { from: string; to: string }[],
  { events = false } = {},
): Promise<ApplicationFile | undefined> => {
  const headItem = await get(ports, keys.applicationKey(applicationId));
  if (!headItem) return undefined;
  const head = readHead(headItem);
  const [history, ...parts] = await Promise.all([
    events ? readEvents(ports, { type: 'application', id: applicationId }, 0, head.version) : [],
    ...ranges.map((range) => readRange(ports, pkOf(applicationId), range)),
  ]);
  const file = fileOf([headItem, ...parts.flat().filter(knownTo(head))]);
  const known = history.filter(({ seq }) => seq <= head.version);
  return file && { ...file, history: known, events: known.filter(isKnown) };
};

/** All that happened to a file, with what was said at the time. */
export type FileStory = Pick<
  ApplicationFile,
  'head' | 'checks' | 'decisions' | 'withdrawals' | 'closings' | 'recusals' | 'reliefs' | 'history' | 'events'
>;
export const loadStory = (ports: StorePorts, applicationId: string): Promise<FileStory | undefined> =>
  loadParts(ports, applicationId, [keys.saidRange, keys.leftRange, prefixRange(keys.withdrawalPrefix)], {
    events: true,
  });

/**
 * What stands with a file of its mails: what its events led to (`withMails` has the messages), mails of older releases,
 * and the contact that its content names, with what its holder said.
 */
export type FileMails = Pick<ApplicationFile, 'head' | 'notifications' | 'contacts' | 'revisions' | 'events'>;
export const loadMails = async (ports: StorePorts, applicationId: string): Promise<FileMails | undefined> => {
  const [file, last] = await Promise.all([
    loadParts(ports, applicationId, [prefixRange(keys.notificationPrefix), prefixRange(keys.contactPrefix)], {
      events: true,
    }),
    readLast(ports, pkOf(applicationId), keys.revisionPrefix),
  ]);
  return file && { ...file, revisions: last ? [readItem(revisionItem, last)] : [] };
};

/** The jury of a file: who was asked, who left and why, what its sessions came to, and what was done about the late. */
export type FileJury = Pick<
  ApplicationFile,
  'head' | 'assignments' | 'recusals' | 'reliefs' | 'hearings' | 'history' | 'events'
>;
export const loadJury = (ports: StorePorts, applicationId: string): Promise<FileJury | undefined> =>
  loadParts(
    ports,
    applicationId,
    [prefixRange(keys.assignmentPrefix), keys.leftRange, prefixRange(keys.hearingPrefix)],
    { events: true },
  );

/** The assignments of a file, read strongly. */
export const loadAssignments = async (
  ports: StorePorts,
  applicationId: string,
): Promise<Pick<ApplicationFile, 'head' | 'assignments'> | undefined> =>
  loadParts(ports, applicationId, [prefixRange(keys.assignmentPrefix)]);

/** Every revision of a file's content, the first one first. */
export const loadRevisions = (
  ports: StorePorts,
  applicationId: string,
): Promise<Pick<ApplicationFile, 'head' | 'revisions'> | undefined> =>
  loadParts(ports, applicationId, [prefixRange(keys.revisionPrefix)]);
