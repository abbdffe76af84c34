import * as z from 'zod';

/** How often somebody is reminded of what waits for them: on each day with something to say, on Mondays, or never. */
export const reminderChoices = ['daily', 'weekly', 'none'] as const;
export const reminderChoice = z.enum(reminderChoices);
export type ReminderChoice = z.infer<typeof reminderChoice>;

/** What comes of reminding a juror by hand; `today`: a reminder went out to them today already. */
export const reminderOutcomes = ['reminded', 'today', 'declined', 'unreachable', 'relieved'] as const;
export const reminderOutcome = z.enum(reminderOutcomes);
export type ReminderOutcome = z.infer<typeof reminderOutcome>;

/** What holds for who has not chosen. */
export const usualReminders: ReminderChoice = 'daily';

/** Hours of the day in Paris between which reminders leave: from the first on, and before the second. */
export const reminderHours = { from: 7, before: 12 } as const;
