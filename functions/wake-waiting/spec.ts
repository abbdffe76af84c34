import { defineFunction, queueNames } from '../spec.ts';

export const spec = defineFunction({
  name: 'wake-waiting',
  summary:
    'Wakes what waits: consumers for code that knows their next event, jury steps for the end of the time for corrections.',
  trigger: { kind: 'schedule', rate: 'rate(15 minutes)' },
  env: ['TABLE_NAME', 'QUEUE_URLS'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], sendTo: queueNames },
  timeoutSeconds: 120,
  memoryMb: 512,
});
