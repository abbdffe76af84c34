import * as z from 'zod';

/** The aggregates, each with its own head, version and chain. A file of its own: `relay` needs no more than this. */
export const aggregateType = z.enum(['application', 'evaluation', 'call', 'organisation', 'session', 'person']);
export type AggregateType = z.infer<typeof aggregateType>;
