import * as z from 'zod';
import { changes, instant, language } from '../fields.ts';
import { duties } from '../office.ts';
import { maxMinutesParts, minutesContent, minutesText } from '../session.ts';
import type { Operation } from './operation.ts';
import { problems, session } from './sessions.ts';
import { printedFile } from './shared.ts';

export const minutes = z.object({
  state: z.enum(['draft', 'approved']),
  /** 0 while nothing was corrected: the text follows the session. */
  revision: z.int().min(0),
  savedAt: instant().optional(),
  content: minutesText,
});

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

/** What staff do with the minutes of a session that is closed. */
export const staffMinutesContract = {
  getMinutes: {
    method: 'GET',
    path: '/api/staff/sessions/{sessionId}/minutes',
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
    method: 'GET',
    path: '/api/staff/sessions/{sessionId}/minutes/pdf',
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
    method: 'PUT',
    path: '/api/staff/sessions/{sessionId}/minutes',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Save a correction of the minutes; earlier ones are kept.',
    params: session,
    body: written,
    response: minutes,
    problems,
  },
  approveMinutes: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/minutes/approval',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Approve the minutes as they stand: nobody can change them any more, and members may read them.',
    params: session,
    body: written,
    response: minutes,
    problems,
  },
} as const satisfies Record<string, Operation>;

/** What members read of the minutes of their sessions. */
export const juryMinutesContract = {
  getJuryMinutes: {
    method: 'GET',
    path: '/api/jury/sessions/{sessionId}/minutes',
    audience: 'jury',
    summary:
      'The approved minutes of a session that I was a member of, less the files that I am recused from or have not declared for, and then less what is general and might give them away.',
    params: session,
    response: minutes,
    noted: 'minutes',
    problems: [403, 404, 422],
  },
  getJuryMinutesPdf: {
    method: 'GET',
    path: '/api/jury/sessions/{sessionId}/minutes/pdf',
    audience: 'jury',
    summary: 'The approved minutes of my session as PDF, less what is closed to me.',
    params: session,
    response: printedFile,
    noted: 'minutes',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
