import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'close-step',
  summary: "Closes a jury's step once its evaluations are in, and opens the next; counts those that are in.",
  trigger: { kind: 'queue', queue: 'close-step' },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], events: true },
  timeoutSeconds: 60,
  memoryMb: 512,
});
