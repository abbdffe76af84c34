import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'sweep-attachments',
  summary:
    'Removes documents that never arrived or were taken off, and what discarded drafts left; verifies what arrived unseen.',
  trigger: { kind: 'schedule', rate: 'rate(1 day)' },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: {
    table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    clearsDrafts: true,
    bucket: ['GetObject', 'DeleteObject', 'ListBucket'],
  },
  timeoutSeconds: 300,
  memoryMb: 1024,
});
