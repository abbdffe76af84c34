import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { wakeCorrected } from './steps.ts';
import { wakeWaiting } from './wake.ts';

const { TABLE_NAME, QUEUE_URLS } = readConfig(spec.env);
const ports = createStorePorts(TABLE_NAME);
const queues = createQueues();

export const handler: ScheduledHandler = async () => {
  // Neither holds up the other.
  const [consumers, steps] = await Promise.allSettled([
    wakeWaiting(ports, queues, QUEUE_URLS),
    wakeCorrected(ports, queues, QUEUE_URLS['close-step'] ?? ''),
  ]);
  if (consumers.status === 'rejected') throw consumers.reason;
  if (steps.status === 'rejected') throw steps.reason;
  logger.info('Consumers woken that waited for newer code', { woken: consumers.value });
  logger.info('Steps woken whose time for corrections is over', { woken: steps.value });
};
