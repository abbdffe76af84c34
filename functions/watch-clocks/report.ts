import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Clocks } from './watch.ts';

/** Ids in one log line: enough to begin with, and far from the size that CloudWatch cuts a line at. */
const NAMED = 50;

/** Says what was counted, zeros too: figures that stop coming are how an alarm knows that nobody watches any more. */
export const reportClocks = ({ near, past }: Clocks, logger: Logger, metrics: Metrics): void => {
  metrics.addMetric('ClocksNear', 'Count', near.length);
  metrics.addMetric('ClocksPast', 'Count', past.length);
  metrics.publishStoredMetrics();
  logger.info('Clocks watched', {
    near: near.length,
    past: past.length,
    nearIds: near.slice(0, NAMED),
    pastIds: past.slice(0, NAMED),
  });
};
