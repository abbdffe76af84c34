import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'notify',
  summary: 'Tells people by e-mail what happened to a file, and jurors of their sessions.',
  trigger: { kind: 'queue', queue: 'notify' },
  env: ['TABLE_NAME', 'SENDER_ADDRESS', 'MAIL_CONFIGURATION_SET', 'MAILS_PER_SECOND', 'STAGE', 'SITE_URL'],
  access: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], sendMail: true },
  timeoutSeconds: 60,
  memoryMb: 512,
});
