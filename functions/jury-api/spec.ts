import { pdfAssets } from '../pdf/assets.ts';
import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'jury-api',
  summary: "Jurors' assignments, evaluations and recusals.",
  trigger: { kind: 'http', audience: 'jury' },
  env: [
    'TABLE_NAME',
    'BUCKET_NAME',
    'ID_TOKEN_ISSUER',
    'ID_TOKEN_AUDIENCE',
    'ID_TOKEN_JWKS_URL',
    'ORIGIN_SECRETS',
    'REQUESTS_PER_MINUTE',
    'AUDIT_DAYS',
  ],
  access: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
    events: true,
    audit: true,
    bucket: ['GetObject'],
  },
  assets: pdfAssets,
  timeoutSeconds: 15,
  memoryMb: 1024,
});
