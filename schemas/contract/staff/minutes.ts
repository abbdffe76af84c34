import * as z from 'zod';
import { changes, language } from '../../fields.ts';
import { duties } from '../../office.ts';
import { maxMinutesParts, minutesContent } from '../../session.ts';
import { minutes } from '../minutes.ts';
import type { Operation } from '../operation.ts';
import { problems, session } from '../sessions.ts';
import { printedFile } from '../shared.ts';
import { staffPlaces } from './places.ts';

/**
 * Minutes as a whole, over the revision that was read. `forAll` names the places, from 0, of the general parts of which
 * whoever saves them says that they give no file away.
 */
const written = z.object({
  content: minutesContent,
  revision: changes(0),
  forAll: z
    .array(
      z
        .int()
        .min(0)
        .max(maxMinutesParts - 1),
    )
    .max(maxMinutesParts)
    .optional(),
});

const at = staffPlaces.minutes;

/** What staff do with the minutes of a session that is closed. */
export const staffMinutesContract = {
  getMinutes: {
    ...at.getMinutes,
    audience: 'staff',
    roles: duties.read,
    summary: 'The minutes: drawn from the session until somebody corrects them, then as corrected.',
    params: session,
    query: z.object({ language: language.default('fr') }),
    response: minutes,
    noted: 'minutes',
    problems,
  },
  getMinutesPdf: {
    ...at.getMinutesPdf,
    audience: 'staff',
    roles: duties.read,
    summary: 'The minutes as they stand, as PDF.',
    params: session,
    query: z.object({ language: language.default('fr') }),
    response: printedFile,
    noted: 'minutes',
    problems,
  },
  saveMinutes: {
    ...at.saveMinutes,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Save a correction of the minutes; earlier ones are kept.',
    params: session,
    body: written,
    response: minutes,
    problems,
  },
  approveMinutes: {
    ...at.approveMinutes,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Approve the minutes as they stand: nobody can change them any more, and members may read them.',
    params: session,
    body: written,
    response: minutes,
    problems,
  },
} as const satisfies Record<string, Operation>;
