import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { takeQueue } from '../stream.ts';
import { auditAggregate } from './audit.ts';
import { spec } from './spec.ts';

const { TABLE_NAME, AUDIT_DAYS } = readConfig(spec.env);
const ports = createStorePorts(TABLE_NAME);

export const handler: SQSHandler = async ({ Records }) =>
  takeQueue(Records, (wakeUp) => auditAggregate(ports, wakeUp, AUDIT_DAYS));
