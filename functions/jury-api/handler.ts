import { juryContract } from '../../schemas/contract/jury.ts';
import { readConfig } from '../config.ts';
import { httpHandler } from '../http.ts';
import { openingsOn } from '../openings.ts';
import { createBucket } from '../services/bucket.ts';
import { createStorePorts } from '../services/store.ts';
import { idTokenVerifier } from '../session.ts';
import { operations } from './operations.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);

export const handler = httpHandler(
  juryContract,
  ports,
  operations(ports, createBucket(config.BUCKET_NAME), idTokenVerifier(config)),
  config.ORIGIN_SECRETS,
  openingsOn(ports, config.AUDIT_DAYS),
  config.REQUESTS_PER_MINUTE,
);
