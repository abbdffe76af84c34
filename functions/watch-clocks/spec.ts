import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'watch-clocks',
  summary: 'Counts the files that silence refuses soon, or has refused, for the alarms.',
  trigger: { kind: 'schedule', rate: 'rate(12 hours)' },
  env: ['TABLE_NAME'],
  access: { table: ['Query'] },
  timeoutSeconds: 60,
  memoryMb: 256,
});
