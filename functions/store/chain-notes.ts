import { applicationCore } from '../../schemas/application.ts';
import { type Anchor, anchor, type DailyDigest, dailyDigest } from '../../schemas/daily-digest.ts';
import { type AggregateType, aggregateType, type StoredEvent } from '../../schemas/event.ts';
import type { PersonCore } from '../../schemas/office.ts';
import { organisationCore } from '../../schemas/organisation.ts';
import { sessionCore } from '../../schemas/session.ts';
import {
  type Digest,
  type DocumentMark,
  digestOfDeclaration,
  digestOfItem,
  documentMark,
  documentsIn,
} from './chain-contents.ts';
import { hashOf } from './hash.ts';
import { asItStands } from './items/application.ts';
import { personItem } from './items/person.ts';
import * as keys from './keys.ts';
import { coreOf } from './people.ts';
import type { Item } from './read.ts';
import { readItem } from './stored.ts';

/** What a head says of its chain, and of a file, a session or an organisation what its events must lead to. */
export type HeadNote = { version?: unknown; lastHash?: unknown } & Record<string, unknown>;
export type EvaluationNote = { stepId: unknown; jurorId: string; lastHash: unknown };

/**
 * What an item says to the verification of the chains and digests, about one aggregate or one day (`of`). Plain JSON, small
 * and without what people wrote, so that a whole table's notes can be sorted by what they are of, and each aggregate
 * verified by itself: there is no more to hold at once than one of them needs.
 */
export type Note = { of: string } & (
  | {
      kind: 'event';
      seq: number;
      /** Whether it stands in the log already, or beside the head still. */
      inLog: boolean;
      hash: unknown;
      /** The event as it was stored; nothing when it is not what its hash says. */
      event?: Record<string, unknown>;
    }
  | { kind: 'head'; head: HeadNote }
  /** A frozen content, by its digest alone, with the documents that it names and where these stand. */
  | { kind: 'content'; at: string; digest: Digest; documents?: { at: string; mark: DocumentMark }[] }
  /** What a document says of itself. */
  | { kind: 'document'; at: string; mark: DocumentMark }
  /** An evaluation that a closing of the file's step may have frozen. */
  | ({ kind: 'evaluation' } & EvaluationNote)
  /** Where the chain stood on a day. */
  | { kind: 'anchored'; day: string; seq: number; hash: string }
  /** The same to the day, and its digest. */
  | { kind: 'anchor'; anchor: Anchor }
  | { kind: 'digest'; digest: DailyDigest }
);

export type NoteOf<K extends Note['kind']> = Extract<Note, { kind: K }>;

const nameOf = (type: AggregateType, id: string): string => `${type}#${id}`;
const dayName = (day: string): string => `day#${day}`;

/** The aggregate that a note is of, or nothing for those of a day. */
export const aggregateNamed = (of: string): { type: AggregateType; id: string } | undefined => {
  const [type, ...id] = of.split('#');
  const known = aggregateType.safeParse(type);
  return known.success ? { type: known.data, id: id.join('#') } : undefined;
};

/** The hash of what was read, or nothing when that is no JSON any more, such as NaN. */
const hashIn = (value: unknown): string | undefined => {
  try {
    return hashOf(value);
  } catch {
    return undefined;
  }
};

/** An event is hashed as it was stored, with every attribute but its key, so that nothing added to it goes unseen. */
const eventNote = (of: string, seq: number, { pk, sk, hash, ...unhashed }: Item): Note => ({
  of,
  kind: 'event',
  seq,
  inLog: keys.isLogKey({ pk, sk }),
  hash,
  ...(hashIn(unhashed) === hash && { event: { ...(unhashed as Partial<StoredEvent>), hash } }),
});

/** What replaying can be held to; the title that lists show of a file is none of it. */
const replayed: Partial<Record<AggregateType, readonly string[]>> = {
  application: Object.keys(applicationCore.shape),
  session: Object.keys(sessionCore.shape),
  organisation: Object.keys(organisationCore.shape),
};
const headNote = (type: AggregateType, id: string, item: Item): Note => {
  const names = new Set([...(replayed[type] ?? []), 'version', 'lastHash']);
  const stands = type === 'application' ? asItStands(item) : item;
  const head = Object.fromEntries(Object.entries(stands).filter(([name]) => names.has(name)));
  return { of: nameOf(type, id), kind: 'head', head };
};

/** A person's head is the profile, too: the part in the office alone is said. */
const personNote = (id: string, item: Item): Note => {
  const { version, lastHash } = item;
  let core: Partial<PersonCore> = {};
  try {
    core = coreOf(readItem(personItem, item), Number(version));
  } catch {
    // One that is no person any more leads nowhere.
  }
  return { of: nameOf('person', id), kind: 'head', head: { ...core, version, lastHash } };
};

const dayNotes = (item: Item): Note[] => {
  if (item.pk === keys.digests) return [{ of: dayName(item.sk), kind: 'digest', digest: readItem(dailyDigest, item) }];
  const day = keys.anchorDay(item.pk);
  if (!day) return [];
  const noted = readItem(anchor, item);
  const { type, id, seq, hash } = noted;
  return [
    { of: dayName(day), kind: 'anchor', anchor: noted },
    { of: nameOf(type, id), kind: 'anchored', day, seq, hash },
  ];
};

/** What somebody declared for a year stands by year; the events that froze it are the person's. */
const declarationNotes = (item: Item): Note[] => {
  const digest = digestOfDeclaration(item);
  return digest
    ? [{ of: nameOf('person', keys.declarantOf(item)), kind: 'content', at: keys.placeOf(item), digest }]
    : [];
};

/** The notes of an item; none for one that no chain and no digest knows of. */
export const notesOf = (item: Item): Note[] => {
  if (keys.isFormerDeclaration(item)) return declarationNotes(item);
  const aggregate = keys.aggregateOf(item.pk);
  if (!aggregate) return dayNotes(item);
  const { type, id } = aggregate;
  const of = nameOf(type, id);
  if (keys.isEventKey(item)) {
    const seq = keys.seqOf(item);
    // A sort key that only looks like one of ours: the event that it was is missing.
    return keys.eventKey(type, id, seq).sk === item.sk ? [eventNote(of, seq, item)] : [];
  }
  const notes: Note[] = [];
  if (type === 'person' && item.sk === keys.PROFILE) notes.push(personNote(id, item));
  else if (item.sk === keys.HEAD) notes.push(headNote(type, id, item));
  else if (item.sk.startsWith(keys.evaluationPrefix)) {
    const { stepId, jurorId, lastHash } = item;
    notes.push(headNote('evaluation', String(item.id), item));
    notes.push({ of, kind: 'evaluation', stepId, jurorId: String(jurorId), lastHash });
  }
  const digest = digestOfItem(type, item);
  if (digest) {
    const documents = documentsIn(type, item).map(({ key, mark }) => ({ at: keys.placeOf(key), mark }));
    notes.push({ of, kind: 'content', at: keys.placeOf(item), digest, ...(documents.length > 0 && { documents }) });
  }
  const document = documentMark(type, item);
  if (document) notes.push({ of, kind: 'document', at: keys.placeOf(item), mark: document });
  return notes;
};
