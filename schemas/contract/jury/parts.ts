import * as z from 'zod';
import { scoreContent } from '../../evaluation.ts';
import { cursor, instant, slug } from '../../fields.ts';
import { evaluationVersions, ownEvaluation } from '../evaluations.ts';
import type { Operation } from '../operation.ts';
import { file, page, story } from '../shared.ts';
import { juryPlaces } from './places.ts';

/** Parts of a juror's file that are read when they are asked for: what the juror wrote, what peers wrote, and the story. */

/** A peer's evaluation; jurors are named to each other as P1, P2… */
export const peerEvaluation = z.object({
  stepId: slug(),
  peer: z.int().min(1),
  submittedAt: instant(),
  content: scoreContent,
  score: z.int().optional(),
});

const ofStep = file.extend({ stepId: slug() });

const at = juryPlaces.parts;

export const juryPartsContract = {
  getOwnEvaluation: {
    ...at.getOwnEvaluation,
    audience: 'jury',
    summary: 'My evaluation at a step, as I left it and as I submitted it; nothing before I wrote any.',
    params: ofStep,
    response: z.object({ evaluation: ownEvaluation.optional() }),
    problems: [403, 404, 422],
  },
  listPeerEvaluations: {
    ...at.listPeerEvaluations,
    audience: 'jury',
    summary: "My peers' evaluations of a step, once mine is in and, where the step says so, once it is closed.",
    params: ofStep,
    query: z.object({ cursor: cursor().optional() }),
    response: page(peerEvaluation),
    noted: 'file',
    problems: [403, 404, 422],
  },
  getJurorTimeline: {
    ...at.getJurorTimeline,
    audience: 'jury',
    summary: 'What happened to a file assigned to me, the earliest first.',
    params: file,
    response: story,
    noted: 'file',
    problems: [403, 404, 422],
  },
  listOwnVersions: {
    ...at.listOwnVersions,
    audience: 'jury',
    summary: 'What I submitted at a step, correction by correction.',
    params: file.extend({ stepId: slug() }),
    response: evaluationVersions,
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
