import type { CallContent, Step } from '../call.ts';
import { callLille } from './call-lille.ts';

/** How one step of the example goes on in its second version. */
const next = (step: Step): Step => {
  if (step.kind === 'check' && step.onFailure === 'complements') return { ...step, delayDays: 10 };
  if (step.kind !== 'score') return step;
  const [first, second, ...others] = step.criteria;
  if (!first || !second) return step;
  return {
    ...step,
    wanted: step.wanted + 1,
    // Five points go from one criterion to another, which comes first.
    criteria: [{ ...second, weight: second.weight + 5 }, { ...first, weight: first.weight - 5 }, ...others],
  };
};

/** A second version of the example call: what a city might change after some months. Its numbers are examples too. */
export const callLilleNext: CallContent = {
  ...callLille,
  steps: callLille.steps.map(next),
  documents: [
    ...callLille.documents,
    {
      id: 'partnership-letters',
      label: { fr: 'Lettres de partenaires', en: 'Letters from partners' },
      hint: {
        fr: 'Si des partenaires s’engagent à vos côtés, un mot de chacun.',
        en: 'If partners commit themselves with you, a word from each.',
      },
      required: false,
    },
  ],
  eligibility: callLille.eligibility.map((rule) =>
    rule.kind === 'max-share'
      ? {
          ...rule,
          percent: 70,
          label: {
            fr: 'Le montant demandé ne dépasse pas 70\u00a0% du budget du projet (exemple)',
            en: 'At most 70% of the project’s budget is asked for (example)',
          },
        }
      : rule,
  ),
};
