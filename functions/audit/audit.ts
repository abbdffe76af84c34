import type { WakeUp } from '../services/queues.ts';
import { actWrites } from '../store/audit.ts';
import { retrying } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'audit';

/**
 * Lists what agents and jurors did to an aggregate, for as many days as such lists are kept.
 * @returns the number of events taken.
 * @throws Stale when others were at it for longer than an act waits: wake up again.
 */
export const auditAggregate = (ports: StorePorts, { type, id }: WakeUp, keptDays: number): Promise<number> =>
  retrying(ports, () =>
    consume(ports, { name: CONSUMER, take: (event) => ({ writes: actWrites(ports, event, keptDays) }) }, { type, id }),
  );
