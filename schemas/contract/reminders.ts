import * as z from 'zod';
import { reminderChoice } from '../reminders.ts';
import type { Audience, Operation } from './operation.ts';

const choice = z.object({ choice: reminderChoice });
const asking = <A extends Audience>(audience: A) =>
  ({
    method: 'GET',
    path: `/api/${audience}/reminders`,
    audience,
    summary: 'How often I am reminded by mail of what waits for me.',
    response: choice,
    problems: [403],
  }) as const;
const saving = <A extends Audience>(audience: A) =>
  ({
    method: 'PUT',
    path: `/api/${audience}/reminders`,
    audience,
    summary: 'Choose how often I am reminded: daily, on Mondays, or never.',
    body: choice,
    response: choice,
    problems: [403, 422],
  }) as const;

export const juryReminderContract = {
  getJuryReminders: asking('jury'),
  saveJuryReminders: saving('jury'),
} as const satisfies Record<string, Operation>;

export const staffReminderContract = {
  getStaffReminders: asking('staff'),
  saveStaffReminders: saving('staff'),
} as const satisfies Record<string, Operation>;
