import * as z from 'zod';
import {
  applicationAction,
  applicationContent,
  applicationCore,
  applicationId,
  applicationState,
} from '../application.ts';
import { attachmentId } from '../attachment.ts';
import { callId, callVersion, stepKinds } from '../call.ts';
import { checkRecord, checkVerdict } from '../check.ts';
import { decision } from '../decision.ts';
import { opinion } from '../evaluation.ts';
import { alsoWhenWrong, cursor, day, inOrder, instant, line, money, personId, slug, text } from '../fields.ts';
import { mailRecipient } from '../mail.ts';
import { figure, quarter, quarterTotal, supportedProject } from '../monitoring.ts';
import { duties } from '../office.ts';
import { organisation } from '../organisation.ts';
import { territoryId } from '../territory.ts';
import { staffActsContract } from './acts.ts';
import { auditContract } from './audit.ts';
import { callsContract } from './calls.ts';
import { closing, closingsContract } from './closings.ts';
import { agentConflictContract } from './conflicts.ts';
import { decisionsContract, decisionsOfFile } from './decisions.ts';
import { documentsContract, staffDocument } from './documents.ts';
import { progress, staffEvaluationContract } from './evaluations.ts';
import { joinsContract } from './joins.ts';
import { jurorsContract } from './jurors.ts';
import { letterPreviewContract } from './letter-preview.ts';
import { staffMailsContract } from './mails.ts';
import { membersContract } from './members.ts';
import { staffMinutesContract } from './minutes.ts';
import type { Operation } from './operation.ts';
import { organisationsContract } from './organisations.ts';
import { remindNowContract, staffReminderContract } from './reminders.ts';
import { staffSessionContract } from './sessions.ts';
import { actorNamed, asReadSince, file, letterOf, link, listed, page, printedFile, session } from './shared.ts';
import { staffPartsContract } from './staff-parts.ts';

/** Asks for what is not announced yet as well. */
const keptAsked = z.literal('too').optional();

/** Since when the agent who asks is recused from the file: then nothing of it but its number and where it stands is told. */
const closedToAgent = { recusedSince: instant().optional() };

/** The day on which silence refuses a file in flight; while documents are asked for, the one that holds without an answer. */
const runsOut = { runsOutOn: day().optional() };

export const staffListItem = listed.extend({
  number: z.string().optional(),
  silenceRejectsOn: day().optional(),
  ...runsOut,
  dueAt: instant().optional(),
  /** The last day to provide what was asked for. */
  complementsDueOn: day().optional(),
  territories: z.array(territoryId),
  grantedCents: money().optional(),
  score: z.int().optional(),
  /** The last opinion that the jury gave at a session, with the amount that it proposed. */
  opinion: opinion.optional(),
  proposedCents: money().optional(),
  /** When it was given, while the session was held. */
  heardAt: instant().optional(),
  /** The day on which a decision that nobody outside knows yet is announced. */
  announceOn: day().optional(),
  progress: progress.optional(),
  /** The step where the file stands, as its own version of the call has it. */
  stepKind: z.enum(stepKinds).optional(),
  stepLabel: z.object({ fr: z.string(), en: z.string() }).optional(),
  ...closedToAgent,
});

/** A file whose clock runs. */
export const clockedListItem = staffListItem.extend({ callId, runsOutOn: day() });

export const staffFile = applicationCore.extend({
  ...runsOut,
  organisation,
  title: z.string(),
  /** Left out once it was erased. */
  content: applicationContent.optional(),
  /** Which handing over froze it: the first, or a later one. */
  contentRevision: z.int().min(1),
  /** The documents that were handed over. */
  attachments: z.array(staffDocument),
  checks: z.array(checkRecord.extend(actorNamed)),
  decision: decision.optional(),
  ...decisionsOfFile,
  closing: closing.optional(),
  availableActions: z.array(applicationAction),
  call: callVersion,
});

const [passed, complements, ineligible] = checkVerdict.options;

export const staffContract = {
  ...staffSessionContract,
  ...staffMinutesContract,
  openStaffSession: {
    method: 'POST',
    path: '/api/staff/session',
    audience: 'staff',
    roles: duties.read,
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  listQueue: {
    method: 'GET',
    path: '/api/staff/applications',
    audience: 'staff',
    roles: duties.read,
    summary: 'Files of a call in one state, the longest waiting first.',
    query: z.object({ callId, state: applicationState.exclude(['draft']), cursor: cursor().optional() }),
    response: page(staffListItem),
    problems: [403, 422],
  },
  countQueue: {
    method: 'GET',
    path: '/api/staff/queue',
    audience: 'staff',
    roles: duties.read,
    summary: 'How many files stand in each state.',
    query: z.object({ callId }),
    response: z.object({ counts: z.partialRecord(applicationState, z.int().min(0)) }),
    problems: [403, 422],
  },
  listClocks: {
    method: 'GET',
    path: '/api/staff/clocks',
    audience: 'staff',
    roles: duties.read,
    summary: 'Files of every call that silence refuses soon or has refused, the most urgent first.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(clockedListItem).extend({ warningDays: z.int().min(0) }),
    problems: [403, 422],
  },
  findByNumber: {
    method: 'GET',
    path: '/api/staff/numbers/{number}',
    audience: 'staff',
    roles: duties.read,
    summary: 'The file with this number.',
    params: z.object({ number: line(40) }),
    response: z.object({ applicationId }),
    problems: [403, 404, 422],
  },
  getStaffFile: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}',
    audience: 'staff',
    roles: duties.read,
    summary: 'A file: its content, documents, checks and decisions, and what can be done.',
    params: file,
    response: staffFile,
    noted: 'file',
    problems: [403, 404, 422],
  },
  getStaffAttachment: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'staff',
    roles: duties.read,
    summary: 'A short-lived link to a clean document.',
    params: file.extend({ attachmentId }),
    query: z.object({ to: z.enum(['keep', 'look']).default('keep') }),
    response: link,
    noted: 'document',
    problems: [403, 404, 409, 422],
  },
  getStaffLetterPdf: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/letters/{seq}/pdf',
    audience: 'staff',
    roles: duties.read,
    summary: 'A letter to the applicant, as PDF.',
    params: letterOf,
    response: printedFile,
    noted: 'letter',
    problems: [403, 404, 422],
  },
  releaseAttachment: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}/release',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Let a document through that the scanner could not read, or gave no verdict on for a day.',
    params: file.extend({ attachmentId }),
    body: z.object({}),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  ...documentsContract(staffFile),
  recordCheck: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/checks/{stepId}',
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Record a check: passed, documents missing, or ineligible with reasons. Nothing is recorded of a file that changed since the version that was read.',
    params: file.extend({ stepId: slug() }),
    body: z.discriminatedUnion('verdict', [
      passed.extend(asReadSince),
      complements.extend(asReadSince),
      ineligible.extend(asReadSince),
    ]),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  listJurors: {
    method: 'GET',
    path: '/api/staff/jurors',
    audience: 'staff',
    roles: duties.handle,
    summary: 'The persons who can be assigned to evaluate.',
    response: z.object({ items: z.array(z.object({ id: personId(), name: z.string() })) }),
    problems: [403],
  },
  openStep: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/step',
    audience: 'staff',
    roles: duties.handle,
    summary: "Open the jury's first step with these jurors.",
    params: file,
    body: z.object({ jurorIds: z.array(personId()).min(1).max(60), ...asReadSince }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  assignJuror: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/jurors',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Assign one more juror to the open step.',
    params: file,
    body: z.object({ jurorId: personId() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  ...membersContract,
  ...jurorsContract,
  ...agentConflictContract,
  relieveJuror: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/jurors/{jurorId}/relief',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Take a juror off the open step, with the reason, and put another in the place where one is named.',
    params: file.extend({ jurorId: personId() }),
    body: z.object({ reason: text(2000, 5), by: personId().optional() }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  closeStep: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/step/closing',
    audience: 'staff',
    roles: duties.close,
    summary: 'Close the open step without waiting for the evaluations beyond its quorum.',
    params: file,
    body: z.object({ stepId: slug(), ...asReadSince }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  ...decisionsContract(staffFile),
  ...closingsContract(staffFile),
  ...letterPreviewContract,
  resumeApplication: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/resumption',
    audience: 'staff',
    roles: duties.decide,
    summary: 'Take a deferred file up again for its decision.',
    params: file,
    body: z.object(asReadSince),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  getMonitoring: {
    method: 'GET',
    path: '/api/staff/monitoring',
    audience: 'staff',
    roles: duties.read,
    summary:
      'Supported projects and euros per territory and per calendar quarter; decisions that are not announced yet are counted apart.',
    query: z.object({ callId, from: quarter, to: quarter }).superRefine(inOrder, alsoWhenWrong),
    response: z.object({ figures: z.array(figure), totals: z.array(quarterTotal) }),
    problems: [403, 422],
  },
  exportMonitoring: {
    method: 'POST',
    path: '/api/staff/monitoring/export',
    audience: 'staff',
    roles: duties.read,
    summary:
      'The figures of a period again, to be kept as a file; without those of decisions that are not announced yet, unless asked for.',
    query: z.object({ callId, from: quarter, to: quarter, kept: keptAsked }).superRefine(inOrder, alsoWhenWrong),
    body: z.object({}),
    response: z.object({ figures: z.array(figure), totals: z.array(quarterTotal) }),
    noted: 'figures-export',
    problems: [403, 422],
  },
  listSupported: {
    method: 'GET',
    path: '/api/staff/monitoring/projects',
    audience: 'staff',
    roles: duties.read,
    summary: 'The supported projects behind a figure; those that are not announced yet only where they are asked for.',
    query: z.object({
      callId,
      quarter,
      territoryId: territoryId.optional(),
      kept: keptAsked,
      cursor: cursor().optional(),
    }),
    response: page(supportedProject.extend(closedToAgent)),
    problems: [403, 422],
  },
  resumeMail: {
    method: 'POST',
    path: '/api/staff/applications/{applicationId}/mail/resumption',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Lift the hold of the address of a person of the file, and send what did not arrive there again.',
    params: file,
    body: z.object({ recipient: mailRecipient }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  ...joinsContract,
  ...organisationsContract,
  ...staffActsContract,
  ...auditContract,
  ...staffMailsContract,
  ...callsContract,
  ...staffEvaluationContract,
  ...staffPartsContract,
  ...staffReminderContract,
  ...remindNowContract(staffFile),
} as const satisfies Record<string, Operation>;
