import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'remind',
  summary: 'Reminds jurors of what waits for them, and staff of what is late: one mail a day at most, in the morning.',
  trigger: { kind: 'schedule', rate: 'rate(1 hour)' },
  env: ['TABLE_NAME', 'SENDER_ADDRESS', 'MAIL_CONFIGURATION_SET', 'MAILS_PER_SECOND', 'STAGE', 'SITE_URL'],
  access: { table: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'], sendMail: true },
  timeoutSeconds: 300,
  memoryMb: 512,
});
