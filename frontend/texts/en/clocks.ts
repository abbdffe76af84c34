import type { Translated } from '../../i18n.ts';
import type { clocks as french } from '../fr/clocks.ts';

/** Files that the city's silence is about to refuse, or has refused. */
export const clocks: Translated<typeof french> = {
  title: 'Time left to answer',
  lead: 'Two months of silence are a refusal, unless the call’s rules say otherwise. The clock stops while a document is asked for, and runs until a decision that is kept back is announced.',
  back: 'Files',
  panel: {
    label: 'Time left to answer',
    near_one: 'The time to answer {{count}} file runs out within {{days}} days.',
    near_other: 'The time to answer {{count}} files runs out within {{days}} days.',
    many: 'The time to answer more than {{count}} files runs out within {{days}} days, or has run out.',
    past_one: 'The time to answer {{count}} file has run out: the request is deemed refused.',
    past_other: 'The time to answer {{count}} files has run out: the requests are deemed refused.',
    open: 'See these files',
  },
  list: {
    caption: 'Files whose time to answer has run out or ends within {{days}} days, the most urgent first',
    columns: {
      project: 'Project and organisation',
      number: 'Number',
      state: 'State',
      submitted: 'Submitted on',
      runsOut: 'Refused by silence on',
    },
    rejected: 'Refused by silence',
    suspended: 'Without an answer from the organisation',
    none: '—',
    empty: 'No time runs out within {{days}} days',
    emptyBody: 'Files appear here as their day comes near.',
  },
};
