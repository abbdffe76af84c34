import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'send',
  summary: 'Sends what people are to be told: one mail for each person and act, each with its own outcome.',
  trigger: { kind: 'queue', queue: 'send' },
  env: [
    'TABLE_NAME',
    'SENDER_ADDRESS',
    'MAIL_CONFIGURATION_SET',
    'MAILS_PER_SECOND',
    'STAGE',
    'SITE_URL',
    'QUEUE_URLS',
  ],
  access: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    sendMail: true,
    sendTo: ['send'],
  },
  timeoutSeconds: 60,
  memoryMb: 512,
});
