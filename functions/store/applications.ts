import type { z } from 'zod';
import {
  type ApplicationCore,
  type ApplicationTitle,
  isInFlight,
  type SectionName,
} from '../../schemas/application.ts';
import { type ActorRef, isKnown, type ReadEvent, type StoredEvent } from '../../schemas/event.ts';
import type { settledAs } from '../../schemas/mail.ts';
import type { Decided } from '../domain/application/decided.ts';
import { evolve } from '../domain/application/evolve.ts';
import { dayOf } from '../domain/calendar.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import { announcementWrites } from './announcements.ts';
import { readHead } from './application-heads.ts';
import { commit, type Guarded, notBefore } from './commit.ts';
import { inOrder, readLog } from './events.ts';
import {
  type ApplicationHead,
  type AssignmentItem,
  agreementItem,
  assignmentItem,
  checkItem,
  closingItem,
  decisionItem,
  type EvaluationHead,
  evaluationHead,
  notificationItem,
  type RevisionItem,
  recusalItem,
  reliefItem,
  revisionItem,
  sectionItem,
  storedState,
  withdrawalItem,
} from './items/application.ts';
import { type AttachmentItem, attachmentItem } from './items/attachment.ts';
import { type ContactItem, contactItem } from './items/contact.ts';
import type { MessageItem } from './items/mail.ts';
import { hearingItem } from './items/session.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { assignmentsAfter, evaluationsIn } from './progress.ts';
import { get, type Item, readRange } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** A mail of a file: of an older release, or a message of today as the file's pages know it. */
export interface FileMail extends Omit<z.infer<typeof notificationItem>, 'status'> {
  status: z.infer<typeof notificationItem>['status'] | (typeof settledAs)[number];
  refusedAt?: MessageItem['refusedAt'];
  refusal?: MessageItem['refusal'];
  settled?: MessageItem['settled'];
}

/** Everything that stands in a file's partition but drafts of evaluations, read at once and strongly. */
export interface ApplicationFile {
  head: ApplicationHead;
  sections: Partial<Record<SectionName, z.infer<typeof sectionItem>>>;
  revisions: RevisionItem[];
  attachments: AttachmentItem[];
  /** How often something changed among its documents. */
  documentChanges: number;
  checks: z.infer<typeof checkItem>[];
  decisions: z.infer<typeof decisionItem>[];
  /** Why decisions were withdrawn. */
  withdrawals: z.infer<typeof withdrawalItem>[];
  /** Why staff ended it without a decision, or opened it again. */
  closings: z.infer<typeof closingItem>[];
  agreements: z.infer<typeof agreementItem>[];
  /** What sessions of the jury came to about it, the earliest first. */
  hearings: z.infer<typeof hearingItem>[];
  assignments: AssignmentItem[];
  recusals: z.infer<typeof recusalItem>[];
  reliefs: z.infer<typeof reliefItem>[];
  evaluations: EvaluationHead[];
  /** Addresses that it names or named as its contact, and what their holders said. */
  contacts: ContactItem[];
  /** Mails that an older release kept with the file; `withMails` adds those of today. */
  notifications: FileMail[];
  /** All that happened, also what only newer code knows. */
  history: ReadEvent[];
  /** What of it this code knows. */
  events: StoredEvent[];
  /** The items as they came, to be laid over by those that a commit wrote. */
  items: Item[];
}

/** The file as one application, or nothing when there is none: for acts. What is only shown is read in `views.ts`. */
export const loadFile = async (ports: StorePorts, applicationId: string): Promise<ApplicationFile | undefined> => {
  const aggregate = { type: 'application', id: applicationId } as const;
  const [items, log] = await Promise.all([
    readRange(ports, keys.applicationKey(applicationId).pk, keys.fileRange),
    readLog(ports, aggregate),
  ]);
  const file = fileOf([...items, ...log]);
  // Head and log are two reads: a commit, or a move of events, that came between them is in one alone.
  if (!file || file.history.length >= file.head.version) return file;
  return fileOf([...items, ...(await readLog(ports, aggregate))]);
};

/** The head alone, read strongly. */
export const loadHead = async (ports: StorePorts, applicationId: string): Promise<ApplicationHead | undefined> => {
  const item = await get(ports, keys.applicationKey(applicationId));
  return item && readHead(item);
};

/** What these items of a file say; nothing without its head among them. */
export const fileOf = (items: Item[]): ApplicationFile | undefined => {
  const headItem = items.find((item) => item.sk === keys.HEAD);
  if (!headItem) return undefined;
  const all = <S extends z.ZodType>(prefix: string, schema: S): z.output<S>[] =>
    items.filter((item) => item.sk.startsWith(prefix)).map((item) => readItem(schema, item));
  const sections: ApplicationFile['sections'] = {};
  const head = readHead(headItem);
  const history = inOrder(items.filter(keys.isEventKey)).filter(({ seq }) => seq <= head.version);
  for (const item of items)
    if (item.sk.startsWith(keys.sectionPrefix))
      sections[item.sk.slice(keys.sectionPrefix.length) as SectionName] = readItem(sectionItem, item);
  return {
    head,
    sections,
    revisions: all(keys.revisionPrefix, revisionItem),
    attachments: all(keys.attachmentPrefix, attachmentItem).filter(({ removed }) => !removed),
    documentChanges: Number(items.find((item) => item.sk === keys.DOCUMENTS)?.promised ?? 0),
    checks: all(keys.checkPrefix, checkItem),
    decisions: all(keys.decisionPrefix, decisionItem),
    withdrawals: all(keys.withdrawalPrefix, withdrawalItem),
    closings: all(keys.closingPrefix, closingItem),
    agreements: all(keys.agreementPrefix, agreementItem),
    hearings: all(keys.hearingPrefix, hearingItem),
    assignments: all(keys.assignmentPrefix, assignmentItem),
    recusals: all(keys.recusalPrefix, recusalItem),
    reliefs: all(keys.reliefPrefix, reliefItem),
    evaluations: all(keys.evaluationPrefix, evaluationHead),
    contacts: all(keys.contactPrefix, contactItem),
    notifications: items
      .filter((item) => item.sk.startsWith(keys.notificationPrefix))
      .map((item) => readItem(notificationItem, { ...item, ...keys.notificationOf(item) })),
    history,
    events: history.filter(isKnown),
    items,
  };
};

/** A file after items were written over its own. */
export const overlay = (file: ApplicationFile, written: Item[]): ApplicationFile => {
  const bySort = new Map(file.items.map((item) => [item.sk, item]));
  const own = [keys.partitionOf('application', file.head.id), keys.logOf('application', file.head.id)];
  for (const item of written) if (own.includes(item.pk)) bySort.set(item.sk, item);
  return fileOf([...bySort.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1))) as ApplicationFile;
};

type DraftDays = Pick<ApplicationHead, 'savedOn' | 'expiresOn'>;

/**
 * What a head has besides its chain and only as a draft: the day of its last save. An act on a draft counts as one: whoever
 * can keep it may have changed with it, and is warned anew.
 */
const asDraft = (application: ApplicationCore, at: string): ApplicationCore & DraftDays => {
  const { savedOn, expiresOn: _expires, ...rest }: ApplicationCore & DraftDays = application;
  if (application.state !== 'draft') return rest;
  const today = dayOf(at);
  return { ...rest, savedOn: savedOn && savedOn > today ? savedOn : today };
};

/**
 * The index keys of a head: its organisation's list; as a draft its place among those that expire; its call's queue once
 * submitted, and its clock while one runs.
 */
export const indexKeys = (core: ApplicationCore & DraftDays) => {
  const runsOutOn = silenceRunsOutOn(core);
  return {
    personKey: keys.organisationFiles(core.organisationId),
    // Its applicants see the order: what staff and jury do inside moves nothing in it.
    personSort: `${core.submittedAt ?? core.updatedAt}#${core.id}`,
    ...(core.state === 'draft'
      ? { dueKey: keys.savedDrafts, dueSort: keys.savedDraftSort(core.savedOn ?? dayOf(core.startedAt), core.id) }
      : { stateKey: keys.callQueue(core.callId, core.state), stateSort: `${core.submittedAt}#${core.id}` }),
    ...(runsOutOn && {
      dueKey: isInFlight(core.state) ? keys.silenceClocks : keys.keptClocks,
      dueSort: keys.silenceSort(runsOutOn, core.id),
    }),
  };
};

/** A plain item to write with a commit; `condition` guards it. */
export interface Written {
  item: Item;
  condition?: { expression: string; names?: Record<string, string>; values?: Record<string, unknown> };
  lost?: () => Error;
}

const guarded = (ports: StorePorts, { item, condition, lost }: Written): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped(item),
      ...(condition && {
        ConditionExpression: condition.expression,
        ...(condition.names && { ExpressionAttributeNames: condition.names }),
        ...(condition.values && { ExpressionAttributeValues: condition.values }),
      }),
    },
  },
  ...(lost && { lost }),
});

/**
 * Commits what was decided about an application: head, event and the items that go with them, at once.
 * @returns the event, and every item written.
 * @throws Stale when the application moved since it was read.
 */
export const commitApplication = async (
  ports: StorePorts,
  change: {
    before: ApplicationHead | undefined;
    decided: Decided;
    title: ApplicationTitle & Pick<ApplicationHead, 'evaluationsIn'>;
    actor: ActorRef;
    at: string;
    written?: Written[];
    checks?: Guarded[];
  },
): Promise<{ event: StoredEvent; items: Item[] }> => {
  const { before, decided, title, actor, written = [], checks = [] } = change;
  const at = notBefore(change.at, before);
  const application = asDraft(evolve(before, { ...decided.event, at, aggregate: { id: decided.application.id } }), at);
  const head = { ...application, ...title, ...storedState(application.state), ...indexKeys(application) };
  const event = await commit(ports, {
    aggregate: { type: 'application', id: application.id },
    headKey: keys.applicationKey(application.id),
    before,
    head,
    event: decided.event,
    actor,
    at,
    also: [
      ...written.map((entry) => guarded(ports, entry)),
      ...checks,
      ...announcementWrites(ports, before, application),
    ],
  });
  return {
    event,
    items: [
      { ...head, ...keys.applicationKey(application.id), lastHash: event.hash, lastAt: event.at },
      { ...event, ...keys.eventKey('application', application.id, event.seq) },
      ...written.map((entry) => entry.item),
    ],
  };
};

/**
 * Commits what was decided about a loaded file, and gives the file as it is then without reading it again.
 * @throws Stale when the application moved since it was read.
 */
export const commitToFile = async (
  ports: StorePorts,
  file: ApplicationFile,
  change: {
    decided: Decided;
    actor: ActorRef;
    at: string;
    title?: ApplicationTitle;
    written?: Written[];
    checks?: Guarded[];
  },
): Promise<ApplicationFile> => {
  const { title, organisationName, sector, supportKind } = file.head;
  const { items } = await commitApplication(ports, {
    before: file.head,
    ...change,
    title: {
      ...(change.title ?? { title, organisationName, sector, supportKind }),
      ...evaluationsIn(
        change.decided.application,
        assignmentsAfter(
          file.assignments,
          (change.written ?? []).map(({ item }) => item),
        ),
      ),
    },
  });
  return overlay(file, items);
};
