import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Logs and metrics: ids and codes, never what a person typed, a name or an address. */
export const logger = new Logger();
/** Left out of functions that count nothing. */
export const metrics = /* @__PURE__ */ new Metrics({ namespace: 'PermanentCall' });
