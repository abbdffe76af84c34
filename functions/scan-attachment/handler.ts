import type { EventBridgeHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { noteScan, noteStanding, scanResult, stateTold } from './scan.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: EventBridgeHandler<string, unknown, void> = async (event) => {
  const state = stateTold(event['detail-type']);
  if (!state) return noteScan(ports, scanResult.parse(event.detail));
  await noteStanding(ports, { state, at: event.time, event: event.id, detail: event.detail });
};
