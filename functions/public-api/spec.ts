import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'public-api',
  summary: 'What anybody may do: read calls and the API document, answer for an address with a link.',
  trigger: { kind: 'http', audience: 'public' },
  env: ['TABLE_NAME', 'ORIGIN_SECRETS', 'REQUESTS_PER_MINUTE'],
  access: { table: ['GetItem', 'Query', 'UpdateItem'] },
  timeoutSeconds: 10,
  memoryMb: 512,
});
