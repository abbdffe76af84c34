import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { takeQueue } from '../stream.ts';
import { anchorAggregate } from './anchor.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: SQSHandler = async ({ Records }) =>
  takeQueue(Records, (wakeUp) => anchorAggregate(ports, wakeUp));
