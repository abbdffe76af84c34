import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { tableShape } from '../../../functions/store/table.ts';
import { type Alarms, sum } from './alarm.ts';

/** The table and its indexes when they refuse: the table's own figure leaves its indexes out. */
export const watchTable = (alarms: Alarms, table: dynamodb.Table) => {
  const places = [
    { id: 'table', what: 'The table', dimensions: {} },
    ...tableShape.indexes.map(({ name }) => ({
      id: name,
      what: `The index ${name}`,
      dimensions: { GlobalSecondaryIndexName: name },
    })),
  ];
  return places.flatMap(({ id, what, dimensions }) =>
    ['Read', 'Write'].map((kind) =>
      alarms.add(`${id}-${kind.toLowerCase()}-throttles`, {
        metric: new cloudwatch.Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${kind}ThrottleEvents`,
          dimensionsMap: { TableName: table.tableName, ...dimensions },
          ...sum,
        }),
        threshold: 1,
        meaning: `${what} refused a ${kind.toLowerCase()}: one partition is hot, or the stage's maximum is reached.`,
        runbook: 'table-throttles',
      }),
    ),
  );
};
