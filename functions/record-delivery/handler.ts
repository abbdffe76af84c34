import type { EventBridgeHandler } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { createStorePorts } from '../services/store.ts';
import { deliveryEvent, recordDelivery } from './record.ts';
import { spec } from './spec.ts';

const ports = createStorePorts(readConfig(spec.env).TABLE_NAME);

export const handler: EventBridgeHandler<string, unknown, void> = ({ detail }) =>
  recordDelivery(ports, deliveryEvent.parse(detail));
