import * as z from 'zod';
import { instant, personId } from '../fields.ts';
import { reminderChoice } from '../reminders.ts';

/** How often somebody is reminded. */
export const reminding = z.object({ choice: reminderChoice });

/** What staff see of reminders on a file. */
export const remindersOfFile = {
  /** Jurors of the open step whose evaluation is late. */
  lateJurorIds: z.array(personId()),
  /** When each juror who is awaited was last reminded of this step by hand. */
  reminded: z.array(z.object({ jurorId: personId(), at: instant() })),
};
