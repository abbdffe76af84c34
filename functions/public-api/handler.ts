import { publicContract } from '../../schemas/contract/public.ts';
import { readConfig } from '../config.ts';
import { httpHandler } from '../http.ts';
import { createStorePorts } from '../services/store.ts';
import { operations } from './operations.ts';
import { spec } from './spec.ts';

const { TABLE_NAME, ORIGIN_SECRETS } = readConfig(spec.env);
const ports = createStorePorts(TABLE_NAME);

export const handler = httpHandler('public', publicContract, ports, operations(ports), ORIGIN_SECRETS);
