import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { watchMails } from './watch.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const queues = createQueues();

export const handler: ScheduledHandler = async () =>
  void (await watchMails(ports, queues, config.QUEUE_URLS.send ?? ''));
