import * as z from 'zod';
import { scoreContent } from '../evaluation.ts';
import { cursor, instant, slug, typed } from '../fields.ts';
import type { Operation } from './operation.ts';
import { file, page, story } from './shared.ts';

/** Parts of a juror's file that are read when they are asked for: what the juror wrote, what peers wrote, and the story. */

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

/** A peer's evaluation; jurors are named to each other as P1, P2… */
export const peerEvaluation = z.object({
  stepId: slug(),
  peer: z.int().min(1),
  submittedAt: instant(),
  content: scoreContent,
  score: z.int().optional(),
});

const ofStep = file.extend({ stepId: slug() });

export const juryPartsContract = {
  getOwnEvaluation: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}',
    audience: 'jury',
    summary: 'My evaluation at a step, as I left it and as I submitted it; nothing before I wrote any.',
    params: ofStep,
    response: z.object({ evaluation: ownEvaluation.optional() }),
    problems: [403, 404, 422],
  },
  listPeerEvaluations: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/peers',
    audience: 'jury',
    summary: "My peers' evaluations of a step, once mine is in and, where the step says so, once it is closed.",
    params: ofStep,
    query: z.object({ cursor: cursor().optional() }),
    response: page(peerEvaluation),
    noted: 'file',
    problems: [403, 404, 422],
  },
  getJurorTimeline: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/timeline',
    audience: 'jury',
    summary: 'What happened to a file assigned to me, the earliest first.',
    params: file,
    response: story,
    noted: 'file',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
