import * as z from 'zod';
import {
  applicationAction,
  applicationContent,
  applicationCore,
  draftSection,
  savedSection,
  sectionName,
} from '../application.ts';
import { attachment, attachmentId, attachmentPromise } from '../attachment.ts';
import { callId, callVersion } from '../call.ts';
import { changes, cursor, day, idempotencyKey, instant, money, slug } from '../fields.ts';
import { organisation, organisationContent, organisationId } from '../organisation.ts';
import { applicantPartsContract } from './applicant-parts.ts';
import { closing } from './closings.ts';
import { ownJoinsContract } from './joins.ts';
import type { Operation } from './operation.ts';
import { done, file, letterOf, link, listed, page, printedFile, session } from './shared.ts';

/** The day on which a draft is thrown away unless it is saved before. */
const draftExpiresOn = day().optional();

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

export const applicantFile = applicationCore
  .pick({
    id: true,
    state: true,
    callId: true,
    callVersion: true,
    number: true,
    startedAt: true,
    submittedAt: true,
    silenceRejectsOn: true,
    complementsDueOn: true,
    stepId: true,
    outcome: true,
    grantedCents: true,
    decidedOn: true,
  })
  .extend({
    /** Moves with each handing over, and with nothing that happens inside the service. */
    version: z.int().min(1),
    organisation,
    /** What is being typed, by section; the frozen content once it cannot be changed. */
    sections: z.partialRecord(sectionName, savedSection),
    content: applicationContent.optional(),
    /** Those handed over, and those that go with the next handing over. */
    attachments: z.array(attachment.extend({ submitted: z.boolean() })),
    /** The request that waits for an answer. */
    complementsRequest: z.string().optional(),
    /** The points of the check that are not met yet, by their ids in the call's step: what the request is about. */
    unmetPoints: z.array(slug()).optional(),
    /** Steps of the jury that took place; others were passed over, or the file ended before them. */
    heldStepIds: z.array(slug()).optional(),
    /** Why the file was refused or found ineligible, in the words of the letter. */
    reasons: z.string().optional(),
    /** The day on which silence refuses the file; while documents are asked for, the one that holds without an answer. */
    runsOutOn: day().optional(),
    /** The day on which silence refused the file, while the City has not decided it. */
    refusedBySilenceOn: day().optional(),
    closing: closing.optional(),
    expiresOn: draftExpiresOn,
    availableActions: z.array(applicationAction),
    call: callVersion,
  });

export const applicantContract = {
  openApplicantSession: {
    method: 'POST',
    path: '/api/applicant/session',
    audience: 'applicant',
    summary: 'Make or refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [422],
  },
  listOrganisations: {
    method: 'GET',
    path: '/api/applicant/organisations',
    audience: 'applicant',
    summary: 'The organisations I act for.',
    response: z.object({ items: z.array(organisation) }),
    problems: [],
  },
  registerOrganisation: {
    method: 'POST',
    path: '/api/applicant/organisations',
    audience: 'applicant',
    summary: 'Register an organisation that I act for.',
    body: organisationContent.extend({ idempotencyKey: idempotencyKey() }),
    response: organisation,
    problems: [409, 422],
  },
  updateOrganisation: {
    method: 'PUT',
    path: '/api/applicant/organisations/{organisationId}',
    audience: 'applicant',
    summary: 'Correct what my organisation says of itself; files already submitted keep what they said.',
    params: z.object({ organisationId }),
    body: organisationContent.extend({ version: changes(1) }),
    response: organisation,
    problems: [404, 409, 422],
  },
  ...ownJoinsContract,
  listApplications: {
    method: 'GET',
    path: '/api/applicant/applications',
    audience: 'applicant',
    summary: "My organisation's applications and drafts, the last changed first.",
    query: z.object({ organisationId, cursor: cursor().optional() }),
    response: page(applicantListItem),
    problems: [404, 422],
  },
  startApplication: {
    method: 'POST',
    path: '/api/applicant/applications',
    audience: 'applicant',
    summary: 'Start a draft. The same key twice makes one draft.',
    body: z.object({ callId, organisationId, idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  getApplication: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}',
    audience: 'applicant',
    summary: 'One of my files: content, documents, and what I can do.',
    params: file,
    response: applicantFile,
    problems: [404, 422],
  },
  discardDraft: {
    method: 'DELETE',
    path: '/api/applicant/applications/{applicationId}',
    audience: 'applicant',
    summary: 'Throw away a draft for good, with its documents.',
    params: file,
    response: done,
    problems: [404, 409, 422],
  },
  keepDraft: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/keep',
    audience: 'applicant',
    summary: 'Keep a draft that nobody has saved for long as it is. The day on which it expires moves back.',
    params: file,
    response: z.object({ expiresOn: draftExpiresOn }),
    problems: [404, 409, 422],
  },
  saveSection: {
    method: 'PUT',
    path: '/api/applicant/applications/{applicationId}/sections/{section}',
    audience: 'applicant',
    summary: 'Save one part of the form as it is. Anything typed is kept; the rules are checked at submission.',
    params: file.extend({ section: sectionName }),
    body: z.object({ content: draftSection, revision: changes(0) }),
    response: savedSection,
    problems: [404, 409, 422],
  },
  addAttachment: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/attachments',
    audience: 'applicant',
    summary: 'Promise a document and get a form to post its bytes straight to the bucket.',
    params: file,
    body: attachmentPromise,
    response: z.object({
      attachment,
      upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()), expiresInSeconds: z.int() }),
    }),
    problems: [404, 409, 422],
  },
  removeAttachment: {
    method: 'DELETE',
    path: '/api/applicant/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'applicant',
    summary: 'Remove a document that was not yet submitted.',
    params: file.extend({ attachmentId }),
    response: done,
    problems: [404, 409, 422],
  },
  getApplicantAttachment: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'applicant',
    summary: 'A short-lived link to one of my documents.',
    params: file.extend({ attachmentId }),
    response: link,
    problems: [404, 409, 422],
  },
  submitApplication: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/submission',
    audience: 'applicant',
    summary: 'Submit the file: its content is frozen, it gets a number, and the acknowledgement leaves by e-mail.',
    params: file,
    body: z.object({ idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  provideComplements: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/complements',
    audience: 'applicant',
    summary: 'Answer a request for missing documents: the corrected file is frozen as a new revision.',
    params: file,
    body: z.object({ idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  ...applicantPartsContract,
  /** Where places were once those of the chain, an older page finds nothing, and not another letter than it names. */
  getLetterPdf: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}/letter-prints/{seq}',
    audience: 'applicant',
    summary: 'A letter that the City wrote to me, as PDF, by its place in the list of letters.',
    params: letterOf,
    response: printedFile,
    problems: [404, 422],
  },
  askContact: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/contact/question',
    audience: 'applicant',
    summary:
      'Ask the holder of the contact’s address once more, by mail, whether copies of letters may go there: three times a file.',
    params: file,
    body: z.object({}),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  withdrawApplication: {
    method: 'POST',
    path: '/api/applicant/applications/{applicationId}/withdrawal',
    audience: 'applicant',
    summary: 'Withdraw a submitted file.',
    params: file,
    body: z.object({}),
    response: applicantFile,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
