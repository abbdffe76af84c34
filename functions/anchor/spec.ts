import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'anchor',
  summary: 'Notes each day where every chain stands, for the digest of the day.',
  trigger: { kind: 'queue', queue: 'anchor' },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'Query', 'PutItem'] },
  timeoutSeconds: 60,
  memoryMb: 256,
});
