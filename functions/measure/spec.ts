import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'measure',
  summary: 'Keeps the monitoring figures from the events.',
  trigger: { kind: 'stream', of: ['application'] },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  timeoutSeconds: 60,
  memoryMb: 512,
});
