import * as z from 'zod';
import { aggregateType } from '../../../schemas/aggregate.ts';
import { instant, personId } from '../../../schemas/fields.ts';
import { deliveryFailures, holdKinds, settlement } from '../../../schemas/mail.ts';

/** What is known of a mail address; the address itself stands nowhere in it. */
export const addressItem = z.object({
  status: z.enum(['held', 'lifted']),
  kind: z.enum(holdKinds),
  /** Of the last failure. */
  at: instant(),
  count: z.int().min(1),
  liftedAt: instant().optional(),
  liftedBy: personId().optional(),
});
export type AddressItem = z.infer<typeof addressItem>;

/** What may be of a message: whoever acts on one names what it was. */
export const messageStatuses = [
  'waiting',
  'sent',
  'held',
  'refused',
  'posted',
  'handed-over',
  'given-up',
  'dropped',
] as const;

/** Whose mail it is. */
export const messageAudiences = ['applicant', 'contact', 'juror'] as const;

/** What one person is told of one event, and what became of it. */
export const messageItem = z.object({
  act: z.string(),
  aggregate: z.object({ type: aggregateType, id: z.string() }),
  seq: z.int().min(1),
  /** Of the event. */
  at: instant(),
  recipient: z.string(),
  audience: z.enum(messageAudiences),
  /** Which mail it is; one that this code does not know is left to the code that does. */
  template: z.string(),
  /** Of a juror, the step that is asked about. */
  stepId: z.string().optional(),
  status: z.enum(messageStatuses),
  leavesAt: instant(),
  /** It failed before, and somebody had it sent once more. */
  again: z.literal(true).optional(),
  /** Whoever it was written to. */
  personId: personId().optional(),
  /** How often it was tried when it left: above 1 it may have left twice. */
  attempts: z.int().optional(),
  sentAt: instant().optional(),
  messageId: z.string().optional(),
  heldAt: instant().optional(),
  refusedAt: instant().optional(),
  /** Why it did not leave: SES's code and words, without the address; or why it is no longer due. */
  refusal: z.object({ code: z.string(), words: z.string() }).optional(),
  dropped: z.string().optional(),
  /** What SES told of it after it was sent. */
  delivery: z.enum(deliveryFailures).optional(),
  subject: z.string().optional(),
  /** Of a letter of the City. */
  body: z.string().optional(),
  settled: settlement.optional(),
});
export type MessageItem = z.infer<typeof messageItem>;
