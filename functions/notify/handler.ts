import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { metrics } from '../observe.ts';
import { paced } from '../pace.ts';
import { createMailer } from '../services/mail.ts';
import { createStorePorts } from '../services/store.ts';
import { retrying } from '../store/commit.ts';
import { takeQueue } from '../stream.ts';
import { notifyApplication } from './notify.ts';
import { notifySession } from './sessions.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
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
  try {
    // Two runs for one aggregate are no fault: the one that was overtaken finds at once what is left to do.
    return await takeQueue(Records, ({ type, id }) =>
      retrying(ports, () => (type === 'session' ? notifySession : notifyApplication)(ports, own, config.SITE_URL, id)),
    );
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
};
