import type { EventBridgeHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { noteScan, scanResult } from './scan.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: EventBridgeHandler<string, unknown, void> = ({ detail }) =>
  noteScan(ports, scanResult.parse(detail));
