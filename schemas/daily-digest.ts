import * as z from 'zod';
import { aggregateType } from './aggregate.ts';
import { day, digest, instant } from './fields.ts';

/** Where the chain of one aggregate stood when a day ended. */
export const anchor = z.object({ type: aggregateType, id: z.string(), seq: z.int().min(1), hash: digest });
export type Anchor = z.infer<typeof anchor>;

/**
 * One number for everything that happened on a day: SHA-256 over the canonical JSON (RFC 8785) of the day, the digest of
 * the day before and the anchors, sorted by type and id. Whoever keeps it can tell later whether any event up to that day
 * was changed. It says nothing of anybody.
 */
export const dailyDigest = z.object({
  day: day(),
  /** Aggregates to which something happened. */
  anchors: z.int().min(0),
  previous: digest,
  digest,
  publishedAt: instant(),
});
export type DailyDigest = z.infer<typeof dailyDigest>;
