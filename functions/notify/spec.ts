import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'notify',
  summary: 'Notes who is to be told of what happened to a file or a session; `send` tells them.',
  trigger: { kind: 'queue', queue: 'notify' },
  env: ['TABLE_NAME'],
  access: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  timeoutSeconds: 30,
  memoryMb: 512,
});
