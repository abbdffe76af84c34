import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { reportClocks } from './report.ts';
import { spec } from './spec.ts';
import { watchClocks } from './watch.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => reportClocks(await watchClocks(ports), logger);
