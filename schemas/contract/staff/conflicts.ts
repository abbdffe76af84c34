import * as z from 'zod';
import { applicationId, applicationState } from '../../application.ts';
import { changes, instant } from '../../fields.ts';
import { declaration, declaredMatch } from '../../juror.ts';
import { duties, role } from '../../office.ts';
import { ownDeclaration, recusalBody } from '../conflicts.ts';
import type { Operation } from '../operation.ts';
import { file } from '../shared.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.conflicts;

/** Conflicts of interest of the city's agents. */
export const staffConflictsContract = {
  getStaffDeclaration: {
    ...at.getStaffDeclaration,
    audience: 'staff',
    roles: duties.read,
    summary: 'My declaration of interests for this year, as an agent.',
    response: ownDeclaration,
    problems: [403],
  },
  saveStaffDeclaration: {
    ...at.saveStaffDeclaration,
    audience: 'staff',
    roles: duties.read,
    summary: 'Declare for this year the organisations that I am bound to, or none; the former version is kept.',
    body: declaration.safeExtend({ revision: changes(0) }),
    response: ownDeclaration,
    problems: [403, 409, 422],
  },
  getStaffConflicts: {
    ...at.getStaffConflicts,
    audience: 'staff',
    roles: duties.read,
    summary: 'What my declaration finds in a file: stepping back is proposed.',
    params: file,
    response: z.object({ matches: z.array(declaredMatch) }),
    problems: [403, 404, 422],
  },
  stepBack: {
    ...at.stepBack,
    audience: 'staff',
    roles: duties.read,
    summary: 'Step back from a file for a conflict of interest, in every role. It cannot be undone.',
    params: file,
    body: recusalBody,
    response: z.object({ since: instant() }),
    problems: [403, 404, 409, 422],
  },
  listUnhandled: {
    ...at.listUnhandled,
    audience: 'staff',
    roles: duties.members,
    summary: 'Files that no agent may check or decide any more, by number alone, with the roles to give to somebody.',
    response: z.object({
      items: z.array(z.object({ applicationId, number: z.string(), state: applicationState, lacking: z.array(role) })),
    }),
    problems: [403],
  },
} as const satisfies Record<string, Operation>;
