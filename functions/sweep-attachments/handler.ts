import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createBucket } from '../services/bucket.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { sweepAttachments } from './sweep.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const bucket = createBucket(config.BUCKET_NAME);

export const handler: ScheduledHandler = async () => {
  const swept = await sweepAttachments(ports, bucket);
  logger.info('Attachments swept', { ...swept });
  // The others are done; the run is tried again, and rings when it fails for good.
  if (swept.failed > 0) throw new Error(`${swept.failed} documents or drafts could not be swept`);
};
