import { aggregateType } from '../../schemas/aggregate.ts';
import { defineFunction, queueNames } from '../spec.ts';

export const spec = defineFunction({
  name: 'relay',
  summary: "Passes the stream's wake-ups to one queue per consumer.",
  trigger: { kind: 'stream', of: aggregateType.options, acts: true },
  env: ['TABLE_NAME', 'QUEUE_URLS'],
  access: { table: ['GetItem'], sendTo: queueNames },
  timeoutSeconds: 30,
  memoryMb: 256,
});
