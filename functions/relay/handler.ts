import type { DynamoDBStreamHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { metrics } from '../observe.ts';
import { createQueues } from '../services/queues.ts';
import { relay } from './relay.ts';
import { spec } from './spec.ts';

const { QUEUE_URLS } = readConfig(spec.env);
const queues = createQueues();

export const handler: DynamoDBStreamHandler = async ({ Records }) => {
  try {
    return await relay(Records, queues, QUEUE_URLS);
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
};
