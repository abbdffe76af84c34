import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StorePorts } from '../../../functions/store/ports.ts';
import type { Table } from '../../../infra/ops/table.ts';

/** The table behind a test's ports, as operations see it. */
export const tableOf = ({ db, tableName }: StorePorts): Table => {
  const { endpoint, region, credentials } = db.config;
  return { client: new DynamoDBClient({ ...(endpoint && { endpoint }), region, credentials }), name: tableName };
};
