import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { metrics } from '../observe.ts';
import { createMailer } from '../services/mail.ts';
import { createStorePorts } from '../services/store.ts';
import { takeQueue } from '../stream.ts';
import { notifyApplication } from './notify.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const mailer = createMailer(config.SENDER_ADDRESS);

export const handler: SQSHandler = async ({ Records }) => {
  try {
    return await takeQueue(Records, ({ id }) => notifyApplication(ports, mailer, config.SITE_URL, id));
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
};
