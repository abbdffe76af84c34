import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import type { StorePorts } from './ports.ts';

/** Every key of the table that passes, by a scan: an operation, never a request. */
export const scanKeys = async function* (ports: StorePorts, filter: string, values: Record<string, unknown>) {
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

/** Deletes the items at these keys. */
export const removeKeys = async (ports: StorePorts, keys: Key[]): Promise<void> => {
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
