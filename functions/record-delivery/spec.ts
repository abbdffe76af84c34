import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'record-delivery',
  summary: 'Records the mails that did not arrive, and holds the addresses that refuse them.',
  trigger: {
    kind: 'event',
    source: 'aws.ses',
    detailTypes: ['Email Bounced', 'Email Complaint Received', 'Email Rejected'],
  },
  env: ['TABLE_NAME'],
  access: { table: ['Query', 'UpdateItem'] },
  timeoutSeconds: 30,
  memoryMb: 256,
});
