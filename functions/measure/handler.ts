import type { DynamoDBStreamHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { takeStream } from '../stream.ts';
import { measureApplication } from './measure.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: DynamoDBStreamHandler = async ({ Records }) =>
  takeStream(Records, spec.trigger.of, ({ id }) => measureApplication(ports, id));
