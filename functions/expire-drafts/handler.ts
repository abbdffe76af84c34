import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { paced } from '../pace.ts';
import { createBucket } from '../services/bucket.ts';
import { createMailer } from '../services/mail.ts';
import { createStorePorts } from '../services/store.ts';
import { expireDrafts } from './expire.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const bucket = createBucket(config.BUCKET_NAME);
const mailer = createMailer({
  sender: config.SENDER_ADDRESS,
  configurationSet: config.MAIL_CONFIGURATION_SET,
  stage: config.STAGE,
});

export const handler: ScheduledHandler = async (_event, context) => {
  const remainingMs = () => context.getRemainingTimeInMillis();
  const own = paced(ports, mailer, { perSecond: config.MAILS_PER_SECOND, remainingMs });
  const { SITE_URL: siteUrl, DRAFT_DAYS: draftDays } = config;
  const run = await expireDrafts({ ports, bucket, mailer: own, siteUrl, draftDays, remainingMs });
  logger.info('Drafts expired', { ...run });
  // The others are done; the run is tried again, and rings when it fails for good.
  if (run.failed > 0) throw new Error(`${run.failed} drafts could not be looked after`);
};
