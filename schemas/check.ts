import * as z from 'zod';
import { type CheckStep, maxCheckItems } from './call.ts';
import { alsoWhenWrong, instant, slug, text } from './fields.ts';

const answered = z.record(slug(), z.boolean());

/** No more answers than a list has points: nothing else is kept. */
const answers = answered.superRefine((given, context) => {
  if (Object.keys(given).length > maxCheckItems) context.addIssue({ code: 'custom', params: { rule: 'unknown' } });
}, alsoWhenWrong);

/** What a check comes to: passed, documents missing, or ineligible with reasons. */
export const checkVerdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('passed'), answers }),
  z.object({
    verdict: z.literal('complements'),
    answers,
    message: text(3000, 10),
    answerWithinDays: z.int().min(1).max(180),
  }),
  z.object({ verdict: z.literal('ineligible'), answers, message: text(3000, 20) }),
]);
export type CheckVerdict = z.infer<typeof checkVerdict>;

/** What staff recorded of a check. */
export const checkRecord = z.object({
  stepId: slug(),
  at: instant(),
  verdict: z.enum(['passed', 'complements', 'ineligible']),
  answers: answered,
  message: z.string().optional(),
});

/** What a verdict of a check is at odds with, by the place of the field and the rule that it breaks. */
export interface VerdictFault {
  path: [field: 'answers', itemId: string] | [field: 'verdict'];
  rule: 'ask' | 'not-passed' | 'all-passed';
}

/**
 * What keeps a check from being recorded: an item without an answer; passed although an answer is no; or something else
 * although all are yes.
 */
export const verdictFaults = (
  step: Pick<CheckStep, 'items'>,
  { verdict, answers }: { verdict: string; answers: Record<string, boolean | undefined> },
): VerdictFault[] => {
  const at = (isAt: (answer: boolean | undefined) => boolean, rule: VerdictFault['rule']): VerdictFault[] =>
    step.items.filter(({ id }) => isAt(answers[id])).map(({ id }) => ({ path: ['answers', id], rule }));
  const missing = at((answer) => answer === undefined, 'ask');
  if (missing.length > 0) return missing;
  const notMet = at((answer) => answer === false, 'not-passed');
  if (verdict === 'passed') return notMet;
  return notMet.length === 0 ? [{ path: ['verdict'], rule: 'all-passed' }] : [];
};
