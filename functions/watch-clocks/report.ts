import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clocks } from './watch.ts';

/** Ids in one log line: enough to begin with, and far from the size that CloudWatch cuts a line at. */
const NAMED = 50;

/** Says what was counted, zeros too. */
export const reportClocks = ({ near, past, daysLeft }: Clocks, logger: Logger): void =>
  logger.info('Clocks watched', {
    near: near.length,
    past: past.length,
    daysLeft,
    nearIds: near.slice(0, NAMED),
    pastIds: past.slice(0, NAMED),
  });
