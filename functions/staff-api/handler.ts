import { staffContract } from '../../schemas/contract/staff.ts';
import { readConfig } from '../config.ts';
import { httpHandler } from '../http.ts';
import { openingsOn } from '../openings.ts';
import { createAccounts } from '../services/accounts.ts';
import { createBucket } from '../services/bucket.ts';
import { createScanner } from '../services/scanner.ts';
import { createStorePorts } from '../services/store.ts';
import { idTokenVerifier } from '../session.ts';
import { operations } from './operations.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);

export const handler = httpHandler(
  staffContract,
  ports,
  operations(
    ports,
    createBucket(config.BUCKET_NAME),
    idTokenVerifier(config),
    config.SITE_URL,
    createAccounts(config.USER_POOL_ID),
    config.AUDIT_DAYS,
    createScanner(config.BUCKET_NAME),
    config.OFFICE_PER_DAY,
  ),
  config.ORIGIN_SECRETS,
  openingsOn(ports, config.AUDIT_DAYS),
  config.REQUESTS_PER_MINUTE,
);
