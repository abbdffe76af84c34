import * as z from 'zod';
import { applicationId, applicationState } from '../../application.ts';
import { callId } from '../../call.ts';
import { personId, slug } from '../../fields.ts';
import { declaredMatch, skills } from '../../juror.ts';
import { duties } from '../../office.ts';
import { territoryId } from '../../territory.ts';
import type { Operation } from '../operation.ts';
import { asRead, file } from '../shared.ts';
import { staffPlaces } from './places.ts';

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

const at = staffPlaces.assignments;

/** The sharing out of files. */
export const staffAssignmentsContract = {
  proposeHandover: {
    ...at.proposeHandover,
    audience: 'staff',
    roles: duties.jurors,
    summary: 'Who could take over each open file of a juror; nothing is changed.',
    params: juror,
    body: z.object({}),
    response: z.object({
      files: z.array(
        proposedFile.extend({
          state: applicationState,
          /** The agent who asks is recused from it: another one hands it over. */
          closed: z.literal(true).optional(),
        }),
      ),
      jurors: z.array(loadedJuror),
    }),
    problems: [403, 404, 422],
  },
  listCandidates: {
    ...at.listCandidates,
    audience: 'staff',
    roles: duties.handle,
    summary: 'The jurors who can be assigned to a file, with their work, skills and declared ties to it.',
    params: file,
    response: z.object({ items: z.array(candidate) }),
    problems: [403, 404, 422],
  },
  proposeAssignments: {
    ...at.proposeAssignments,
    audience: 'staff',
    roles: duties.handle,
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
