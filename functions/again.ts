import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import { faultOf, logger } from './observe.ts';
import { Stale } from './store/commit.ts';
import { LeaseHeld } from './store/lease.ts';
import { NoTurn } from './store/pace.ts';
import { Unprocessed } from './store/unprocessed.ts';

type SdkError = Parameters<typeof isTransientError>[0];

/** Others were first, or at work: the next time finds what they left. */
const waits = [Stale, LeaseHeld, NoTurn, Unprocessed];
const lost = /^(Transaction(Canceled|Conflict)|ConditionalCheckFailed)Exception$/;

/** Whether the next time may well go better with nothing mended: a service is busy or out of reach, or somebody else was first. */
const passes = (error: unknown): boolean =>
  error instanceof Error &&
  (waits.some((kind) => error instanceof kind) ||
    lost.test(error.name) ||
    isThrottlingError(error as SdkError) ||
    isTransientError(error as SdkError));

/**
 * Says that something failed and comes again by itself. A fault of code, of a right or of a variable fails the next time too:
 * it is an ERROR, so that an alarm rings within minutes and not once all is behind or given up on.
 */
export const sayAgain = (words: string, error: unknown, about: Record<string, unknown> = {}): void => {
  logger[passes(error) ? 'warn' : 'error'](words, { ...about, error: faultOf(error) });
};
