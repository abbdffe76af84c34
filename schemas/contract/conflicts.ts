import * as z from 'zod';
import { applicationId, applicationState } from '../application.ts';
import { changes, instant } from '../fields.ts';
import { declaration, declaredMatch, declaredOrganisation, recusalReason, relief } from '../juror.ts';
import { duties, role } from '../office.ts';
import type { Operation } from './operation.ts';
import { file } from './shared.ts';

export const ownDeclaration = z.object({
  /** The calendar year in Europe/Paris. */
  year: z.int(),
  /** 0 before the first declaration of the year; one more with each correction. */
  revision: z.int().min(0),
  declaredAt: instant().optional(),
  none: z.boolean(),
  organisations: z.array(declaredOrganisation),
});

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

export const recusalBody = recusalReason.extend({ confirm: z.literal(true) });

/** Conflicts of interest: the juror's own part. */
export const conflictContract = {
  getDeclaration: {
    method: 'GET',
    path: '/api/jury/declaration',
    audience: 'jury',
    summary: 'My declaration of interests for this year.',
    response: ownDeclaration,
    problems: [403],
  },
  saveDeclaration: {
    method: 'PUT',
    path: '/api/jury/declaration',
    audience: 'jury',
    summary: 'Declare for this year the organisations that I am bound to, or none; the former version is kept.',
    body: declaration.safeExtend({ revision: changes(0) }),
    response: ownDeclaration,
    problems: [403, 409, 422],
  },
  getConflictCheck: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/conflict',
    audience: 'jury',
    summary: 'What I need to know of a file to say whether I have a conflict of interest.',
    params: file,
    response: conflictCheck,
    problems: [403, 404, 422],
  },
  declareNoConflict: {
    method: 'POST',
    path: '/api/jury/applications/{applicationId}/conflict',
    audience: 'jury',
    summary: 'Declare that I have no conflict of interest with this file: it then opens.',
    params: file,
    body: z.object({ confirm: z.literal(true) }),
    response: conflictCheck,
    problems: [403, 404, 422],
  },
  recuse: {
    method: 'POST',
    path: '/api/jury/applications/{applicationId}/recusal',
    audience: 'jury',
    summary: 'Declare a conflict of interest and why: from then on the file is closed to me. It cannot be undone.',
    params: file,
    body: recusalBody,
    response: z.object({ since: instant() }),
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;

/** Conflicts of interest of the city's agents. */
export const agentConflictContract = {
  getStaffDeclaration: {
    method: 'GET',
    path: '/api/staff/declaration',
    audience: 'staff',
    roles: duties.read,
    summary: 'My declaration of interests for this year, as an agent.',
    response: ownDeclaration,
    problems: [403],
  },
  saveStaffDeclaration: {
    method: 'PUT',
    path: '/api/staff/declaration',
    audience: 'staff',
    roles: duties.read,
    summary: 'Declare for this year the organisations that I am bound to, or none; the former version is kept.',
    body: declaration.safeExtend({ revision: changes(0) }),
    response: ownDeclaration,
    problems: [403, 409, 422],
  },
  getStaffConflicts: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/conflict',
    audience: 'staff',
    roles: duties.read,
    summary: 'What my declaration finds in a file: stepping back is proposed.',
    params: file,
    response: z.object({ matches: z.array(declaredMatch) }),
    problems: [403, 404, 422],
  },
  stepBack: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/recusal',
    audience: 'staff',
    roles: duties.read,
    summary: 'Step back from a file for a conflict of interest, in every role. It cannot be undone.',
    params: file,
    body: recusalBody,
    response: z.object({ since: instant() }),
    problems: [403, 404, 409, 422],
  },
  listUnhandled: {
    method: 'GET',
    path: '/api/staff/unhandled',
    audience: 'staff',
    roles: duties.members,
    summary: 'Files that no agent may check or decide any more, by number alone, with the roles to give to somebody.',
    response: z.object({
      items: z.array(z.object({ applicationId, number: z.string(), state: applicationState, lacking: z.array(role) })),
    }),
    problems: [403],
  },
} as const satisfies Record<string, Operation>;

export const staffRecusal = recusalReason
  .partial()
  .extend({ jurorId: z.string(), jurorName: z.string(), at: instant() });
/** Without `reason` once it was erased. */
export const staffRelief = relief.partial({ reason: true }).extend({ jurorName: z.string() });
