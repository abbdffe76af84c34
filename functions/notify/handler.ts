import type { SQSHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { takeQueue } from '../stream.ts';
import { notifyApplication } from './notify.ts';
import { notifySession } from './sessions.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: SQSHandler = ({ Records }) =>
  takeQueue(Records, ({ type, id }) => (type === 'session' ? notifySession : notifyApplication)(ports, id));
