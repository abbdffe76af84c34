import * as z from 'zod';
import { applicationId, applicationState } from '../application.ts';
import { callId } from '../call.ts';
import { email, instant, language, personId, slug, text } from '../fields.ts';
import {
  declaration,
  declaredMatch,
  declaredOrganisation,
  jurorProfile,
  jurorStatus,
  recusalReason,
  relief,
  skills,
} from '../juror.ts';
import { roles } from '../organisation.ts';
import { territoryId } from '../territory.ts';
import type { Operation } from './operation.ts';
import { asRead, file } from './shared.ts';

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
    body: declaration.safeExtend({ revision: z.int().min(0) }),
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

export const staffRecusal = recusalReason
  .partial()
  .extend({ jurorId: z.string(), jurorName: z.string(), at: instant() });
export const staffRelief = relief.extend({ jurorName: z.string() });

/** A member of the office as staff see one. */
export const officeMember = z.object({
  id: personId(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  invitedAt: instant().optional(),
  joinedAt: instant().optional(),
});

/** A juror as staff see one: skills and work, and whether, not what, was declared for this year. */
export const juryMember = officeMember.extend({
  ...jurorProfile.shape,
  open: z.int().min(0),
  late: z.int().min(0),
  declared: z.boolean(),
});

/** A juror to choose for a file. */
export const candidate = skills.extend({
  id: personId(),
  name: z.string(),
  open: z.int().min(0),
  /** Open assignments at most when files are shared out; by hand staff may go beyond. */
  cap: z.int().min(1),
  /** What suits this file. */
  suits: z.object({ territory: z.boolean(), sector: z.boolean() }),
  /** Set when the juror cannot be chosen. */
  bar: z.enum(['recused', 'on-file']).optional(),
  /** Set when the juror's annual declaration names the applicant or a partner. */
  match: declaredMatch.pick({ organisation: true, found: true }).optional(),
});

const shortfall = z.object({
  missing: z.int(),
  onFile: z.int(),
  recused: z.int(),
  conflicted: z.int(),
  atCap: z.int(),
});
const loadedJuror = skills.extend({
  id: personId(),
  name: z.string(),
  before: z.int(),
  after: z.int(),
  cap: z.int(),
});
const barred = z.array(z.object({ jurorId: personId(), why: z.enum(['recused', 'conflicted', 'on-file']) }));
const proposedFile = z.object({
  applicationId,
  number: z.string(),
  title: z.string(),
  organisationName: z.string(),
  territories: z.array(territoryId),
  sector: z.string(),
  stepId: slug(),
  jurorIds: z.array(personId()),
  barred,
  short: shortfall.optional(),
});

const juror = z.object({ jurorId: personId() });
const member = z.object({ personId: personId() });

/** Jurors, their invitation, and the sharing out of files: the staff's part. */
export const jurorsContract = {
  listMembers: {
    method: 'GET',
    path: '/api/staff/members',
    audience: 'staff',
    summary: 'Jurors with their skills and open work, and members of staff.',
    response: z.object({ year: z.int(), jurors: z.array(juryMember), staff: z.array(officeMember) }),
    problems: [403],
  },
  inviteMember: {
    method: 'POST',
    path: '/api/staff/invitations',
    audience: 'staff',
    summary: 'Invite a juror or a member of staff by e-mail, or give the role to a person whom the issuer knows.',
    body: z.object({
      role: z.enum(roles),
      name: text(120),
      email: email(),
      language,
      /** The `sub` at the issuer, where the service cannot make accounts there. */
      personId: personId().optional(),
    }),
    response: officeMember,
    problems: [403, 409, 422],
  },
  resendInvitation: {
    method: 'POST',
    path: '/api/staff/invitations/{personId}/sending',
    audience: 'staff',
    summary: 'Send the invitation again to who has not come yet.',
    params: member,
    body: z.object({}),
    response: officeMember,
    problems: [403, 404, 409, 422],
  },
  withdrawInvitation: {
    method: 'POST',
    path: '/api/staff/invitations/{personId}/withdrawal',
    audience: 'staff',
    summary: 'Take back the invitation of who has not come yet: the account then opens nothing.',
    params: member,
    body: z.object({}),
    response: officeMember,
    problems: [403, 404, 409, 422],
  },
  updateJuror: {
    method: 'PUT',
    path: '/api/staff/jury/{jurorId}',
    audience: 'staff',
    summary: "Set a juror's skills and how many files may be open.",
    params: juror,
    body: skills.extend({ openFiles: jurorProfile.shape.openFiles }),
    response: juryMember,
    problems: [403, 404, 422],
  },
  setJurorStatus: {
    method: 'POST',
    path: '/api/staff/jury/{jurorId}/status',
    audience: 'staff',
    summary: 'Have a juror begin to hand over, leave once nothing is open, or stay after all.',
    params: juror,
    body: z.object({ status: jurorStatus }),
    response: juryMember,
    problems: [403, 404, 409, 422],
  },
  proposeHandover: {
    method: 'POST',
    path: '/api/staff/jury/{jurorId}/handover',
    audience: 'staff',
    summary: 'Who could take over each open file of a juror; nothing is changed.',
    params: juror,
    body: z.object({}),
    response: z.object({
      files: z.array(proposedFile.extend({ state: applicationState })),
      jurors: z.array(loadedJuror),
    }),
    problems: [403, 404, 422],
  },
  listCandidates: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/candidates',
    audience: 'staff',
    summary: 'The jurors who can be assigned to a file, with their work, skills and declared ties to it.',
    params: file,
    response: z.object({ items: z.array(candidate) }),
    problems: [403, 404, 422],
  },
  proposeAssignments: {
    method: 'POST',
    path: '/api/staff/calls/{callId}/assignments',
    audience: 'staff',
    summary: 'A balanced sharing of the files that wait for their jurors, all or those named; nothing is changed.',
    params: z.object({ callId }),
    body: z.object({ applicationIds: z.array(applicationId).min(1).max(500).optional() }),
    response: z.object({
      /** Each at the version that it was read at: its step is opened with this one. */
      files: z.array(proposedFile.extend({ ...asRead, wanted: z.int(), quorum: z.int() })),
      jurors: z.array(loadedJuror),
      /** Files named that do not wait for jurors any more. */
      skipped: z.array(applicationId),
      /** More files wait than one proposal holds. */
      more: z.boolean(),
    }),
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
