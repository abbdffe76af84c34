import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'relay',
  summary: "Passes the stream's wake-ups to one queue per consumer.",
  trigger: { kind: 'stream' },
  env: ['QUEUE_URLS'],
  access: { sendTo: ['notify', 'close-step', 'anchor'] },
  timeoutSeconds: 30,
  memoryMb: 256,
});
