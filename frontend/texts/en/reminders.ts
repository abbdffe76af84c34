import type { Translated } from '../../i18n.ts';
import type { reminders as fr } from '../fr/reminders.ts';

export const reminders: Translated<typeof fr> = {
  nav: 'My reminders',
  title: 'My reminders',
  lead: {
    jury: 'The City reminds you by mail of what is due soon and what is late: one message a day at most, in the morning. Nothing due, no message.',
    staff:
      'One mail gathers the steps that are late, the quorums out of reach and the silences that run out: one message a day at most, in the morning. Nothing to say, no message.',
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
    none: 'Messages that tell of a new file still reach you.',
  },
  save: 'Save my choice',
  saved: 'Your choice is saved.',
};
