import type { EventBridgeHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { noteScan, noteStanding, scanResult, stateTold } from './scan.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: EventBridgeHandler<string, unknown, void> = async (event) => {
  const state = stateTold(event['detail-type']);
  if (!state) return noteScan(ports, scanResult.parse(event.detail));
  const { reasons, isNews } = await noteStanding(ports, { state, at: event.time, detail: event.detail });
  if (!isNews) return;
  // An ERROR line rings at once; documents that wait ring an hour later by themselves.
  if (state === 'active') logger.info('The scanner works', { state });
  else logger.error('The scanner reported a fault', { state, reasons });
};
