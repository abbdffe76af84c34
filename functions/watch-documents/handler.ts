import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger, metrics } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { watchDocuments } from './watch.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => {
  const waiting = await watchDocuments(ports);
  // A zero too: the alarm is over once it comes.
  metrics.addMetric('DocumentsWaiting', 'Count', waiting);
  metrics.publishStoredMetrics();
  logger.info('Documents watched', { waiting });
};
