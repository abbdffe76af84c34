import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'watch-mails',
  summary: 'Wakes `send` for mails that were to leave and did not, and counts what reached nobody.',
  trigger: { kind: 'schedule', rate: 'rate(5 minutes)' },
  env: ['TABLE_NAME', 'QUEUE_URLS'],
  access: { table: ['Query'], sendTo: ['send'] },
  timeoutSeconds: 60,
  memoryMb: 256,
});
