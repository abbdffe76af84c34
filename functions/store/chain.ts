import canonicalize from 'canonicalize';
import { applicationCore } from '../../schemas/application.ts';
import type { AggregateType, StoredEvent } from '../../schemas/event.ts';
import { personCore } from '../../schemas/office.ts';
import { organisationCore } from '../../schemas/organisation.ts';
import { sessionCore } from '../../schemas/session.ts';
import { type ReplayedEvent, replay } from '../domain/application/evolve.ts';
import { type ReplayedOrganisationEvent, replayOrganisation } from '../domain/organisation/evolve.ts';
import { type ReplayedPersonEvent, replayPerson } from '../domain/person/evolve.ts';
import { type ReplayedSessionEvent, replaySession } from '../domain/session/evolve.ts';
import {
  contentKeyOf,
  type Digest,
  type DocumentMark,
  digestOfDeclaration,
  digestOfItem,
  documentMark,
  documentsIn,
} from './chain-contents.ts';
import { digestOf, GENESIS, hashOf } from './hash.ts';
import { asItStands } from './items/application.ts';
import { personItem } from './items/person.ts';
import {
  aggregateOf,
  evaluationPrefix,
  eventKey,
  HEAD,
  isEventKey,
  isFormerDeclaration,
  type Key,
  PROFILE,
  partitionOf,
  seqOf,
} from './keys.ts';
import { coreOf } from './people.ts';
import type { Item } from './read.ts';

/** An event by its place. */
export interface EventPlace {
  aggregate: { type: AggregateType; id: string };
  seq: number;
}

/** What is wrong with the chain at a place; later events of the same aggregate are not looked at. */
export interface ChainFault extends EventPlace {
  what:
    | 'missing'
    | 'twice'
    | 'changed'
    | 'does not follow the one before'
    | 'content changed'
    | 'not what the head says'
    | 'no head'
    | 'replays to another head';
}

export interface ChainReport {
  aggregates: number;
  events: number;
  /** Frozen contents that are still there and match their digest. */
  contents: number;
  /** Events whose content was erased: the chain holds without it. */
  erased: EventPlace[];
  /** Events whose content a later one replaced: an organisation keeps its last alone. */
  replaced: number;
  /** The first fault of each aggregate, sorted by aggregate. */
  faults: ChainFault[];
}

interface Chain {
  aggregate: EventPlace['aggregate'];
  events: Map<number, Item>;
  twice?: number;
  head?: Item;
}

/**
 * Verifies chains from a table's items, taken one by one in any order; it reads nothing itself. An event is hashed as it
 * was stored, with every attribute but its key, so that nothing added to it goes unseen either. Contents are held by
 * their digests alone: what is kept in memory grows with the events, not with what people wrote.
 */
export const chainVerifier = (): { take(item: Item): void; report(): ChainReport } => {
  const chains = new Map<string, Chain>();
  const contents: Contents = { digests: new Map(), frozen: new Map(), documents: new Map() };
  const evaluations = new Map<string, Item[]>();

  const chainOf = (type: AggregateType, id: string): Chain => {
    const pk = partitionOf(type, id);
    const chain = chains.get(pk) ?? { aggregate: { type, id }, events: new Map() };
    chains.set(pk, chain);
    return chain;
  };

  return {
    take(item) {
      const aggregate = aggregateOf(item.pk);
      if (!aggregate) {
        // Declarations stand by year; the events that froze them are their persons'.
        const declared = isFormerDeclaration(item) ? digestOfDeclaration(item) : undefined;
        if (declared) contents.digests.set(nameOf(item), declared);
        return;
      }
      const { type, id } = aggregate;
      if (isEventKey(item)) {
        const seq = seqOf(item);
        // A sort key that only looks like one of ours: the event that it was is missing.
        if (eventKey(type, id, seq).sk !== item.sk) return;
        const chain = chainOf(type, id);
        const known = chain.events.get(seq);
        // One that is being moved to the log stands in both places for a moment, the same in each.
        if (known && (known.pk === item.pk || known.hash !== item.hash)) chain.twice ??= seq;
        else chain.events.set(seq, item);
        return;
      }
      if (item.sk === HEAD || (type === 'person' && item.sk === PROFILE)) chainOf(type, id).head = item;
      else if (item.sk.startsWith(evaluationPrefix)) {
        chainOf('evaluation', String(item.id)).head = item;
        evaluations.set(item.pk, [...(evaluations.get(item.pk) ?? []), item]);
      }
      const digest = digestOfItem(type, item);
      if (digest) contents.digests.set(nameOf(item), digest);
      const frozen = documentsIn(type, item);
      if (frozen.length > 0) contents.frozen.set(nameOf(item), frozen);
      const document = documentMark(type, item);
      if (document) contents.documents.set(nameOf(item), document);
    },

    report() {
      const report: ChainReport = { aggregates: 0, events: 0, contents: 0, erased: [], replaced: 0, faults: [] };
      for (const [, chain] of [...chains].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (hasNotBegun(chain) || wasThrownAway(chain)) continue;
        report.aggregates++;
        report.events += chain.events.size;
        const fault = chainFault(chain) ?? contentFault(chain, contents, report) ?? replayFault(chain, evaluations);
        if (fault) report.faults.push({ aggregate: chain.aggregate, ...fault });
      }
      return report;
    },
  };
};

type Fault = Omit<ChainFault, 'aggregate'>;

/** What is kept in memory of frozen contents, by the names of their items. */
interface Contents {
  digests: Map<string, Digest>;
  /** The documents that a revision froze. */
  frozen: Map<string, ReturnType<typeof documentsIn>>;
  /** What documents' own items say. */
  documents: Map<string, DocumentMark>;
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Whether a document that a revision froze says something else of itself today; one that is gone was erased. */
const otherDocument = ({ frozen, documents }: Contents, revision: Key): boolean =>
  (frozen.get(nameOf(revision)) ?? []).some(({ key, mark }) => {
    const found = documents.get(nameOf(key));
    return found !== undefined && (found.sha256 !== mark.sha256 || found.documentId !== mark.documentId);
  });

/**
 * A draft that its owner threw away: nothing is left but the event which says that it was begun, and those by which it
 * moved to the organisation that its own was merged into.
 */
const wasThrownAway = ({ aggregate, events, head }: Chain): boolean =>
  aggregate.type === 'application' &&
  head === undefined &&
  events.get(1)?.type === 'application.started' &&
  [...events.values()].every(
    ({ seq, type, data }) =>
      seq === 1 || (type === 'application.organisation-changed' && (data as { draft?: unknown }).draft === true),
  );

/** A person without a part in the office, or known before persons had events: there is nothing to verify yet. */
const hasNotBegun = ({ aggregate, events, head }: Chain): boolean =>
  aggregate.type === 'person' && events.size === 0 && head?.version === undefined;

/** Gaps, links and hashes, up to the head. */
const chainFault = ({ aggregate, events, head, twice }: Chain): Fault | undefined => {
  const last = Math.max(0, ...events.keys());
  let previousHash: unknown = GENESIS;
  for (let seq = 1; seq <= Math.max(last, Number(head?.version) || 0); seq++) {
    const event = events.get(seq);
    if (!event) return { seq, what: 'missing' };
    if (twice === seq) return { seq, what: 'twice' };
    const { pk: _pk, sk: _sk, hash, ...unhashed } = event;
    if (hashIn(unhashed) !== hash) return { seq, what: 'changed' };
    const own = unhashed.aggregate as EventPlace['aggregate'];
    const inPlace = own.type === aggregate.type && own.id === aggregate.id && unhashed.seq === seq;
    if (!inPlace || unhashed.previousHash !== previousHash) return { seq, what: 'does not follow the one before' };
    previousHash = hash;
  }
  if (!head) return { seq: last, what: 'no head' };
  if (head.version !== last || head.lastHash !== previousHash) return { seq: last, what: 'not what the head says' };
  return undefined;
};

/** The hash of what was read, or nothing when that is no JSON any more, such as NaN. */
const hashIn = (value: unknown): string | undefined => {
  try {
    return hashOf(value);
  } catch {
    return undefined;
  }
};

const inOrder = (chain: Chain): (Item & StoredEvent)[] =>
  [...chain.events].sort(([a], [b]) => a - b).map(([, event]) => event as unknown as Item & StoredEvent);

/** Digests against the contents that are still there; counts these, and those that are not. */
const contentFault = (chain: Chain, contents: Contents, report: ChainReport): Fault | undefined => {
  const events = inOrder(chain);
  let revision = 0;
  const last = events.findLast(({ type }) => type === 'organisation.registered' || type === 'organisation.updated');
  for (const event of events) {
    if (event.type === 'application.submitted' || event.type === 'application.complements-provided') revision++;
    const key: Key | 'replaced' | undefined = contentKeyOf(event, revision, last?.seq ?? 0);
    if (key === undefined) continue;
    if (key === 'replaced') report.replaced++;
    else {
      const found = contents.digests.get(nameOf(key));
      if (found === undefined || found === 'erased') report.erased.push({ aggregate: chain.aggregate, seq: event.seq });
      else if (found.digest !== (event.data as { digest?: unknown }).digest)
        return { seq: event.seq, what: 'content changed' };
      else if (otherDocument(contents, key)) return { seq: event.seq, what: 'content changed' };
      else report.contents++;
    }
  }
  return undefined;
};

/**
 * An application's events lead to its head, as those of a session, a person and an organisation do, and each closing of a
 * step froze the evaluations that are there.
 */
const replayFault = (chain: Chain, evaluations: Map<string, Item[]>): Fault | undefined => {
  if (chain.aggregate.type === 'session') return sessionFault(chain);
  if (chain.aggregate.type === 'person') return personFault(chain);
  if (chain.aggregate.type === 'organisation') return organisationFault(chain);
  if (chain.aggregate.type !== 'application') return undefined;
  const events = inOrder(chain) as unknown as (ReplayedEvent & StoredEvent)[];
  const own = evaluations.get(partitionOf('application', chain.aggregate.id)) ?? [];
  const elsewhere: Fault = { seq: events.length, what: 'replays to another head' };
  try {
    for (const event of events)
      if (event.type === 'application.step-closed') {
        const jury = replay(events.slice(0, event.seq - 1))?.jury;
        if (!jury || event.data.digest !== evaluationsDigest(own, jury))
          return { seq: event.seq, what: 'content changed' };
      }
    return canonicalize(replay(events)) === canonicalize(applicationCore.parse(asItStands(chain.head ?? {})))
      ? undefined
      : elsewhere;
  } catch {
    // Events that the rules cannot follow, or a head that is none.
    return elsewhere;
  }
};

const sessionFault = (chain: Chain): Fault | undefined => {
  const events = inOrder(chain) as unknown as (ReplayedSessionEvent & StoredEvent)[];
  const elsewhere: Fault = { seq: events.length, what: 'replays to another head' };
  try {
    const head = sessionCore.parse(chain.head);
    return canonicalize(replaySession(events)) === canonicalize(head) ? undefined : elsewhere;
  } catch {
    return elsewhere;
  }
};

/** The roles of a person, as this release and as the one before reads them, are those of the events. */
const personFault = (chain: Chain): Fault | undefined => {
  const events = inOrder(chain) as unknown as (ReplayedPersonEvent & StoredEvent)[];
  const elsewhere: Fault = { seq: events.length, what: 'replays to another head' };
  try {
    const head = personCore.parse(coreOf(personItem.parse(chain.head), events.length));
    return canonicalize(replayPerson(events)) === canonicalize(head) ? undefined : elsewhere;
  } catch {
    return elsewhere;
  }
};

const organisationFault = (chain: Chain): Fault | undefined => {
  const events = inOrder(chain) as unknown as (ReplayedOrganisationEvent & StoredEvent)[];
  const elsewhere: Fault = { seq: events.length, what: 'replays to another head' };
  try {
    const head = organisationCore.parse(chain.head);
    return canonicalize(replayOrganisation(events)) === canonicalize(head) ? undefined : elsewhere;
  } catch {
    return elsewhere;
  }
};

/** What a step was closed on: the last event of each evaluation of those who were on it, by juror. */
const evaluationsDigest = (evaluations: readonly Item[], jury: { stepId: string; jurorIds: readonly string[] }) =>
  digestOf(
    evaluations
      .filter(({ stepId, jurorId }) => stepId === jury.stepId && jury.jurorIds.includes(String(jurorId)))
      .map(({ jurorId, lastHash }) => ({ jurorId: String(jurorId), hash: lastHash }))
      .sort((a, b) => (a.jurorId < b.jurorId ? -1 : 1)),
    '',
  );
