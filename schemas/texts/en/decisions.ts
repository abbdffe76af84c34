import type * as french from '../fr/decisions.ts';

export const inKindKinds: typeof french.inKindKinds = {
  premises: 'Premises',
  coaching: 'Coaching',
  communication: 'Communication',
  equipment: 'Equipment',
  other: 'Other',
};

export const decisionFields: typeof french.decisionFields = {
  version: { label: 'Version of the file', ask: 'Give the version of the file that you read' },
  why: {
    label: 'Why the decision is corrected',
    hint: 'This text is part of the letter to the organisation.',
    ask: 'Explain why the decision is corrected',
    min: 'Explain the correction in at least {{minimum}} characters',
  },
  heard: {
    label: 'The organisation was able to make its case',
    hint: 'A decision to its disadvantage can be taken only once it was heard (CRPA, articles L121-1 and L122-1).',
    ask: 'Tick this box once the organisation was heard',
  },
  signedOn: {
    label: 'Day on which the agreement was signed',
    hint: 'The day of the last signature.',
    ask: 'Enter the day on which the agreement was signed',
    'in-future': 'Enter a day of signature that is not in the future',
    'before-decision': 'Enter a day of signature that is not before the decision',
  },
  year: { label: 'Year', ask: 'Enter the year, for example 2026' },
};
