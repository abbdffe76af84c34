import type { ApplicationCore, ApplicationState } from '../../schemas/application.ts';
import type { ApplicationEvent, StoredEvent } from '../../schemas/event.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { evolve, type ReplayedEvent } from '../domain/application/evolve.ts';
import { amountByTerritory } from '../domain/shares.ts';
import { logger } from '../observe.ts';
import { loadHead } from '../store/applications.ts';
import type { TransactItem } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import { addToFigure, addToInFlight, addToState, supportedPut } from '../store/figures.ts';
import { ALL, figureKey } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'measure';

/**
 * Brings the figures up to date with an application: files by state, files in flight by version of the call, and for a supported one the projects and euros of
 * its quarter, as a whole and per territory. The application as replayed so far is the consumer's memory, so that figures
 * come from events alone.
 * @throws Stale when another run was at it: wake up again.
 */
export const measureApplication = (ports: StorePorts, applicationId: string): Promise<number> =>
  consume<ApplicationCore>(ports, CONSUMER, { type: 'application', id: applicationId }, async (event, before) => {
    logger.appendKeys({ seq: event.seq });
    const after = evolve(before, event as StoredEvent & ReplayedEvent);
    return {
      memory: after,
      writes: [
        ...stateWrites(ports, before, after),
        ...inFlightWrites(ports, before, after),
        ...(await supportedWrites(ports, event, after)),
      ],
    };
  });

const stateWrites = (
  ports: StorePorts,
  before: ApplicationCore | undefined,
  after: ApplicationCore,
): TransactItem[] => {
  const was = before && before.state !== 'draft' ? before.state : undefined;
  if (after.state === 'draft' || was === after.state) return [];
  return [...(was ? [addToState(ports, after.callId, was, -1)] : []), addToState(ports, after.callId, after.state, 1)];
};

/** States of a file that goes on under its version of the call. */
const inFlight: readonly ApplicationState[] = [
  'checking',
  'complements',
  'ready',
  'evaluating',
  'deliberating',
  'deciding',
  'deferred',
];

const inFlightWrites = (
  ports: StorePorts,
  before: ApplicationCore | undefined,
  after: ApplicationCore,
): TransactItem[] => {
  const was = before !== undefined && inFlight.includes(before.state);
  const is = inFlight.includes(after.state);
  return was === is ? [] : [addToInFlight(ports, after.callId, after.callVersion, is ? 1 : -1)];
};

const supportedWrites = async (
  ports: StorePorts,
  event: StoredEvent,
  after: ApplicationCore,
): Promise<TransactItem[]> => {
  if (event.type !== 'application.supported') return [];
  const { amountCents, decidedOn } = (event as Extract<ApplicationEvent, { type: 'application.supported' }>).data;
  const quarter = quarterOf(decidedOn);
  const head = await loadHead(ports, after.id);
  const project = {
    applicationId: after.id,
    number: after.number ?? '',
    title: head?.title ?? '',
    organisationName: head?.organisationName ?? '',
    quarter,
    decidedOn,
    grantedCents: amountCents,
  };
  const parts = [...amountByTerritory(amountCents, after.shares)];
  return [
    addToFigure(ports, figureKey(after.callId, quarter, ALL), { projects: 1, amountCents }),
    supportedPut(ports, after.callId, { ...project, amountCents }),
    ...parts.flatMap(([territoryId, cents]) => [
      addToFigure(ports, figureKey(after.callId, quarter, territoryId), { projects: 1, amountCents: cents }),
      supportedPut(ports, after.callId, { ...project, territoryId, amountCents: cents }),
    ]),
  ];
};
