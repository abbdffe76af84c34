import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger, metrics } from '../observe.ts';
import { createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { watchMails } from './watch.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const queues = createQueues();

export const handler: ScheduledHandler = async () => {
  const found = await watchMails(ports, queues, config.QUEUE_URLS.send ?? '');
  metrics.addMetric('MailsOverdue', 'Count', found.overdue);
  metrics.addMetric('MailsUnsent', 'Count', found.unsent);
  metrics.publishStoredMetrics();
  logger.info('Mails', { ...found });
};
