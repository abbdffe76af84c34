import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { aggregateOf, cursorKey, figuresPrefix, grantsPrefix, HEAD, type Key, partitionOf } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { CONSUMER, measureApplication } from './measure.ts';

/** Every key of the table that passes, by a scan: an operation, never a request. */
const scanKeys = async function* (ports: StorePorts, filter: string, values: Record<string, unknown>) {
  const pages = paginateScan(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk',
      FilterExpression: filter,
      ExpressionAttributeValues: values,
    },
  );
  for await (const page of pages) yield* (page.Items ?? []) as Key[];
};

const remove = async (ports: StorePorts, keys: Key[]): Promise<void> => {
  for (let start = 0; start < keys.length; start += 25) {
    let pending = keys.slice(start, start + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    while (pending.length > 0) {
      const { UnprocessedItems } = await ports.db.send(
        new BatchWriteCommand({ RequestItems: { [ports.tableName]: pending } }),
      );
      pending = (UnprocessedItems?.[ports.tableName] ?? []) as typeof pending;
    }
  }
};

/**
 * Makes the figures anew from the events of every application. `measure` must not run meanwhile: on AWS its event source
 * is disabled first, on one machine the service is stopped. Interrupted, it is simply run again.
 * @returns the number of applications and events read.
 */
export const rebuildFigures = async (ports: StorePorts): Promise<{ applications: number; events: number }> => {
  const ids: string[] = [];
  for await (const { pk } of scanKeys(ports, 'begins_with(pk, :app) AND sk = :head', {
    ':app': partitionOf('application', ''),
    ':head': HEAD,
  }))
    ids.push(aggregateOf(pk)?.id ?? '');
  const figures: Key[] = [];
  for await (const key of scanKeys(ports, 'begins_with(pk, :figures) OR begins_with(pk, :grants)', {
    ':figures': figuresPrefix,
    ':grants': grantsPrefix,
  }))
    figures.push(key);
  await remove(ports, [...ids.map((id) => cursorKey('application', id, CONSUMER)), ...figures]);
  let events = 0;
  for (const id of ids) events += await measureApplication(ports, id);
  return { applications: ids.length, events };
};
