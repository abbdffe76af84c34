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
  logger.info('Attachments swept', { removed: await sweepAttachments(ports, bucket) });
};
