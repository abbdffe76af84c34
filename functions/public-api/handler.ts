import { publicContract } from '../../schemas/contract/public.ts';
import { readConfig } from '../config.ts';
import { httpHandler } from '../http.ts';
import { createStorePorts } from '../services/store.ts';
import { operations } from './operations.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);

export const handler = httpHandler(
  publicContract,
  ports,
  operations(ports),
  config.ORIGIN_SECRETS,
  undefined,
  config.REQUESTS_PER_MINUTE,
);
