import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'reconcile',
  summary: 'Compares the monitoring figures with the events, for the alarm.',
  trigger: { kind: 'schedule', rate: 'rate(12 hours)' },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query'] },
  timeoutSeconds: 900,
  memoryMb: 1769,
});
