import type { CodeLimits } from '../../schemas/codes.ts';
import { faultOf, type logger } from '../observe.ts';
import type { StorePorts } from '../store/ports.ts';
import { limitCodes, type UsedUp } from './limit.ts';
import { refusal } from './words.ts';

/** Milliseconds that counting may take: a pool waits five seconds for the whole function, its cold start included. */
const PATIENCE_MS = 2_000;

/** What of a pool's event matters here. */
export interface PoolEvent {
  triggerSource: string;
  userName?: string;
  request: { userAttributes?: Record<string, string | undefined> };
}

/** Told of what the person is not, or not in full. */
export interface Told {
  refused(usedUp: NonNullable<UsedUp>): void;
  uncounted(error: unknown): void;
}

/** Writes that into the log: what was asked for and which limit it was, and no address. */
export const tellIn = (log: Pick<typeof logger, 'warn' | 'error'>, source: string): Told => ({
  refused: (usedUp) => log.warn('Refused', { source, usedUp }),
  uncounted: (error) => log.error('Not counted', { source, error: faultOf(error) }),
});

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('Counting took too long')), PATIENCE_MS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Lets a pool go on, or not. **What cannot be counted is let through**: a fault of the table must shut nobody out, and
 * Cognito's own limits stay.
 * @throws Error with the sentence that the sign-in page shows, once the day's are used up.
 */
export const answerPool = async (
  ports: StorePorts,
  limits: CodeLimits,
  { triggerSource: source, userName = '', request }: PoolEvent,
  told: Told,
): Promise<void> => {
  let usedUp: UsedUp;
  try {
    usedUp = await inTime(limitCodes(ports, limits, { source, address: request.userAttributes?.email ?? userName }));
  } catch (error) {
    told.uncounted(error);
  }
  if (!usedUp) return;
  told.refused(usedUp);
  throw new Error(refusal(usedUp));
};
