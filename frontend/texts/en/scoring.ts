import type { Translated } from '../../i18n.ts';
import type { scoring as fr } from '../fr/scoring.ts';

export const scoring: Translated<typeof fr> = {
  progress: {
    column: 'In',
    value: '{{in}}/{{of}}',
    spoken: '{{in}} of {{of}} in',
  },
  threshold: {
    advisory: 'Advisory threshold of a favourable opinion: {{threshold}}',
    required: 'Required threshold: {{threshold}}. Below it, the jury’s next steps do not take place.',
    above: { advisory: 'Above the advisory threshold', required: 'Required threshold reached' },
    below: { advisory: 'Below the advisory threshold', required: 'Required threshold not reached' },
  },
  jury: 'For the jury',
  forApplicant: {
    criterion: 'For the applicant (optional)',
    criterionHint: 'What they may be told of this criterion if the project is not supported.',
    general: 'For the applicant, on the project as a whole (optional)',
    generalHint:
      'What they may be told if the project is not supported. Your marks and your comments for the jury are not passed on.',
    open: 'Add a word for the applicant',
    filled: 'Your word for the applicant',
    shown: 'For the applicant:',
  },
  applicantHidden: {
    title: 'Applicant hidden',
    body: 'At this step, the applicant’s name is hidden from you: it is taken out of the file and of its texts, where “[…]” stands for it. The documents are the applicant’s own and may name them.',
  },
  documents: {
    look: 'Look at it',
    lookName: 'Look at {{name}} in a new tab',
    blocked: 'Your browser blocked the new tab: allow it for this site, or download the document.',
  },
  peers: {
    hiddenUntilClosed: 'At this step, you will see your peers’ evaluations once the step is closed.',
    confirmUntilClosed: 'The evaluations of your peers will be shown to you once the step is closed.',
  },
  keyboard: {
    title: 'By keyboard',
    body: 'Tab goes from one field to the next; the arrow keys go up and down the scale of a mark.',
  },
  versions: {
    summary_one: 'Submitted {{count}} more time: see what changed',
    summary_other: 'Submitted {{count}} more times: see what changed',
    first: 'Submitted on {{date}}',
    corrected: 'Corrected on {{date}}',
    same: 'Submitted again, without a change.',
    mark: '{{criterion}}, mark:',
    comment: '{{criterion}}, comment for the jury:',
    applicant: '{{criterion}}, word for the applicant:',
    whole: 'The project as a whole',
    opinion: 'Opinion:',
    amount: 'Amount proposed:',
    none: 'nothing',
    added: 'added:',
    removed: 'removed:',
  },
};
