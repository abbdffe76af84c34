import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'public-api',
  summary: 'What anybody may read: calls and the API document.',
  trigger: { kind: 'http', audience: 'public' },
  env: ['TABLE_NAME', 'ORIGIN_SECRETS'],
  access: { table: ['GetItem', 'Query'] },
  timeoutSeconds: 10,
  memoryMb: 512,
});
