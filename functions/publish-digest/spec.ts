import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'publish-digest',
  summary: 'Publishes the digest of each day that is over.',
  trigger: { kind: 'schedule', rate: 'rate(1 hour)' },
  env: ['TABLE_NAME'],
  access: { table: ['Query', 'PutItem'] },
  timeoutSeconds: 120,
  memoryMb: 256,
});
