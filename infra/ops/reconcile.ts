import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Reconciled, reconcile } from '../../functions/reconcile/reconcile.ts';
import { aggregateOf, HEAD, partitionOf } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';

/** Every file by call, read strongly. A scan: an operation, never a request. */
const everyFile = async (ports: StorePorts): Promise<Map<string, string[]>> => {
  const files = new Map<string, string[]>();
  const pages = paginateScan(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      ProjectionExpression: 'pk, callId',
      FilterExpression: 'begins_with(pk, :application) AND sk = :head',
      ExpressionAttributeValues: { ':application': partitionOf('application', ''), ':head': HEAD },
    },
  );
  for await (const page of pages)
    for (const { pk, callId } of page.Items ?? [])
      files.set(callId, [...(files.get(callId) ?? []), aggregateOf(pk)?.id ?? '']);
  return files;
};

/** Compares the figures with the events, or puts them right, for every file that the table holds. */
export const reconcileTable = async (ports: StorePorts, { mend = false } = {}): Promise<Reconciled> =>
  reconcile(ports, { mend, known: await everyFile(ports) });
