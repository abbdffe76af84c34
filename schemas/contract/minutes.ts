import * as z from 'zod';
import { changes, instant, language } from '../fields.ts';
import { duties } from '../office.ts';
import { minutesContent, minutesText } from '../session.ts';
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
    body: z.object({ content: minutesContent, revision: changes(0) }),
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
    body: z.object({ content: minutesContent, revision: changes(0) }),
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
      'The approved minutes of a session that I was a member of, less the files that I am recused from or have not declared for.',
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
