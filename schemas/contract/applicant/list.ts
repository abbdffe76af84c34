import * as z from 'zod';
import { applicationAction } from '../../application.ts';
import { cursor, day, instant, money } from '../../fields.ts';
import { organisationId } from '../../organisation.ts';
import type { Operation } from '../operation.ts';
import { draftExpiresOn, listed, page } from '../shared.ts';
import { applicantPlaces } from './places.ts';

export const applicantListItem = listed.extend({
  /** The last save of a draft, and then when the file was handed over. */
  updatedAt: instant(),
  complementsDueOn: day().optional(),
  grantedCents: money().optional(),
  /** The day on which silence refused the file, while the City has not decided it. */
  refusedBySilenceOn: day().optional(),
  /** The day on which silence refuses the file; while documents are asked for, the one that holds without an answer. */
  runsOutOn: day().optional(),
  expiresOn: draftExpiresOn,
  availableActions: z.array(applicationAction),
});

const at = applicantPlaces.list;

export const applicantListContract = {
  listApplications: {
    ...at.listApplications,
    audience: 'applicant',
    summary: "My organisation's applications and drafts, the last changed first.",
    query: z.object({ organisationId, cursor: cursor().optional() }),
    response: page(applicantListItem),
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>;
