import * as z from 'zod';
import { agreement, decision, newDecision } from '../decision.ts';
import { day, instant, text } from '../fields.ts';
import { actorNamed, asRead } from './shared.ts';

/** Decisions that no longer stand, the earliest first; `why` as it was given when they were corrected or withdrawn. */
export const formerDecision = z.object({
  seq: z.int().min(1),
  at: instant(),
  decision,
  ...actorNamed,
  ended: z.enum(['corrected', 'withdrawn']),
  endedAt: instant(),
  endedByName: actorNamed.byName,
  why: z.string(),
});

/** What staff see of a file's decisions beside the one that stands. */
export const decisionsOfFile = {
  /** The day on which silence refused the file, while it was told of no decision. */
  refusedBySilenceOn: day().optional(),
  /** Of the decision that stands: silence had refused before the applicant was told of it. */
  late: z.boolean().optional(),
  /** Who recorded it, and who recorded the agreement. */
  decidedByName: actorNamed.byName,
  formerDecisions: z.array(formerDecision),
  agreement: agreement.optional(),
  agreedByName: actorNamed.byName,
};

const [supported, refused] = newDecision.options;
const correction = z.discriminatedUnion('outcome', [supported, refused]);

/** What is asked with each act that a letter tells of; `heard`: the organisation could speak before (CRPA L121-1, L122-1). */
export const decisionBodies = {
  recordDecision: z.object({ decision: newDecision, ...asRead }),
  announceDecision: z.object(asRead),
  correctDecision: z.object({ decision: correction, why: text(1000, 10), ...asRead }),
  withdrawDecision: z.object({ reasons: text(3000, 20), heard: z.literal(true), ...asRead }),
};
