import * as z from 'zod';
import { dailyDigest } from '../../daily-digest.ts';
import { cursor } from '../../fields.ts';
import type { Operation } from '../operation.ts';
import { page } from '../shared.ts';
import { publicPlaces } from './places.ts';

const at = publicPlaces.digests;

export const publicDigestsContract = {
  listDigests: {
    ...at.listDigests,
    audience: 'public',
    summary: 'The digest of each day, the newest first: keep one to prove later that nothing before it was changed.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(dailyDigest),
    problems: [422],
  },
} as const satisfies Record<string, Operation>;
