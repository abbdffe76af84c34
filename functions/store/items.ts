import * as z from 'zod';
import {
  applicationContent,
  applicationCore,
  applicationTitle,
  checkRecord,
  decision,
  savedSection,
} from '../../schemas/application.ts';
import { attachment, rejectionReasons } from '../../schemas/attachment.ts';
import { callVersion } from '../../schemas/call.ts';
import { assignment, evaluationContent, evaluationId } from '../../schemas/evaluation.ts';
import { digest } from '../../schemas/event.ts';
import { instant, personId, slug } from '../../schemas/fields.ts';
import { supportedProject } from '../../schemas/monitoring.ts';
import { organisation, person } from '../../schemas/organisation.ts';

/** The items of the table as they are read: keys are dropped, everything else is checked. */

export const applicationHead = applicationCore.extend(applicationTitle.shape).extend({ lastHash: digest });
export type ApplicationHead = z.infer<typeof applicationHead>;

export const sectionItem = savedSection;

/** Frozen content; erasing `content` and `salt` leaves the chain whole. */
export const revisionItem = z.object({
  revision: z.int().min(1),
  at: instant(),
  content: applicationContent,
  attachmentIds: z.array(z.string()),
  salt: z.string(),
  /** Of the act that froze it, so that the same act twice gives the same answer. */
  idempotencyKey: z.string(),
});
export type RevisionItem = z.infer<typeof revisionItem>;

export const attachmentItem = attachment.omit({ state: true, reason: true }).extend({
  verified: z.enum(['right', ...rejectionReasons]).optional(),
  scan: z.enum(['clean', 'malware', 'unscannable']).optional(),
  released: z.boolean().optional(),
});
export type AttachmentItem = z.infer<typeof attachmentItem>;

export const checkItem = checkRecord.extend({ salt: z.string(), seq: z.int() });
export const decisionItem = z.object({ seq: z.int(), decision, salt: z.string() });

/** `rev` changes with every write: closing a step guards on it. */
export const assignmentItem = assignment.extend({ rev: z.int().min(1) });
export type AssignmentItem = z.infer<typeof assignmentItem>;

export const workItem = savedSection.extend({ stepId: slug(), jurorId: personId() });

export const evaluationHead = z.object({
  id: evaluationId,
  stepId: slug(),
  jurorId: personId(),
  content: evaluationContent,
  score: z.int().optional(),
  submittedAt: instant(),
  salt: z.string(),
  version: z.int().min(1),
  lastHash: digest,
});
export type EvaluationHead = z.infer<typeof evaluationHead>;

/** A mail under its lease; `subject` and `body` once sent. */
export const notificationItem = z.object({
  status: z.enum(['taken', 'sent', 'refused']),
  attempts: z.int(),
  seq: z.int().optional(),
  audience: z.string().optional(),
  sentAt: instant().optional(),
  subject: z.string().optional(),
  body: z.string().optional(),
});

export const callHead = z.intersection(callVersion, z.object({ lastHash: digest }));
export const organisationHead = organisation.extend({ salt: z.string(), lastHash: digest });
export type OrganisationHead = z.infer<typeof organisationHead>;
export const personItem = person.extend({ rev: z.int().min(1) });
export type PersonItem = z.infer<typeof personItem>;

export const figureItem = z.object({ projects: z.int(), amountCents: z.int() });
export const supportedItem = supportedProject;
