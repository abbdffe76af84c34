import type { Texts } from '../fr.ts';
import { sessionEvents } from './sessions.ts';

export const events = {
  /** Of what newer code wrote, while two versions run. */
  unknown: 'Something that this version of the service does not know yet.',
  application: {
    started: 'The draft was created.',
    submitted: 'Application {{number}} was submitted. The acknowledgement of receipt was sent.',
    'check-passed': 'Step completed: {{stepId}}.',
    'complements-requested': 'Additional documents were requested, to be provided by {{dueOn}}.',
    'complements-provided': 'The additional documents were provided.',
    'found-ineligible': 'The project was found not eligible.',
    'step-opened': 'The file was passed on to the jury: {{stepId}}.',
    'juror-assigned': 'A jury member was added to the step: {{stepId}}.',
    'juror-recused': 'A jury member was recused.',
    'juror-relieved': 'A jury member was relieved of the step: {{stepId}}.',
    'jurors-reminded': 'Jurors who were late were reminded: {{stepId}}.',
    'step-closed': 'The jury completed the step: {{stepId}}.',
    scheduled: 'The file was put on the agenda of a session of the jury: {{stepId}}.',
    rescheduled: 'The session of the jury that hears the file moved to another time.',
    unscheduled: 'The file was taken off the agenda of a session of the jury.',
    postponed: 'The jury put the file off to another session.',
    deliberated: 'The jury gave its opinion: {{stepId}}.',
    supported: 'On {{decidedOn}} the City decided to support the project with {{amountCents}}.',
    refused: 'On {{decidedOn}} the City decided not to support the project.',
    deferred: 'The decision was postponed on {{decidedOn}}.',
    announced: 'The decision was announced.',
    'decision-corrected': 'The decision of {{decidedOn}} replaces the former one.',
    'decision-withdrawn': 'The decision was withdrawn. A new one will be taken.',
    'agreement-signed': 'The agreement was signed on {{signedOn}}.',
    resumed: 'The deferred file was taken up again.',
    withdrawn: 'The organisation withdrew the file.',
    'mail-resumed': 'Staff had the e-mails that were held back sent again.',
  },
  evaluation: {
    recorded: 'An evaluation was submitted.',
    corrected: 'An evaluation was corrected.',
  },
  call: { published: 'Version {{version}} of the call was published.' },
  session: sessionEvents,
  organisation: {
    registered: 'The organisation was registered.',
    updated: 'The information about the organisation was updated.',
  },
} satisfies Texts['events'];
