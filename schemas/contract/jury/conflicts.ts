import * as z from 'zod';
import { changes, instant } from '../../fields.ts';
import { declaration, declaredMatch } from '../../juror.ts';
import { ownDeclaration, recusalBody } from '../conflicts.ts';
import type { Operation } from '../operation.ts';
import { file } from '../shared.ts';
import { juryPlaces } from './places.ts';

/** What a juror needs to know of a file to say whether a conflict of interest stands in the way, and no more. */
export const conflictCheck = z.object({
  number: z.string(),
  title: z.string(),
  organisationName: z.string(),
  partners: z.string().optional(),
  /** When the juror said that there is none. */
  declaredAt: instant().optional(),
  /** What the juror's annual declaration finds in the file: a recusal is proposed. */
  matches: z.array(declaredMatch),
});

const at = juryPlaces.conflicts;

/** Conflicts of interest: the juror's own part. */
export const juryConflictsContract = {
  getDeclaration: {
    ...at.getDeclaration,
    audience: 'jury',
    summary: 'My declaration of interests for this year.',
    response: ownDeclaration,
    problems: [403],
  },
  saveDeclaration: {
    ...at.saveDeclaration,
    audience: 'jury',
    summary: 'Declare for this year the organisations that I am bound to, or none; the former version is kept.',
    body: declaration.safeExtend({ revision: changes(0) }),
    response: ownDeclaration,
    problems: [403, 409, 422],
  },
  getConflictCheck: {
    ...at.getConflictCheck,
    audience: 'jury',
    summary: 'What I need to know of a file to say whether I have a conflict of interest.',
    params: file,
    response: conflictCheck,
    problems: [403, 404, 422],
  },
  declareNoConflict: {
    ...at.declareNoConflict,
    audience: 'jury',
    summary: 'Declare that I have no conflict of interest with this file: it then opens.',
    params: file,
    body: z.object({ confirm: z.literal(true) }),
    response: conflictCheck,
    problems: [403, 404, 422],
  },
  recuse: {
    ...at.recuse,
    audience: 'jury',
    summary: 'Declare a conflict of interest and why: from then on the file is closed to me. It cannot be undone.',
    params: file,
    body: recusalBody,
    response: z.object({ since: instant() }),
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
