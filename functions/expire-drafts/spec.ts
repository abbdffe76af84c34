import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'expire-drafts',
  summary:
    'Warns those who can keep drafts that nobody saves any more, twice, in one mail a morning, then throws these drafts away.',
  trigger: { kind: 'schedule', rate: 'rate(1 hour)' },
  env: [
    'TABLE_NAME',
    'BUCKET_NAME',
    'SENDER_ADDRESS',
    'MAIL_CONFIGURATION_SET',
    'MAILS_PER_SECOND',
    'STAGE',
    'SITE_URL',
    'DRAFT_DAYS',
  ],
  access: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    bucket: ['DeleteObject'],
    sendMail: true,
  },
  timeoutSeconds: 300,
  memoryMb: 512,
});
