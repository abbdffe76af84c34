import type { EventBridgeHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createBucket } from '../services/bucket.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { verifyAttachment } from './verify.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const bucket = createBucket(config.BUCKET_NAME);

export const handler: EventBridgeHandler<'Object Created', { object: { key: string } }, void> = ({ detail }) =>
  verifyAttachment(ports, bucket, detail.object.key);
