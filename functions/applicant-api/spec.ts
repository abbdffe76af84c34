import { pdfAssets } from '../pdf/assets.ts';
import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'applicant-api',
  summary: "Associations' drafts, documents, submissions and files.",
  trigger: { kind: 'http', audience: 'applicant' },
  env: [
    'TABLE_NAME',
    'BUCKET_NAME',
    'ID_TOKEN_ISSUER',
    'ID_TOKEN_AUDIENCE',
    'ID_TOKEN_JWKS_URL',
    'ORIGIN_SECRETS',
    'REQUESTS_PER_MINUTE',
    'DRAFT_DAYS',
    'PER_DAY',
  ],
  access: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    events: true,
    bucket: ['GetObject', 'PutObject', 'DeleteObject'],
  },
  assets: pdfAssets,
  timeoutSeconds: 15,
  memoryMb: 1024,
});
