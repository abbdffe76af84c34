import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'announce',
  summary: 'Announces decisions that were kept back, once their day has come in Paris.',
  trigger: { kind: 'schedule', rate: 'rate(15 minutes)' },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'Query', 'PutItem', 'DeleteItem'], events: true },
  timeoutSeconds: 120,
  memoryMb: 256,
});
