import { pdfAssets } from '../pdf/assets.ts';
import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'staff-api',
  summary: "Staff's queue, checks, jury steps, decisions and monitoring.",
  trigger: { kind: 'http', audience: 'staff' },
  env: [
    'TABLE_NAME',
    'BUCKET_NAME',
    'ID_TOKEN_ISSUER',
    'ID_TOKEN_AUDIENCE',
    'ID_TOKEN_JWKS_URL',
    'ORIGIN_SECRETS',
    'REQUESTS_PER_MINUTE',
    'OFFICE_PER_DAY',
    'AUDIT_DAYS',
    'SITE_URL',
    'USER_POOL_ID',
  ],
  access: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    events: true,
    audit: true,
    bucket: ['GetObject'],
    invite: true,
    rescan: true,
  },
  assets: pdfAssets,
  timeoutSeconds: 15,
  memoryMb: 1024,
});
