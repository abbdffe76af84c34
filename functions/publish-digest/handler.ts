import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { publishDigests } from './publish.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => {
  for (const { day, anchors, digest } of await publishDigests(ports))
    logger.info('Digest published', { day, anchors, digest });
};
