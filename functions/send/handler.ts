import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { paced } from '../pace.ts';
import { createMailer } from '../services/mail.ts';
import { actWakeUp, createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { takeMessages } from '../stream.ts';
import { sendAct } from './send.ts';
import { spec } from './spec.ts';
import { comeAgain } from './wake.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const queues = createQueues();
const mailer = createMailer({
  sender: config.SENDER_ADDRESS,
  configurationSet: config.MAIL_CONFIGURATION_SET,
  stage: config.STAGE,
});

export const handler: SQSHandler = async ({ Records }, context) => {
  const own = paced(ports, mailer, {
    perSecond: config.MAILS_PER_SECOND,
    remainingMs: () => context.getRemainingTimeInMillis(),
  });
  return takeMessages(actWakeUp, Records, async ({ id }) => {
    const again = await sendAct({ ports, mailer: own, siteUrl: config.SITE_URL }, id);
    if (again) await comeAgain(ports, queues, config.QUEUE_URLS, id, again);
  });
};
