import * as z from 'zod';
import { personId, slug } from '../../fields.ts';
import { duties } from '../../office.ts';
import { reminderOutcome } from '../../reminders.ts';
import type { Operation } from '../operation.ts';
import { file } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.reminders;

export const staffRemindersContract = {
  remindJurors: {
    ...at.remindJurors,
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
} as const satisfies Record<string, Operation>;
