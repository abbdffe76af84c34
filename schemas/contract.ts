import * as z from 'zod';
import {
  applicationAction,
  applicationContent,
  applicationCore,
  applicationId,
  applicationState,
  applicationTitle,
  decision,
  draftSection,
  project,
  recusal,
  savedSection,
  sectionName,
  timelineEntry,
} from './application.ts';
import { attachment, attachmentId, attachmentPromise } from './attachment.ts';
import { budget } from './budget.ts';
import { callContent, callId, callVersion } from './call.ts';
import { assignment, assignmentState, evaluationContent, stepAssignment, stepResult } from './evaluation.ts';
import { cursor, day, idempotencyKey, instant, json, language, money, personId, slug, text } from './fields.ts';
import { figure, quarter, quarterTotal, supportedProject } from './monitoring.ts';
import { organisation, organisationContent, organisationId, person } from './organisation.ts';
import { territoryId } from './territory.ts';

/**
 * Every operation of the API, once. The gateway's routes, the functions' parsing, the typed client, the OpenAPI
 * document and the authorization matrix are all derived from this list.
 */

export const audiences = ['public', 'applicant', 'jury', 'staff'] as const;
export type Audience = (typeof audiences)[number];

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under the site's origin, parameters in braces. */
  path: `/api/${string}`;
  audience: Audience;
  /** One sentence for the API document. */
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What the function may answer; anything else is stripped before it leaves. */
  response: z.ZodType;
  /** Answers beside success, 500 and the gateway's own. */
  problems: readonly (403 | 404 | 409 | 422)[];
}

const file = z.object({ applicationId });
const done = z.object({ done: z.literal(true) });
const link = z.object({ url: z.url(), expiresInSeconds: z.int() });
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: cursor().optional() });
const self = person.omit({ organisationIds: true });

const core = applicationCore;

/** What every role may see of a file in a list. */
const listed = core
  .pick({ id: true, number: true, state: true, stepId: true, submittedAt: true, updatedAt: true, startedAt: true })
  .extend(applicationTitle.shape)
  .extend({ amountAskedCents: money() });

export const applicantListItem = listed.extend({
  complementsDueOn: day().optional(),
  grantedCents: money().optional(),
  availableActions: z.array(applicationAction),
});

/** A letter as sent: subject and plain text, in the language it was sent in. */
export const letter = z.object({ seq: z.int(), at: instant(), subject: z.string(), body: z.string() });

export const applicantFile = core
  .pick({
    id: true,
    version: true,
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
    organisation,
    /** What is being typed, by section; the frozen content once it cannot be changed. */
    sections: z.partialRecord(sectionName, savedSection),
    content: applicationContent.optional(),
    attachments: z.array(attachment),
    /** The request that waits for an answer. */
    complementsRequest: z.string().optional(),
    letters: z.array(letter),
    timeline: z.array(timelineEntry),
    availableActions: z.array(applicationAction),
    call: callVersion,
  });

export const assignmentListItem = assignment
  .pick({ applicationId: true, stepId: true, state: true, assignedAt: true, dueAt: true, submittedAt: true })
  .extend({ number: z.string(), title: z.string(), organisationName: z.string(), territories: z.array(territoryId) })
  .extend({ stepLabel: z.object({ fr: z.string(), en: z.string() }) });

/** An evaluation as its author left it; `submittedAt` is absent while it is a draft. */
export const ownEvaluation = z.object({
  content: draftSection,
  revision: z.int(),
  savedAt: instant(),
  submittedAt: instant().optional(),
});

/** A peer's evaluation; jurors are named to each other as P1, P2… */
export const peerEvaluation = z.object({
  stepId: slug(),
  peer: z.int().min(1),
  submittedAt: instant(),
  content: evaluationContent,
  score: z.int().optional(),
});

export const jurorFile = core
  .pick({ id: true, number: true, state: true, stepId: true, submittedAt: true, callId: true, callVersion: true })
  .extend({
    number: z.string(),
    content: z.object({ organisationName: z.string(), project, budget }),
    attachments: z.array(attachment),
    assignments: z.array(
      stepAssignment.pick({ stepId: true, state: true, dueAt: true, submittedAt: true, score: true }),
    ),
    /** The juror's own work by step. */
    own: z.record(slug(), ownEvaluation),
    /** Empty until the juror's own evaluation of that step is in. */
    peers: z.array(peerEvaluation),
    results: z.array(stepResult),
    availableActions: z.array(applicationAction),
    call: callVersion,
  });

export const staffListItem = listed.extend({
  number: z.string().optional(),
  silenceRejectsOn: day().optional(),
  dueAt: instant().optional(),
  territories: z.array(territoryId),
  grantedCents: money().optional(),
  score: z.int().optional(),
});

export const checkRecord = z.object({
  stepId: slug(),
  at: instant(),
  verdict: z.enum(['passed', 'complements', 'ineligible']),
  answers: z.record(slug(), z.boolean()),
  message: z.string().optional(),
});

export const staffFile = core.extend({
  organisation,
  title: z.string(),
  content: applicationContent,
  contentRevisions: z.array(z.object({ revision: z.int(), at: instant(), content: applicationContent })),
  attachments: z.array(attachment),
  checks: z.array(checkRecord),
  assignments: z.array(stepAssignment.extend({ jurorId: personId(), jurorName: z.string() })),
  evaluations: z.array(
    z.object({
      stepId: slug(),
      jurorId: personId(),
      jurorName: z.string(),
      submittedAt: instant(),
      content: evaluationContent,
      score: z.int().optional(),
    }),
  ),
  recusals: z.array(recusal),
  letters: z.array(letter),
  decision: decision.optional(),
  timeline: z.array(timelineEntry),
  availableActions: z.array(applicationAction),
  call: callVersion,
});

const session = { body: z.object({ idToken: z.string().max(8000), language }), response: self };

export const contract = {
  // ---- public
  listCalls: {
    method: 'GET',
    path: '/api/calls',
    audience: 'public',
    summary: 'The calls that take applications, each at its current version.',
    response: z.object({ items: z.array(callVersion) }),
    problems: [],
  },
  getCall: {
    method: 'GET',
    path: '/api/calls/{callId}',
    audience: 'public',
    summary: 'One call at its current version.',
    params: z.object({ callId }),
    response: callVersion,
    problems: [404, 422],
  },
  getApiDocument: {
    method: 'GET',
    path: '/api/openapi.json',
    audience: 'public',
    summary: 'This document: OpenAPI 3.1.',
    response: z.record(z.string(), json),
    problems: [],
  },

  // ---- applicant
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
    body: organisationContent.extend({ version: z.int().min(1) }),
    response: organisation,
    problems: [404, 409, 422],
  },
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
    problems: [404, 422],
  },
  getApplication: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}',
    audience: 'applicant',
    summary: 'One of my files: content, documents, letters, timeline, and what I can do.',
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
  saveSection: {
    method: 'PUT',
    path: '/api/applicant/applications/{applicationId}/sections/{section}',
    audience: 'applicant',
    summary: 'Save one part of the form as it is. Anything typed is kept; the rules are checked at submission.',
    params: file.extend({ section: sectionName }),
    body: z.object({ content: draftSection, revision: z.int().min(0) }),
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

  // ---- jury
  openJurySession: {
    method: 'POST',
    path: '/api/jury/session',
    audience: 'jury',
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  listAssignments: {
    method: 'GET',
    path: '/api/jury/assignments',
    audience: 'jury',
    summary: 'What is assigned to me, the most urgent first.',
    query: z.object({ state: assignmentState.default('assigned'), cursor: cursor().optional() }),
    response: page(assignmentListItem),
    problems: [403, 422],
  },
  getJurorFile: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}',
    audience: 'jury',
    summary: "A file assigned to me, my evaluation, and my peers' once mine is in.",
    params: file,
    response: jurorFile,
    problems: [403, 404, 422],
  },
  getJurorAttachment: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'jury',
    summary: 'A short-lived link to a clean document of a file assigned to me.',
    params: file.extend({ attachmentId }),
    response: link,
    problems: [403, 404, 409, 422],
  },
  saveEvaluation: {
    method: 'PUT',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}',
    audience: 'jury',
    summary: 'Save my evaluation as it is, without submitting it.',
    params: file.extend({ stepId: slug() }),
    body: z.object({ content: draftSection, revision: z.int().min(0) }),
    response: ownEvaluation,
    problems: [403, 404, 409, 422],
  },
  submitEvaluation: {
    method: 'POST',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/submission',
    audience: 'jury',
    summary: 'Submit my evaluation, or a correction of it while the step is open.',
    params: file.extend({ stepId: slug() }),
    body: evaluationContent,
    response: jurorFile,
    problems: [403, 404, 409, 422],
  },
  recuse: {
    method: 'POST',
    path: '/api/jury/applications/{applicationId}/recusal',
    audience: 'jury',
    summary: 'Declare a conflict of interest: from then on the file is closed to me. It cannot be undone.',
    params: file,
    body: z.object({ confirm: z.literal(true) }),
    response: z.object({ since: instant() }),
    problems: [403, 404, 409, 422],
  },

  // ---- staff
  openStaffSession: {
    method: 'POST',
    path: '/api/staff/session',
    audience: 'staff',
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  listQueue: {
    method: 'GET',
    path: '/api/staff/applications',
    audience: 'staff',
    summary: 'Files of a call in one state, the longest waiting first.',
    query: z.object({ callId, state: applicationState.exclude(['draft']), cursor: cursor().optional() }),
    response: page(staffListItem),
    problems: [403, 422],
  },
  countQueue: {
    method: 'GET',
    path: '/api/staff/queue',
    audience: 'staff',
    summary: 'How many files stand in each state.',
    query: z.object({ callId }),
    response: z.object({ counts: z.partialRecord(applicationState, z.int().min(0)) }),
    problems: [403, 422],
  },
  findByNumber: {
    method: 'GET',
    path: '/api/staff/numbers/{number}',
    audience: 'staff',
    summary: 'The file with this number.',
    params: z.object({ number: text(40) }),
    response: z.object({ applicationId }),
    problems: [403, 404, 422],
  },
  getStaffFile: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}',
    audience: 'staff',
    summary: 'A whole file: content and its revisions, checks, jury, letters, timeline, and what can be done.',
    params: file,
    response: staffFile,
    problems: [403, 404, 422],
  },
  getStaffAttachment: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'staff',
    summary: 'A short-lived link to a clean document.',
    params: file.extend({ attachmentId }),
    response: link,
    problems: [403, 404, 409, 422],
  },
  releaseAttachment: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}/release',
    audience: 'staff',
    summary: 'Let a document through that the scanner could not read.',
    params: file.extend({ attachmentId }),
    body: z.object({}),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  recordCheck: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/checks/{stepId}',
    audience: 'staff',
    summary: 'Record a check: passed, documents missing, or ineligible with reasons.',
    params: file.extend({ stepId: slug() }),
    body: z.discriminatedUnion('verdict', [
      z.object({ verdict: z.literal('passed'), answers: z.record(slug(), z.boolean()) }),
      z.object({
        verdict: z.literal('complements'),
        answers: z.record(slug(), z.boolean()),
        message: text(3000, 10),
        answerWithinDays: z.int().min(1).max(180),
      }),
      z.object({
        verdict: z.literal('ineligible'),
        answers: z.record(slug(), z.boolean()),
        message: text(3000, 20),
      }),
    ]),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  listJurors: {
    method: 'GET',
    path: '/api/staff/jurors',
    audience: 'staff',
    summary: 'The persons who can be assigned to evaluate.',
    response: z.object({ items: z.array(z.object({ id: personId(), name: z.string() })) }),
    problems: [403],
  },
  openStep: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/step',
    audience: 'staff',
    summary: "Open the jury's first step with these jurors.",
    params: file,
    body: z.object({ jurorIds: z.array(personId()).min(1).max(60) }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  assignJuror: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/jurors',
    audience: 'staff',
    summary: 'Assign one more juror to the open step.',
    params: file,
    body: z.object({ jurorId: personId() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  closeStep: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/step/closing',
    audience: 'staff',
    summary: 'Close the open step without waiting for the evaluations beyond its quorum.',
    params: file,
    body: z.object({ stepId: slug() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  recordDecision: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/decision',
    audience: 'staff',
    summary:
      'Record the decision: supported with an amount, refused with reasons, or deferred. The letter leaves by e-mail.',
    params: file,
    body: decision,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  resumeApplication: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/resumption',
    audience: 'staff',
    summary: 'Take a deferred file up again for its decision.',
    params: file,
    body: z.object({}),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  getMonitoring: {
    method: 'GET',
    path: '/api/staff/monitoring',
    audience: 'staff',
    summary: 'Supported projects and euros per territory and per calendar quarter.',
    query: z.object({ callId, from: quarter, to: quarter }),
    response: z.object({ figures: z.array(figure), totals: z.array(quarterTotal) }),
    problems: [403, 422],
  },
  listSupported: {
    method: 'GET',
    path: '/api/staff/monitoring/projects',
    audience: 'staff',
    summary: 'The supported projects behind a figure.',
    query: z.object({ callId, quarter, territoryId: territoryId.optional(), cursor: cursor().optional() }),
    response: page(supportedProject),
    problems: [403, 422],
  },
  publishCall: {
    method: 'POST',
    path: '/api/staff/calls/{callId}/versions',
    audience: 'staff',
    summary: 'Publish a new version of a call; files in flight keep theirs.',
    params: z.object({ callId }),
    body: z.object({ content: callContent, basedOn: z.int().min(0) }),
    response: callVersion,
    problems: [403, 409, 422],
  },
} as const satisfies Record<string, Operation>;

export type Contract = typeof contract;
export type OperationId = keyof Contract;
export type OperationIdOf<A extends Audience> = {
  [K in OperationId]: Contract[K]['audience'] extends A ? K : never;
}[OperationId];

type Parsed<O, K extends string> = O extends { [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
type Typed<O, K extends string> = O extends { [P in K]: infer S extends z.ZodType } ? { [P in K]: z.input<S> } : object;

/** What a function is handed for an operation, parsed. */
export type OperationInput<K extends OperationId> = {
  params: Parsed<Contract[K], 'params'>;
  query: Parsed<Contract[K], 'query'>;
  body: Parsed<Contract[K], 'body'>;
};
/** What a client passes for an operation. */
export type OperationRequest<K extends OperationId> = Typed<Contract[K], 'params'> &
  Typed<Contract[K], 'query'> &
  Typed<Contract[K], 'body'>;
/** What an operation answers. */
export type OperationResponse<K extends OperationId> = z.output<Contract[K]['response']>;

/** API Gateway's name of an operation's route, `GET /api/calls`. */
export const routeKey = (operation: Pick<Operation, 'method' | 'path'>): string =>
  `${operation.method} ${operation.path}`;
