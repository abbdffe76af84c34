import * as z from 'zod';
import {
  type ApplicationState,
  applicationContent,
  applicationCore,
  applicationTitle,
  savedSection,
} from '../../../schemas/application.ts';
import { attachment, maxAttachments } from '../../../schemas/attachment.ts';
import { checkRecord } from '../../../schemas/check.ts';
import { agreement, decision } from '../../../schemas/decision.ts';
import { assignment, evaluationId, scoreContent } from '../../../schemas/evaluation.ts';
import { day, digest, instant, personId, slug } from '../../../schemas/fields.ts';
import { recusalReason, relief } from '../../../schemas/juror.ts';
import { deliveryFailures } from '../../../schemas/mail.ts';

/**
 * `evaluationsIn` is no part of the chain: how many evaluations of the open step were in when the head was written at
 * `version`, or when a consumer last counted them. Lists show it; nothing decides on it.
 */
export const applicationHead = applicationCore.extend(applicationTitle.shape).extend({
  lastHash: digest,
  lastAt: instant().optional(),
  evaluationsIn: z.object({ version: z.int(), count: z.int() }).optional(),
  /** Of a draft, outside the chain: the day of its last save, as lists know it. */
  savedOn: day().optional(),
  /** Of a draft whose owner was warned: the day that the last warning named. */
  expiresOn: day().optional(),
});
export type ApplicationHead = z.infer<typeof applicationHead>;

/**
 * States that the release before knows nothing of and would read no file with, by what it is told instead: the one end from
 * which nothing can be done over there. It is theirs alone; `standsAs` says the state in the words of this release. Both may
 * go, and `state` say it itself, with the release after the one that brought `standsAs`.
 */
const formerStates: Partial<Record<string, ApplicationState>> = {
  closed: 'ineligible',
  'refused-by-silence': 'ineligible',
};

/** A state as a head is stored with it, for both releases. */
export const storedState = (state: ApplicationState): { state: ApplicationState; standsAs?: ApplicationState } => {
  const former = formerStates[state];
  return former ? { state: former, standsAs: state } : { state };
};

/** A stored head with its state in the words of this release; one that the release before moved on stands as that says. */
export const asItStands = <I extends object>(item: I): I => {
  const { standsAs, ...head } = item as { standsAs?: string; state?: string };
  const stands = standsAs !== undefined && head.state === formerStates[standsAs];
  return (stands ? { ...head, state: standsAs } : head) as I;
};

export const sectionItem = savedSection;

/**
 * Frozen content; erasing `content` and `salt` leaves the chain whole, and the file
 * readable without them. The digest covers `content` and `documents`; of an
 * older revision, which has none, `content` and `attachmentIds`.
 */
export const revisionItem = z.object({
  revision: z.int().min(1),
  at: instant(),
  content: applicationContent.optional(),
  attachmentIds: z.array(z.string().max(60)).max(maxAttachments),
  /** Each document with what its bytes are: nobody puts others in their place unnoticed. */
  documents: z
    .array(attachment.pick({ id: true, sha256: true, documentId: true }))
    .max(maxAttachments)
    .optional(),
  salt: z.string().optional(),
  /** Of the act that froze it, so that the same act twice gives the same answer. */
  idempotencyKey: z.string(),
});
export type RevisionItem = z.infer<typeof revisionItem>;

export const checkItem = checkRecord.extend({ salt: z.string().optional(), seq: z.int() });
/** `why` of a correction; it goes with the decision into the digest. */
export const decisionItem = z.object({
  seq: z.int(),
  decision,
  why: z.string().optional(),
  salt: z.string().optional(),
});
export const withdrawalItem = z.object({
  seq: z.int(),
  reasons: z.string().optional(),
  heard: z.literal(true),
  salt: z.string().optional(),
});
export const closingItem = z.object({ seq: z.int(), reasons: z.string().optional(), salt: z.string().optional() });
export const agreementItem = z.object({ seq: z.int(), agreement, salt: z.string().optional() });

/** `salt` is gone with the reason, when it was erased. */
export const recusalItem = recusalReason
  .partial()
  .extend({ jurorId: personId(), at: instant(), salt: z.string().optional() });
export const reliefItem = relief.partial({ reason: true }).extend({ seq: z.int(), salt: z.string().optional() });

/** `rev` changes with every write: closing a step guards on it. */
export const assignmentItem = assignment.extend({ rev: z.int().min(1) });
export type AssignmentItem = z.infer<typeof assignmentItem>;

export const workItem = savedSection.extend({ stepId: slug(), jurorId: personId() });

export const evaluationHead = z.object({
  id: evaluationId,
  stepId: slug(),
  jurorId: personId(),
  content: scoreContent,
  score: z.int().optional(),
  submittedAt: instant(),
  salt: z.string(),
  version: z.int().min(1),
  lastHash: digest,
  lastAt: instant().optional(),
});
export type EvaluationHead = z.infer<typeof evaluationHead>;

/** A mail of an older release, which kept its mails with the file: under its lease; `subject` and `body` once sent or held back. `seq` and `recipient` are those of its key. */
export const notificationItem = z.object({
  status: z.enum(['taken', 'sent', 'refused', 'held']),
  attempts: z.int(),
  leaseUntil: z.int().optional(),
  /** A message of today took its place. */
  moved: z.boolean().optional(),
  seq: z.int().min(1),
  recipient: z.string(),
  audience: z.string().optional(),
  sentAt: instant().optional(),
  heldAt: instant().optional(),
  /** What SES told of it after it was sent. */
  delivery: z.enum(deliveryFailures).optional(),
  subject: z.string().optional(),
  body: z.string().optional(),
});
