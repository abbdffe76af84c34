import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'sweep-attachments',
  summary: 'Removes documents that were promised and never arrived, or whose draft is gone.',
  trigger: { kind: 'schedule', rate: 'rate(1 day)' },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: { table: ['Query', 'DeleteItem'], bucket: ['DeleteObject'] },
  timeoutSeconds: 120,
  memoryMb: 512,
});
