import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { reconcile } from './reconcile.ts';
import { reportReconciled } from './report.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => reportReconciled(await reconcile(ports), logger);
