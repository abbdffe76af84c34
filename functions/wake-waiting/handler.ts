import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { wakeWaiting } from './wake.ts';

const { TABLE_NAME, QUEUE_URLS } = readConfig(spec.env);
const ports = createStorePorts(TABLE_NAME);
const queues = createQueues();

export const handler: ScheduledHandler = async () => {
  logger.info('Consumers woken that waited for newer code', { woken: await wakeWaiting(ports, queues, QUEUE_URLS) });
};
