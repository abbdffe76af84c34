import * as z from 'zod';
import { staffDecisionsContract } from '../../../schemas/contract/staff/decisions.ts';
import { type Decision, decision, maxFeedbackBytes } from '../../../schemas/decision.ts';
import { alsoWhenWrong, withinBytes } from '../../../schemas/fields.ts';
import type { Problem } from '../../../schemas/problem.ts';

const [supported, refused, deferred] = decision.options;

/** Every criterion has its place in the form; where nothing is said of one, it is left out. */
const typedFeedback = z
  .array(
    refused.shape.feedback
      .unwrap()
      .element.extend({ text: refused.shape.feedback.unwrap().element.shape.text.optional() }),
  )
  .superRefine(withinBytes(maxFeedbackBytes), alsoWhenWrong)
  .optional();

const typed = z.discriminatedUnion('outcome', [supported, refused.extend({ feedback: typedFeedback }), deferred]);

const asDecision = (value: z.output<typeof typed>): Decision => {
  if (value.outcome === 'supported') {
    const { inKind, ...rest } = value;
    return { ...rest, ...(inKind?.length && { inKind }) };
  }
  if (value.outcome !== 'refused') return value;
  const { feedback = [], ...rest } = value;
  const said = feedback.flatMap((each) => (each.text === undefined ? [] : [{ ...each, text: each.text }]));
  return { ...rest, ...(said.length > 0 && { feedback: said }) };
};

/** A decision as its form holds it: the fields of every outcome at once, of which one outcome's are taken. */
export const decisionRules = typed.transform(asDecision);

/** Names the fields of a refusal as the form names them: a decision travels under its own name. */
export const ofDecision = (problem: Problem): Problem => ({
  ...problem,
  fields: problem.fields?.map((field) =>
    field.path[0] === 'decision' ? { ...field, path: field.path.slice(1) } : field,
  ),
});

/** A decision as its form holds it, for a correction: with why the decision is corrected. */
export const correctionRules = z.intersection(
  decisionRules,
  z.object({ why: staffDecisionsContract.correctDecision.body.shape.why }),
);
