import type { CustomMessageTriggerEvent, PreSignUpTriggerEvent } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { logger } from '../observe.ts';
import { createStorePorts } from '../services/store.ts';
import { answerPool, tellIn } from './answer.ts';
import { spec } from './spec.ts';

const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);

export const handler = async <E extends CustomMessageTriggerEvent | PreSignUpTriggerEvent>(event: E): Promise<E> => {
  await answerPool(ports, config.CODE_LIMITS, event, tellIn(logger, event.triggerSource));
  return event;
};
