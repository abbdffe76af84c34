import type { DynamoDBStreamHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createQueues } from '../services/queues.ts';
import { createStorePorts } from '../services/store.ts';
import { isOfDiscarded } from '../store/discards.ts';
import { relay } from './relay.ts';
import { spec } from './spec.ts';

const { QUEUE_URLS, TABLE_NAME } = readConfig(spec.env);
const ports = createStorePorts(TABLE_NAME);
const queues = createQueues();

export const handler: DynamoDBStreamHandler = ({ Records }) =>
  relay(Records, queues, QUEUE_URLS, (event) => isOfDiscarded(ports, event));
