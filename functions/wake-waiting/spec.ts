import { defineFunction, queueNames } from '../spec.ts';

export const spec = defineFunction({
  name: 'wake-waiting',
  summary: 'Wakes consumers again that met an event which their code did not know yet.',
  trigger: { kind: 'schedule', rate: 'rate(15 minutes)' },
  env: ['TABLE_NAME', 'QUEUE_URLS'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], sendTo: queueNames },
  timeoutSeconds: 120,
  memoryMb: 512,
});
