import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { Alarms, sum } from './alarms/alarm.ts';
import { watchFiles } from './alarms/files.ts';
import { watchFunctions } from './alarms/functions.ts';
import { watchMails } from './alarms/mails.ts';
import { watchQueues } from './alarms/queues.ts';
import { watchTable } from './alarms/table.ts';
import type { Queues } from './events.ts';
import type { Made } from './functions.ts';
import type { Settings } from './settings.ts';

/** What is watched. */
export interface Watched {
  functions: readonly Made[];
  queues: Queues;
  table: dynamodb.Table;
  api: apigateway.HttpApi;
  stage: apigateway.HttpStage;
}

/**
 * Makes every alarm, each telling `tell` when it begins and when it is over; each names what is to be mended, and its page.
 * @returns the figures that they are on, by what the dashboard shows together.
 */
export const addAlarms = (own: Construct, settings: Settings, watched: Watched, tell: SnsAction) => {
  const alarms = new Alarms(own, settings, tell);
  const { functions, queues, table, api } = watched;
  const ofName = (name: string) => {
    const found = functions.find(({ spec }) => spec.name === name);
    if (!found) throw new Error(`No function ${name} to watch`);
    return found.fn;
  };
  const faults: IMetric = alarms.add('api-faults', {
    metric: api.metricServerError(sum),
    threshold: 5,
    meaning: 'The API answered 5xx five times in five minutes.',
    query: 'api-faults',
    runbook: 'api-faults',
  });
  return {
    ...watchFunctions(alarms, functions),
    ...watchQueues(alarms, functions, queues),
    ...watchMails(alarms, ofName),
    ...watchFiles(alarms, ofName),
    tableThrottled: watchTable(alarms, table),
    faults: [faults],
  };
};
