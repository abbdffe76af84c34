import { start } from '../../functions/domain/application/start.ts';
import type { ApplicationContent, ApplicationCore } from '../../schemas/application.ts';
import type { CheckStep } from '../../schemas/call.ts';
import type { CheckVerdict } from '../../schemas/check.ts';
import type { Decision } from '../../schemas/decision.ts';
import type { ScoreContent } from '../../schemas/evaluation.ts';
import {
  exampleComplements,
  exampleDeferral,
  exampleIneligible,
  exampleRefusal,
  exampleScore,
  exampleSupport,
} from '../../schemas/examples/jury.ts';
import { applicants } from '../../schemas/examples/people.ts';
import { exampleApplication } from '../../schemas/examples/projects.ts';
import { aCall } from './call.ts';

/** An id of ours with a readable end: `app_00000000000000000000000007`. */
export const anId = <P extends string>(prefix: P, count: number): `${P}_${string}` =>
  `${prefix}_${String(count).padStart(26, '0')}`;

/** What an association would submit; `index` chooses among the invented projects. */
export const aContent = (index = 0, submittedOn = '2026-03-18'): ApplicationContent => {
  const { content } = exampleApplication(index, submittedOn);
  // Whoever submits is the contact as well, unless a test is about that.
  return { ...content, commitments: { ...content.commitments, contactEmail: applicants[0]?.email ?? '' } };
};

export const aDigest = 'd'.repeat(64);

/** A draft, as its first event makes it. */
export const aDraft = (
  at = '2026-03-18T09:00:00.000Z',
  id: ApplicationCore['id'] = anId('app', 1),
): ReturnType<typeof start> => start({ id, call: aCall(), organisationId: anId('org', 1), at });

export const aNumber = (count = 1): NonNullable<ApplicationCore['number']> =>
  `ESS-2026-${String(count).padStart(5, '0')}`;

/** A check of every item: passed, or with the first item failed. */
export const aVerdict = (step: CheckStep, verdict: CheckVerdict['verdict'] = 'passed'): CheckVerdict => {
  const answers = Object.fromEntries(step.items.map(({ id }, index) => [id, verdict === 'passed' || index > 0]));
  switch (verdict) {
    case 'passed':
      return { verdict, answers };
    case 'complements':
      return { verdict, answers, message: exampleComplements, answerWithinDays: 15 };
    case 'ineligible':
      return { verdict, answers, message: exampleIneligible };
  }
};

/** What a juror would say at the scored step of the example call; `juror` is the juror's place. */
export const anEvaluation = (juror = 0, index = 0): ScoreContent => exampleScore(index, juror);

/** A decision as staff would record it. */
export const aDecision = (
  outcome: Decision['outcome'],
  change: { decidedOn?: string; amountCents?: number } = {},
): Decision => {
  const decidedOn = change.decidedOn ?? '2026-03-18';
  switch (outcome) {
    case 'supported':
      return { outcome, decidedOn, amountCents: change.amountCents ?? 100_000, reasons: exampleSupport };
    case 'refused':
      return { outcome, decidedOn, reasons: exampleRefusal };
    case 'deferred':
      return { outcome, decidedOn, reasons: exampleDeferral };
  }
};
