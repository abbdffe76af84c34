import canonicalize from 'canonicalize';
import type * as z from 'zod';
import { applicationCore } from '../../schemas/application.ts';
import type { AggregateType, StoredEvent } from '../../schemas/event.ts';
import { personCore } from '../../schemas/office.ts';
import { organisationCore } from '../../schemas/organisation.ts';
import { sessionCore } from '../../schemas/session.ts';
import { evolve, type ReplayedEvent } from '../domain/application/evolve.ts';
import { isOfDraft } from '../domain/application/of-draft.ts';
import {
  type Correction,
  corrections,
  type Differing,
  FIRST_RULES,
  replayAsWritten,
  type Written,
} from '../domain/corrections.ts';
import { evolveOrganisation } from '../domain/organisation/evolve.ts';
import { evolvePerson } from '../domain/person/evolve.ts';
import { evolveSession } from '../domain/session/evolve.ts';
import { contentKeyOf, type DocumentMark } from './chain-contents.ts';
import { aggregateNamed, type EvaluationNote, type HeadNote, type Note, type NoteOf, notesOf } from './chain-notes.ts';
import { digestOf, GENESIS } from './hash.ts';
import { type Key, partitionOf, placeOf } from './keys.ts';
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
  /** Heads that code before a release made of events which today's replays otherwise, from the event named on. */
  corrected: (EventPlace & Differing)[];
  /** The first fault of each aggregate, sorted by aggregate. */
  faults: ChainFault[];
}

interface Chain {
  aggregate: EventPlace['aggregate'];
  events: Map<number, NoteOf<'event'>>;
  twice?: number;
  head?: HeadNote;
  /** By place. */
  contents: Map<string, NoteOf<'content'>>;
  /** What documents' own items say, by place. */
  documents: Map<string, DocumentMark>;
  evaluations: EvaluationNote[];
}

/**
 * Verifies chains from what a table's items say of them, taken one by one in any order; it reads nothing itself. All of an
 * aggregate's notes are to be taken before it is settled: then it is verified and forgotten, so that no more is held than
 * the aggregates between two settlings need.
 */
export const chainVerifier = () => {
  const chains = new Map<string, Chain>();
  const report: ChainReport = {
    aggregates: 0,
    events: 0,
    contents: 0,
    erased: [],
    replaced: 0,
    corrected: [],
    faults: [],
  };

  const chainOf = (of: string): Chain | undefined => {
    const known = chains.get(of);
    if (known) return known;
    const aggregate = aggregateNamed(of);
    if (!aggregate) return undefined;
    const chain: Chain = {
      aggregate,
      events: new Map(),
      contents: new Map(),
      documents: new Map(),
      evaluations: [],
    };
    chains.set(of, chain);
    return chain;
  };

  const note = (noted: Note): void => {
    const chain = chainOf(noted.of);
    if (!chain) return;
    switch (noted.kind) {
      case 'event': {
        const known = chain.events.get(noted.seq);
        // One that is being moved to the log stands in both places for a moment, the same in each.
        if (known && (known.inLog === noted.inLog || known.hash !== noted.hash)) chain.twice ??= noted.seq;
        else chain.events.set(noted.seq, noted);
        return;
      }
      case 'head':
        chain.head = noted.head;
        return;
      case 'content':
        chain.contents.set(noted.at, noted);
        return;
      case 'document':
        chain.documents.set(noted.at, noted.mark);
        return;
      case 'evaluation':
        chain.evaluations.push(noted);
    }
  };

  /** Verifies what was taken so far, and forgets it. */
  const settle = (): void => {
    for (const chain of chains.values()) {
      // A content, or an anchor, whose chain is gone whole.
      if (chain.events.size === 0 && !chain.head) continue;
      if (hasNotBegun(chain) || wasThrownAway(chain)) continue;
      report.aggregates++;
      report.events += chain.events.size;
      const fault = chainFault(chain) ?? contentFault(chain, report) ?? replayFault(chain, report);
      if (fault) report.faults.push({ aggregate: chain.aggregate, ...fault });
    }
    chains.clear();
  };

  return {
    note,
    take: (item: Item): void => notesOf(item).forEach(note),
    settle,
    report: (): ChainReport => {
      settle();
      report.faults.sort(byPlace);
      report.erased.sort(byPlace);
      report.corrected.sort(byPlace);
      return report;
    },
  };
};

const byPlace = (a: EventPlace, b: EventPlace): number => {
  const [one, other] = [a, b].map(({ aggregate: { type, id } }) => partitionOf(type, id)) as [string, string];
  if (one !== other) return one < other ? -1 : 1;
  return a.seq - b.seq;
};

type Fault = Omit<ChainFault, 'aggregate'>;

/** Whether a document that a revision froze says something else of itself today; one that is gone was erased. */
const otherDocument = (chain: Chain, frozen: NoteOf<'content'>): boolean =>
  (frozen.documents ?? []).some(({ at, mark }) => {
    const found = chain.documents.get(at);
    return found !== undefined && (found.sha256 !== mark.sha256 || found.documentId !== mark.documentId);
  });

/**
 * A draft that its owner threw away: nothing is left but the event which says that it was begun, and those by which it
 * moved to the organisation that its own was merged into.
 */
const wasThrownAway = ({ aggregate, events, head }: Chain): boolean =>
  aggregate.type === 'application' &&
  head === undefined &&
  events.has(1) &&
  [...events.values()].every(({ event }) => event !== undefined && isOfDraft(event));

/** A person without a part in the office, or known before persons had events: there is nothing to verify yet. */
const hasNotBegun = ({ aggregate, events, head }: Chain): boolean =>
  aggregate.type === 'person' && events.size === 0 && head?.version === undefined;

/** Gaps, links and hashes, up to the head. */
const chainFault = ({ aggregate, events, head, twice }: Chain): Fault | undefined => {
  const last = Math.max(0, ...events.keys());
  let previousHash: unknown = GENESIS;
  for (let seq = 1; seq <= Math.max(last, Number(head?.version) || 0); seq++) {
    const noted = events.get(seq);
    if (!noted) return { seq, what: 'missing' };
    if (twice === seq) return { seq, what: 'twice' };
    const { event, hash } = noted;
    if (!event) return { seq, what: 'changed' };
    const own = event.aggregate as EventPlace['aggregate'];
    const inPlace = own.type === aggregate.type && own.id === aggregate.id && event.seq === seq;
    if (!inPlace || event.previousHash !== previousHash) return { seq, what: 'does not follow the one before' };
    previousHash = hash;
  }
  if (!head) return { seq: last, what: 'no head' };
  if (head.version !== last || head.lastHash !== previousHash) return { seq: last, what: 'not what the head says' };
  return undefined;
};

const inOrder = (chain: Chain): StoredEvent[] =>
  [...chain.events].sort(([a], [b]) => a - b).map(([, { event }]) => event as unknown as StoredEvent);

/** Digests against the contents that are still there; counts these, and those that are not. */
const contentFault = (chain: Chain, report: ChainReport): Fault | undefined => {
  const events = inOrder(chain);
  let revision = 0;
  const last = events.findLast(({ type }) => type === 'organisation.registered' || type === 'organisation.updated');
  for (const event of events) {
    if (event.type === 'application.submitted' || event.type === 'application.complements-provided') revision++;
    const key: Key | 'replaced' | undefined = contentKeyOf(event, revision, last?.seq ?? 0);
    if (key === undefined) continue;
    if (key === 'replaced') report.replaced++;
    else {
      const frozen = chain.contents.get(placeOf(key));
      const found = frozen?.digest ?? 'erased';
      if (found === 'erased') report.erased.push({ aggregate: chain.aggregate, seq: event.seq });
      else if (found.digest !== (event.data as { digest?: unknown }).digest)
        return { seq: event.seq, what: 'content changed' };
      else if (frozen && otherDocument(chain, frozen)) return { seq: event.seq, what: 'content changed' };
      else report.contents++;
    }
  }
  return undefined;
};

/** What the events of an aggregate lead to, for those whose heads are replayed. */
interface Replayed<Core, Event> {
  core: z.ZodType<Core>;
  evolve(before: Core | undefined, event: Event): Core;
  corrections: readonly Correction<Core, Event>[];
}

/**
 * The events of an application, a session, a person or an organisation lead to the head, and each closing of a step froze
 * the evaluations that are there. A head that code before a correction made of them is reported, and is no fault.
 */
const replayFault = (chain: Chain, report: ChainReport): Fault | undefined => {
  switch (chain.aggregate.type) {
    case 'application':
      return (
        closingFault(chain) ??
        headFault(chain, report, { core: applicationCore, evolve, corrections: corrections.application })
      );
    case 'session':
      return headFault(chain, report, { core: sessionCore, evolve: evolveSession, corrections: corrections.session });
    case 'person':
      // The roles as this release and as the one before reads them.
      return headFault(chain, report, { core: personCore, evolve: evolvePerson, corrections: corrections.person });
    case 'organisation':
      return headFault(chain, report, {
        core: organisationCore,
        evolve: evolveOrganisation,
        corrections: corrections.organisation,
      });
    default:
      return undefined;
  }
};

const elsewhere = ({ events }: Chain): Fault => ({ seq: events.size, what: 'replays to another head' });

const headFault = <Core, Event extends { type: string }>(
  chain: Chain,
  report: ChainReport,
  { core, evolve, corrections }: Replayed<Core, Event>,
): Fault | undefined => {
  const events = inOrder(chain) as unknown as Written<Event>[];
  try {
    const head = canonicalize(core.parse(chain.head));
    // By the rules of today first: a head that was put right is held to these.
    for (let rules = FIRST_RULES + corrections.length; rules >= FIRST_RULES; rules--) {
      const { head: made, differing } = replayAsWritten(evolve, corrections, events, rules);
      if (canonicalize(made) !== head) continue;
      if (differing) report.corrected.push({ aggregate: chain.aggregate, ...differing });
      return undefined;
    }
    return elsewhere(chain);
  } catch {
    // Events that the rules cannot follow, or a head that is none.
    return elsewhere(chain);
  }
};

const closingFault = (chain: Chain): Fault | undefined => {
  const events = inOrder(chain) as unknown as (ReplayedEvent & StoredEvent)[];
  try {
    for (const event of events)
      if (event.type === 'application.step-closed') {
        const { head } = replayAsWritten(evolve, corrections.application, events.slice(0, event.seq - 1));
        if (!head?.jury || event.data.digest !== evaluationsDigest(chain.evaluations, head.jury))
          return { seq: event.seq, what: 'content changed' };
      }
    return undefined;
  } catch {
    return elsewhere(chain);
  }
};

/** What a step was closed on: the last event of each evaluation of those who were on it, by juror. */
const evaluationsDigest = (
  evaluations: readonly EvaluationNote[],
  jury: { stepId: string; jurorIds: readonly string[] },
) =>
  digestOf(
    evaluations
      .filter(({ stepId, jurorId }) => stepId === jury.stepId && jury.jurorIds.includes(jurorId))
      .map(({ jurorId, lastHash }) => ({ jurorId, hash: lastHash }))
      .sort((a, b) => (a.jurorId < b.jurorId ? -1 : 1)),
    '',
  );
