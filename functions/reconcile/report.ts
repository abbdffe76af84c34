import type { Logger } from '@aws-lambda-powertools/logger';
import type { Numbers } from '../store/figures.ts';
import type { Difference, Reconciled } from './reconcile.ts';

/** Differences in one log line: enough to begin with, and far from the size that CloudWatch cuts a line at. */
const NAMED = 50;

const numbers = (held: Numbers): string =>
  Object.entries(held)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** A difference in words, by places and ids alone. */
export const describeDifference = (difference: Difference): string => {
  switch (difference.what) {
    case 'figure': {
      const { key, holds, events } = difference;
      return `figure ${key.pk} ${key.sk}: holds ${numbers(holds)}; the events make ${numbers(events)}`;
    }
    case 'row':
      return `row ${difference.key.pk} ${difference.key.sk}: not what the events of ${difference.applicationId} say`;
    case 'memory':
      return `file ${difference.applicationId}: remembered otherwise than its events say`;
    case 'behind':
      return `file ${difference.applicationId}: not taken since ${difference.since}`;
  }
};

/** Says what was compared, zeros too: an alarm is over once they come. */
export const reportReconciled = ({ differences, ...compared }: Reconciled, logger: Logger): void =>
  logger.info('Figures reconciled', {
    ...compared,
    differing: differences.length,
    differences: differences.slice(0, NAMED).map(describeDifference),
  });
