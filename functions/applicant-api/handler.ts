import { applicantContract } from '../../schemas/contract/applicant.ts';
import { readConfig } from '../config.ts';
import { httpHandler } from '../http.ts';
import { createBucket } from '../services/bucket.ts';
import { createStorePorts } from '../services/store.ts';
import { idTokenVerifier } from '../session.ts';
import { operations } from './operations.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);

export const handler = httpHandler(
  applicantContract,
  ports,
  operations(ports, createBucket(config.BUCKET_NAME), idTokenVerifier(config), config.DRAFT_DAYS, config.PER_DAY),
  config.ORIGIN_SECRETS,
  undefined,
  config.REQUESTS_PER_MINUTE,
);
