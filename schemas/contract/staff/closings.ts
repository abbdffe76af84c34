import { duties } from '../../office.ts';
import { closingBody } from '../closings.ts';
import type { Operation } from '../operation.ts';
import { file } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.closings;

/** Ends without a decision, and the way back from them. */
export const staffClosingsContract = {
  closeApplication: {
    ...at.closeApplication,
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
    ...at.recordSilence,
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
    ...at.reopenApplication,
    audience: 'staff',
    roles: duties.decide,
    summary: 'Open a file again that was ended without a decision: it goes on at the step where it stood.',
    params: file,
    body: closingBody,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
