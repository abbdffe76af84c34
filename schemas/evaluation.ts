import * as z from 'zod';
import type { ScoreStep } from './call.ts';
import {
  alsoWhenWrong,
  id,
  instant,
  money,
  optionalText,
  personId,
  slug,
  type Typing,
  text,
  typed,
  withinBytes,
} from './fields.ts';

export const evaluationId = id('evl');

/** The highest mark that any scale has. */
const highestMark = 10;

/**
 * One criterion's mark, in whole points, with the juror's reason for the jury, and what the applicant may be told if the
 * project is refused.
 */
export const mark = z.object({
  points: z.int().min(0).max(highestMark),
  comment: text(2000),
  forApplicant: optionalText(1000),
});

export const scoreContent = z.object({
  kind: z.literal('score'),
  /** By criterion id. */
  marks: z.record(slug(), mark),
  /** For the jury. */
  comment: optionalText(4000),
  /** What the applicant may be told of the project as a whole. */
  forApplicant: optionalText(2000),
});

/** Largest evaluation as typed so far, in bytes: a grid of the most criteria whose every text is full has its place. */
export const maxWorkBytes = 240_000;

/** An evaluation as typed so far. */
export const evaluationWork = typed.superRefine(withinBytes(maxWorkBytes));

export type ScoreContent = z.infer<typeof scoreContent>;

/** `final`: its juror will not correct it any more, and the step need not wait for a correction. */
export const scoreSubmission = scoreContent.extend({ final: z.boolean().optional() });

/** What a session of the jury says of a file, from the least cautious to the most. */
export const opinions = ['favourable', 'reserved', 'unfavourable'] as const;
export const opinion = z.enum(opinions);
export type Opinion = z.infer<typeof opinion>;

/** What a member can vote for: one of the opinions, or to hear the file again at a later session. */
export const ballots = [...opinions, 'deferred'] as const;
export const ballot = z.enum(ballots);
export type Ballot = z.infer<typeof ballot>;
export const tally = z.record(ballot, z.int().min(0));
export type Tally = z.infer<typeof tally>;

/** The rules of one scored step: every criterion is marked, within its scale, with a comment. */
export const scoreContentFor = (step: ScoreStep) =>
  scoreContent.superRefine(({ marks }: Typing<'marks'>, context) => {
    if (typeof marks !== 'object' || marks === null) return;
    const given = marks as Record<string, { points?: unknown } | undefined>;
    for (const { id, maxMark } of step.criteria) {
      const refuse = (params: Record<string, unknown>) =>
        context.addIssue({ code: 'custom', path: ['marks', id, 'points'], params });
      const points = given[id]?.points;
      if (!given[id]) refuse({ rule: 'ask' });
      else if (typeof points === 'number' && points > maxMark && points <= highestMark)
        refuse({ rule: 'max', maximum: maxMark });
    }
    for (const key of Object.keys(given))
      if (!step.criteria.some((criterion) => criterion.id === key))
        context.addIssue({ code: 'custom', path: ['marks', key], params: { rule: 'unknown-criterion' } });
  }, alsoWhenWrong);

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/**
 * The weighted mark out of 100, in hundredths of a point (6,250 is 62.5 out of 100), rounded half up. Counted in whole
 * numbers over one common denominator, since binary fractions would round some halves down; the largest is below 2^53.
 */
export const weightedScore = (step: ScoreStep, marks: Record<string, { points: number }>): number => {
  const common = step.criteria.reduce((a, { maxMark: b }) => (a / greatestCommonDivisor(a, b)) * b, 1);
  const points = step.criteria.reduce(
    (sum, { id, weight, maxMark }) => sum + weight * (marks[id]?.points ?? 0) * (common / maxMark),
    0,
  );
  const most = common * step.criteria.reduce((sum, { weight }) => sum + weight, 0);
  const rest = (points * 10_000) % most;
  return (points * 10_000 - rest) / most + (rest * 2 >= most ? 1 : 0);
};

/** Where a juror stands with one step of one file. */
export const assignmentStates = ['assigned', 'submitted', 'recused', 'relieved', 'closed'] as const;
export const assignmentState = z.enum(assignmentStates);

/** A juror's part in one step of one file. */
export const stepAssignment = z.object({
  stepId: slug(),
  state: assignmentState,
  assignedAt: instant(),
  /** When the juror's work is late. */
  dueAt: instant(),
  evaluationId,
  submittedAt: instant().optional(),
  /** Until when the step, for the sake of a correction of what is in, does not close by itself. */
  correctableUntil: instant().optional(),
  /** The juror said that what is in is not corrected any more. */
  final: z.literal(true).optional(),
  /** Hundredths of a point out of 100, on scored steps. */
  score: z.int().optional(),
  recusedAt: instant().optional(),
});
export type StepAssignment = z.infer<typeof stepAssignment>;

/** A juror's assignment to a file: one item, at the step where the juror is now, with the earlier ones. */
export const assignment = stepAssignment.extend({
  applicationId: id('app'),
  jurorId: personId(),
  past: z.array(stepAssignment),
  /** When the juror said that no conflict of interest stands in the way; the file opens from then on. */
  declaredAt: instant().optional(),
});
export type Assignment = z.infer<typeof assignment>;

/** What a jury step came to when it closed; the application's head keeps it. */
export const stepResult = z.object({
  stepId: slug(),
  closedAt: instant(),
  /** Evaluations that counted (scored steps), or votes (deliberated steps). */
  evaluations: z.int().min(0),
  quorum: z.int().min(1),
  /** Mean of the weighted marks, hundredths of a point out of 100 (scored steps). */
  score: z.int().optional(),
  /** The opinion with most votes, the more cautious one on a tie (deliberated steps). */
  opinion: opinion.optional(),
  tally: tally.optional(),
  /** The amount that the session proposes, in cents. */
  proposedCents: money().optional(),
  /** Fewer had voted than the quorum asks for, and whoever led the session confirmed the opinion knowing so. */
  belowQuorum: z.literal(true).optional(),
});
export type StepResult = z.infer<typeof stepResult>;
