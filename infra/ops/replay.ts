import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { CONSUMER as anchor } from '../../functions/anchor/anchor.ts';
import { CONSUMER as measure, measureApplication } from '../../functions/measure/measure.ts';
import { CONSUMER as notify } from '../../functions/notify/notify.ts';
import type { Queues } from '../../functions/services/queues.ts';
import { retrying } from '../../functions/store/commit.ts';
import { aggregateOf, cursorKey, HEAD, partitionOf } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';

/** What can be woken again: `measure` runs here, the others are woken through their queue. */
export const consumers = [measure, notify, 'close-step', anchor] as const;
export type Consumer = (typeof consumers)[number];

interface Standing {
  version?: number;
  taken?: number;
  state?: unknown;
}

/** The applications that a consumer has something to do for, read from the table. A scan: an operation, never a request. */
const waitingFor = async (ports: StorePorts, consumer: Consumer): Promise<string[]> => {
  const cursor = cursorKey('application', '', consumer).sk;
  const pages = paginateScan(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk, version, seq, #state',
      FilterExpression: 'begins_with(pk, :applications) AND sk IN (:head, :cursor)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':applications': partitionOf('application', ''),
        ':head': HEAD,
        ':cursor': cursor,
      },
    },
  );
  const found = new Map<string, Standing>();
  for await (const page of pages)
    for (const item of page.Items ?? []) {
      const { id = '' } = aggregateOf(item.pk) ?? {};
      const standing = found.get(id) ?? {};
      if (item.sk === HEAD) Object.assign(standing, { version: item.version, state: item.state });
      else standing.taken = item.seq;
      found.set(id, standing);
    }
  return [...found]
    .filter(([, { version, taken, state }]) =>
      consumer === 'close-step' ? state === 'evaluating' : version !== undefined && version !== (taken ?? 0),
    )
    .map(([id]) => id)
    .sort();
};

/**
 * Wakes a consumer again for one application, or for every one that it is behind with (`close-step`: every one with a
 * step open). What it has to do comes from the table, not from the stream's failure records, and each event still counts
 * once: to wake it too often does no harm.
 * @returns the applications that it was woken for.
 */
export const replayConsumer = async (
  ports: StorePorts,
  queues: Queues,
  queueUrls: Readonly<Record<string, string>>,
  consumer: Consumer,
  applicationId?: string,
): Promise<string[]> => {
  const ids = applicationId ? [applicationId] : await waitingFor(ports, consumer);
  if (consumer === measure) for (const id of ids) await retrying(ports, () => measureApplication(ports, id));
  else {
    const url = queueUrls[consumer];
    if (!url) throw new Error(`QUEUE_URLS names no queue ${consumer}`);
    await queues.wake(
      url,
      ids.map((id) => ({ type: 'application', id })),
    );
  }
  return ids;
};
