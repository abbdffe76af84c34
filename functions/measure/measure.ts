import { type ApplicationCore, isInFlight } from '../../schemas/application.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { quarterOf, type SupportedProject } from '../../schemas/monitoring.ts';
import { evolve, type ReplayedEvent, replay } from '../domain/application/evolve.ts';
import { rulesOf } from '../domain/corrections.ts';
import { amountByTerritory } from '../domain/shares.ts';
import { logger } from '../observe.ts';
import { loadHead } from '../store/applications.ts';
import { retrying, type TransactItem } from '../store/commit.ts';
import { type Consumer, consume } from '../store/consume.ts';
import {
  addToFigure,
  addToInFlight,
  addToState,
  readCounted,
  supportedDelete,
  supportedPut,
} from '../store/figures.ts';
import { grantDelete, grantPut } from '../store/grants.ts';
import { ALL, figureKey, type Key } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'measure';

/** Of what computes the memory, which is `evolve`: another one wherever that was corrected. */
const memoryVersion = () => rulesOf('application');

/**
 * Brings the figures up to date with an application: files by state, files in flight by version of the call, and for one
 * with a grant the projects and euros of its quarter, as a whole and per territory, and the year of its organisation. A
 * grant that is corrected or withdrawn is taken out by what it counted for, which the rows behind the figures tell: a rule
 * for splitting money that changes in the middle of a file's life leaves no residue. The application as replayed so far is
 * the consumer's memory, so that figures come from events alone. All files of a call share counters: a conflict over one
 * passes and is tried again here, since the stream hands a record out but a few times.
 * @throws Stale when others were at it for longer than an act waits: wake up again.
 */
export const measureApplication = (ports: StorePorts, applicationId: string): Promise<number> =>
  retrying(ports, () => measureOnce(ports, applicationId));

const measureOnce = (ports: StorePorts, applicationId: string): Promise<number> => {
  // What this run lets the file count for: its rows may still wait for the transaction that writes them.
  let counted: Grant | undefined;
  const writesFor = async (before: ApplicationCore | undefined, after: ApplicationCore): Promise<TransactItem[]> => {
    const [was, is] = [grantOf(before), grantOf(after)];
    const moved = was?.amountCents !== is?.amountCents || was?.decidedOn !== is?.decidedOn;
    const taken = moved && was ? (counted ?? (await asCounted(ports, after, was))) : undefined;
    if (moved) counted = is;
    return [
      ...stateWrites(ports, before, after),
      ...inFlightWrites(ports, before, after),
      ...(moved ? await supportedWrites(ports, after, taken, is) : []),
    ];
  };
  const consumer: Consumer<ApplicationCore> = {
    name: CONSUMER,
    take: async (event, before) => {
      logger.appendKeys({ seq: event.seq });
      const after = evolve(before, event as StoredEvent & ReplayedEvent);
      return { memory: after, writes: await writesFor(before, after) };
    },
    memory: {
      version: memoryVersion(),
      rebuild: (events) => replay(events as unknown as ReplayedEvent[]),
      // What other code remembers has at least what it counted the file for.
      replace: async (former, rebuilt) => (rebuilt ? writesFor(former as ApplicationCore | undefined, rebuilt) : []),
    },
  };
  return consume(ports, consumer, { type: 'application', id: applicationId });
};

const stateWrites = (
  ports: StorePorts,
  before: ApplicationCore | undefined,
  after: ApplicationCore,
): TransactItem[] => {
  const was = before && before.state !== 'draft' ? before.state : undefined;
  if (after.state === 'draft' || was === after.state) return [];
  return [...(was ? [addToState(ports, after.callId, was, -1)] : []), addToState(ports, after.callId, after.state, 1)];
};

/** Counts a file that goes on under its version of the call. */
const inFlightWrites = (
  ports: StorePorts,
  before: ApplicationCore | undefined,
  after: ApplicationCore,
): TransactItem[] => {
  const was = before !== undefined && isInFlight(before.state);
  const is = isInFlight(after.state);
  return was === is ? [] : [addToInFlight(ports, after.callId, after.callVersion, is ? 1 : -1)];
};

/** A grant as figures and lists count it; `parts` are cents by territory, with `ALL` of them as one. */
interface Grant {
  amountCents: number;
  decidedOn: string;
  quarter: string;
  parts: ReadonlyMap<string, number>;
}

/** What a file is to count for: nothing unless a grant stands, announced or not. */
const grantOf = (application: ApplicationCore | undefined): Grant | undefined => {
  if (application?.outcome !== 'supported' || application.grantedCents === undefined || !application.decidedOn)
    return undefined;
  const { grantedCents: amountCents, decidedOn, shares } = application;
  return {
    amountCents,
    decidedOn,
    quarter: quarterOf(decidedOn),
    parts: new Map<string, number>([[ALL, amountCents], ...amountByTerritory(amountCents, shares)]),
  };
};

/** The grant with the parts that the figures really hold of it. */
const asCounted = async (ports: StorePorts, { callId, id }: ApplicationCore, grant: Grant): Promise<Grant> => ({
  ...grant,
  parts: await readCounted(ports, callId, grant.quarter, [...grant.parts.keys()], id),
});

/**
 * Moves figures and lists from the grant that stood to the one that stands: a correction may change amount, quarter and
 * year at once, and a figure that both touch is written once, with the difference.
 */
const supportedWrites = async (
  ports: StorePorts,
  after: ApplicationCore,
  was: Grant | undefined,
  is: Grant | undefined,
): Promise<TransactItem[]> => {
  const { callId, organisationId, id } = after;
  const figures = new Map<string, { key: Key; projects: number; amountCents: number }>();
  const add = (grant: Grant, sign: 1 | -1) => {
    for (const [territory, cents] of grant.parts) {
      const key = figureKey(callId, grant.quarter, territory);
      const sum = figures.get(key.sk) ?? { key, projects: 0, amountCents: 0 };
      figures.set(key.sk, { key, projects: sum.projects + sign, amountCents: sum.amountCents + sign * cents });
    }
  };
  if (was) add(was, -1);
  if (is) add(is, 1);
  return [
    ...[...figures.values()].map(({ key, ...sum }) => addToFigure(ports, key, sum)),
    ...(await listWrites(ports, after, is)),
    // What the new grant does not write anew goes.
    ...(was && was.quarter !== is?.quarter
      ? [...was.parts.keys()].map((territory) => supportedDelete(ports, callId, was.quarter, territory, id))
      : []),
    ...(was && was.decidedOn.slice(0, 4) !== is?.decidedOn.slice(0, 4)
      ? [grantDelete(ports, organisationId, was.decidedOn, id)]
      : []),
  ];
};

/** The lists that a grant stands in: its quarter's, as a whole and per territory, and its organisation's of the year. */
const listWrites = async (
  ports: StorePorts,
  { id, callId, organisationId, number = '' }: ApplicationCore,
  grant: Grant | undefined,
): Promise<TransactItem[]> => {
  if (!grant) return [];
  const head = await loadHead(ports, id);
  const { amountCents: grantedCents, decidedOn, quarter } = grant;
  const common = { applicationId: id, number, title: head?.title ?? '', decidedOn };
  const project = { ...common, organisationName: head?.organisationName ?? '', quarter, grantedCents };
  return [
    ...[...grant.parts].map(([territory, amountCents]) =>
      supportedPut(ports, callId, {
        ...project,
        amountCents,
        ...(territory !== ALL && { territoryId: territory as SupportedProject['territoryId'] }),
      }),
    ),
    grantPut(ports, organisationId, { ...common, amountCents: grantedCents }),
  ];
};
