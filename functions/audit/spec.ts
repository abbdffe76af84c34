import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'audit',
  summary: 'Lists what agents and jurors did, by person, file and day, from the events.',
  trigger: { kind: 'queue', queue: 'audit' },
  env: ['TABLE_NAME', 'AUDIT_DAYS'],
  access: { table: ['GetItem', 'Query', 'PutItem'], audit: true },
  timeoutSeconds: 60,
  memoryMb: 256,
});
