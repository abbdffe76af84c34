import type { DynamoDBStreamHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createQueues } from '../services/queues.ts';
import { relay } from './relay.ts';
import { spec } from './spec.ts';

const { QUEUE_URLS } = readConfig(spec.env);
const queues = createQueues();

export const handler: DynamoDBStreamHandler = ({ Records }) => relay(Records, queues, QUEUE_URLS);
