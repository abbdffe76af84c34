import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { CONSUMER } from '../../functions/measure/measure.ts';
import { cursorKey, figuresPrefix, grantsPrefix, type Key } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { reconcileTable } from '../../infra/ops/reconcile.ts';

/** Takes all figures and lists away, and what their consumer remembers: as in a table that never had any. */
export const loseFigures = async (ports: StorePorts): Promise<void> => {
  const pages = paginateScan(
    { client: ports.db },
    { TableName: ports.tableName, ConsistentRead: true, ProjectionExpression: 'pk, sk' },
  );
  const { sk: cursor } = cursorKey('application', '', CONSUMER);
  const lost: Key[] = [];
  for await (const page of pages)
    for (const { pk, sk } of (page.Items ?? []) as Key[])
      if (pk.startsWith(figuresPrefix) || pk.startsWith(grantsPrefix) || sk === cursor) lost.push({ pk, sk });
  for (let start = 0; start < lost.length; start += 25)
    await ports.db.send(
      new BatchWriteCommand({
        RequestItems: {
          [ports.tableName]: lost.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } })),
        },
      }),
    );
};

/** Makes every figure anew from the events. */
export const figuresAnew = async (ports: StorePorts) => {
  await loseFigures(ports);
  return reconcileTable(ports, { mend: true });
};
