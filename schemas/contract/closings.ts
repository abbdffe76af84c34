import * as z from 'zod';
import { day, text } from '../fields.ts';
import { duties } from '../office.ts';
import type { Operation } from './operation.ts';
import { asRead, file } from './shared.ts';

/** Of a file that staff ended without a decision: on which day, and why. */
export const closing = z.object({ on: day(), reasons: z.string() });

/** What staff give with each of these acts; the applicant reads it in the letter. */
export const closingBody = z.object({ reasons: text(3000, 20), ...asRead });

/** Ends without a decision, and the way back from them. `staffFile` is handed in, since it holds what stands here. */
export const closingsContract = <F extends z.ZodType>(staffFile: F) =>
  ({
    closeApplication: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/closing',
      audience: 'staff',
      roles: duties.handle,
      summary:
        'Close a file without follow-up: what was asked for did not come by the day that the request gave. The letter, with the remedies, leaves by e-mail.',
      params: file,
      body: closingBody,
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
    recordSilence: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/silence',
      audience: 'staff',
      roles: duties.decide,
      summary:
        'Record that silence refused the file, once the last day to answer has passed: the file ends. The letter says since when, with the remedies.',
      params: file,
      body: closingBody,
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
    reopenApplication: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/reopening',
      audience: 'staff',
      roles: duties.decide,
      summary: 'Open a file again that was ended without a decision: it goes on at the step where it stood.',
      params: file,
      body: closingBody,
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
  }) as const satisfies Record<string, Operation>;
