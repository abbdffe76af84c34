import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { paced } from '../pace.ts';
import { createMailer } from '../services/mail.ts';
import { createStorePorts } from '../services/store.ts';
import { remind } from './remind.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const mailer = createMailer({
  sender: config.SENDER_ADDRESS,
  configurationSet: config.MAIL_CONFIGURATION_SET,
  stage: config.STAGE,
});

export const handler: ScheduledHandler = async (_event, context) => {
  const own = paced(ports, mailer, {
    perSecond: config.MAILS_PER_SECOND,
    remainingMs: () => context.getRemainingTimeInMillis(),
  });
  logger.info('Reminders', { ...(await remind({ ports, mailer: own, siteUrl: config.SITE_URL })) });
};
