import type { Translated } from '../../i18n.ts';
import type { reminders as fr } from '../fr/reminders.ts';

export const reminders: Translated<typeof fr> = {
  nav: 'My reminders',
  title: 'My reminders',
  lead: {
    jury: 'The City reminds you by mail of what is due soon and what is late: one message a day at most, in the morning. Nothing due, no message.',
    staff:
      'One mail gathers the steps that are late, the quorums out of reach and the silences that run out: one message a day at most, in the morning. On a day with nothing to tell, no message leaves.',
  },
  legend: 'When do you want to be reminded?',
  choices: {
    daily: 'On each day when something waits for me',
    weekly: 'On Mondays only',
    none: 'Never',
  },
  hints: {
    daily: 'Before it is due, then as long as it is late.',
    weekly: 'What is late, and what is due within the week.',
    none: 'Neither in the morning nor when staff send one. Messages that tell of a new file still reach you.',
  },
  save: 'Save my choice',
  saved: 'Your choice is saved.',
  now: {
    action_one: 'Remind the juror who is late',
    action_other: 'Remind the {{count}} jurors who are late',
    title_one: 'Remind the juror who is late?',
    title_other: 'Remind the {{count}} jurors who are late?',
    body_one: '{{names}} receives a mail now that recalls this file.',
    body_other: '{{names}} each receive a mail now that recalls this file.',
    limit: 'A juror has one reminder a day at most: whoever had one today has no other.',
    confirm: 'Send the reminder',
    done: 'The reminder is done.',
    outcomes: {
      reminded_one: '{{names}}: reminded just now.',
      reminded_other: '{{names}}: reminded just now.',
      today_one: '{{names}}: a reminder has left today already.',
      today_other: '{{names}}: a reminder has left to each today already.',
      declined_one: '{{names}} chose to have no reminders: better call.',
      declined_other: '{{names}} chose to have no reminders: better call.',
      unreachable_one: '{{names}}: the address refuses our mails.',
      unreachable_other: '{{names}}: their addresses refuse our mails.',
      relieved_one: '{{names}}: relieved of this step, nothing is asked.',
      relieved_other: '{{names}}: relieved of this step, nothing is asked.',
    },
    last: 'Reminded on {{date}}',
  },
};
