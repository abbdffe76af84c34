import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Logs and metrics: ids and codes, never what a person typed, a name or an address. */
export const logger = new Logger();
export const metrics = new Metrics({ namespace: 'PermanentCall' });
