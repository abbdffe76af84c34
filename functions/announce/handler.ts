import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { announceDue } from './announce.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => {
  const { announced, failed } = await announceDue(ports);
  logger.info('Decisions announced', { announced: announced.length, failed: failed.length });
  // The others went out; the run is tried again, and rings when it fails for good.
  if (failed.length > 0) throw new Error(`${failed.length} decisions could not be announced`);
};
