import { aggregateOf, cursorSort } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { removeKeys, scanKeys } from '../store/scan.ts';
import { auditAggregate, CONSUMER } from './audit.ts';

/**
 * Lists anew what agents and jurors did, from the events of every aggregate that was listed before: for acts that were lost,
 * or that are to be kept for longer than they were. What stands there is written over, act by act, so that `audit` may
 * run meanwhile; stopped half-way, `ops replay audit` takes the one that was under way. Openings stand nowhere else, and stay as they are.
 * @returns the number of aggregates and events read.
 */
export const rebuildAudit = async (
  ports: StorePorts,
  keptDays: number,
): Promise<{ aggregates: number; events: number }> => {
  let [aggregates, events] = [0, 0];
  for await (const key of scanKeys(ports, 'sk = :cursor', { ':cursor': cursorSort(CONSUMER) })) {
    const aggregate = aggregateOf(key.pk);
    if (!aggregate) continue;
    await removeKeys(ports, [key]);
    events += await auditAggregate(ports, aggregate, keptDays);
    aggregates++;
  }
  return { aggregates, events };
};
