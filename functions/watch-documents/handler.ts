import type { ScheduledHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { spec } from './spec.ts';
import { watchDocuments } from './watch.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: ScheduledHandler = async () => void (await watchDocuments(ports));
