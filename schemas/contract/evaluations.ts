import * as z from 'zod';
import { scoreContent } from '../evaluation.ts';
import { instant, typed } from '../fields.ts';

/** Evaluations of an open step that are in, of all that were asked for. */
export const progress = z.object({ in: z.int().min(0), of: z.int().min(0) });

/** Every version of an evaluation that was submitted, the first one first; each but the last was corrected. */
export const evaluationVersions = z.object({
  versions: z.array(z.object({ version: z.int().min(1), submittedAt: instant(), content: scoreContent })),
});

/** An evaluation as its author left it; `submittedAt` is absent while it is a draft. */
export const ownEvaluation = z.object({
  content: typed,
  revision: z.int(),
  savedAt: instant(),
  submittedAt: instant().optional(),
  /** The evaluation that is in; `content` may be a correction of it that was begun. */
  submitted: scoreContent.optional(),
  /** How often it was submitted: more than once when it was corrected. */
  versions: z.int().optional(),
});
