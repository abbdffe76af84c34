import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'watch-documents',
  summary: "Counts documents that have waited too long for the scanner's verdict, for the alarm.",
  trigger: { kind: 'schedule', rate: 'rate(15 minutes)' },
  env: ['TABLE_NAME'],
  access: { table: ['Query'] },
  timeoutSeconds: 60,
  memoryMb: 256,
});
