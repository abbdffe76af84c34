import * as z from 'zod';
import { personId, slug, text } from '../../fields.ts';
import { duties } from '../../office.ts';
import { evaluationVersions } from '../evaluations.ts';
import type { Operation } from '../operation.ts';
import { asReadSince, file } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.steps;

/** A file's steps of the jury, and who evaluates it. */
export const staffStepsContract = {
  openStep: {
    ...at.openStep,
    audience: 'staff',
    roles: duties.handle,
    summary: "Open the jury's first step with these jurors.",
    params: file,
    body: z.object({ jurorIds: z.array(personId()).min(1).max(60), ...asReadSince }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  assignJuror: {
    ...at.assignJuror,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Assign one more juror to the open step.',
    params: file,
    body: z.object({ jurorId: personId() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  relieveJuror: {
    ...at.relieveJuror,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Take a juror off the open step, with the reason, and put another in the place where one is named.',
    params: file.extend({ jurorId: personId() }),
    body: z.object({ reason: text(2000, 5), by: personId().optional() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  closeStep: {
    ...at.closeStep,
    audience: 'staff',
    roles: duties.close,
    summary: 'Close the open step without waiting for the evaluations beyond its quorum.',
    params: file,
    body: z.object({ stepId: slug(), ...asReadSince }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  listEvaluationVersions: {
    ...at.listEvaluationVersions,
    audience: 'staff',
    roles: duties.read,
    summary: 'What a juror submitted at a step, correction by correction.',
    params: file.extend({ stepId: slug(), jurorId: personId() }),
    response: evaluationVersions,
    noted: 'file',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
