import type { Translated } from '../../i18n.ts';
import type { eligibility as french } from '../fr/eligibility.ts';

export const eligibility: Translated<typeof french> = {
  title: 'Rules of the call',
  lead: 'The service holds your application against the rules of the call. A rule that is not met does not prevent submission: the City decides.',
  staffLead: 'For information, from what was submitted. Staff decide.',
  unmet_one: 'One condition of the call is not met',
  unmet_other: '{{count}} conditions of the call are not met',
  met: 'condition met',
  'not-met': 'condition not met',
  unknown: 'to be filled in',
};
