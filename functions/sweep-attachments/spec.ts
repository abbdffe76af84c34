import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'sweep-attachments',
  summary:
    'Removes documents that were promised and never arrived, or were taken off; verifies those that arrived unnoticed.',
  trigger: { kind: 'schedule', rate: 'rate(1 day)' },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: {
    table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    bucket: ['GetObject', 'DeleteObject', 'ListBucket'],
  },
  timeoutSeconds: 300,
  memoryMb: 1024,
});
