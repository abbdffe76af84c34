import * as z from 'zod';
import { instant, personId, slug } from '../fields.ts';
import { duties } from '../office.ts';
import { reminderChoice, reminderOutcome } from '../reminders.ts';
import type { Audience, Operation } from './operation.ts';
import { file } from './shared.ts';

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
  getStaffReminders: { ...asking('staff'), roles: duties.read },
  saveStaffReminders: { ...saving('staff'), roles: duties.read },
} as const satisfies Record<string, Operation>;

/** What staff see of reminders on a file. */
export const remindersOfFile = {
  /** Jurors of the open step whose evaluation is late. */
  lateJurorIds: z.array(personId()),
  /** When each juror who is awaited was last reminded of this step by hand. */
  reminded: z.array(z.object({ jurorId: personId(), at: instant() })),
};

/** `staffFile` is handed in, since it holds what stands here. */
export const remindNowContract = <F extends z.ZodType>(staffFile: F) =>
  ({
    remindJurors: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/jurors/reminder',
      audience: 'staff',
      roles: duties.handle,
      summary: 'Remind the jurors who are late with the open step now: one reminder a day at most to each.',
      params: file,
      body: z.object({ stepId: slug() }),
      response: z.object({
        file: staffFile,
        /** What came of each juror of the step who is awaited, or was relieved. */
        jurors: z.array(z.object({ jurorId: personId(), jurorName: z.string(), outcome: reminderOutcome })),
      }),
      problems: [403, 404, 409, 422],
    },
  }) as const satisfies Record<string, Operation>;
