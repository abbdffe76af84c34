import * as z from 'zod';
import { applicationId, sessionId } from './application.ts';
import { instant, personId } from './fields.ts';

/** Who a mail of a file goes to: the contact that the file names, or a juror by id. */
export const mailRecipient = z.union([z.literal('applicant'), personId()]);

/** Why nothing more is sent to an address: it does not exist, or its holder said that our mails are unwanted. */
export const holdKinds = ['bounced', 'complained'] as const;

/** What SES told of a mail after it had taken it; `undelivered` for one mail alone, such as a full mailbox. */
export const deliveryFailures = [...holdKinds, 'undelivered'] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** An address that is written to no more; `count` failures were told of since it is known. */
export const addressHold = z.object({ kind: z.enum(holdKinds), at: instant(), count: z.int().min(1) });

/**
 * What staff must know of the mails to one person of a file: the hold of their address, how many mails did not arrive or
 * were held back, and who last had them sent again. Left out while everything is well.
 */
export const recipientMail = z.object({
  hold: addressHold.optional(),
  resumed: z.object({ at: instant(), byName: z.string() }).optional(),
  notArrived: z.int().min(0),
});
export type RecipientMail = z.infer<typeof recipientMail>;

/** How a letter fared, as far as one can know: SES tells of failures, and of nothing when all is well. */
export const letterDeliveries = ['sent', 'held', ...deliveryFailures] as const;

/** What a mail is about: with SES's events it comes back as the mail's tags. Ids, never an address. */
const told = {
  /** Place in the chain of the event that the mail tells of. */
  seq: z.int().min(1),
  recipient: mailRecipient,
};
export const mailAbout = z.union([z.object({ applicationId, ...told }), z.object({ sessionId, ...told })]);
export type MailAbout = z.infer<typeof mailAbout>;

/**
 * The place of a reminder, which tells of no event: one that no chain comes to, so that a failure holds the address and
 * nothing else.
 */
export const reminderSeq = 999_999;

/** SES takes letters, digits, `_` and `-` in a tag's value. */
const written = (value: string): string =>
  value.replace(/[^A-Za-z0-9-]/gu, (sign) =>
    [...new TextEncoder().encode(sign)].map((byte) => `_${byte.toString(16).padStart(2, '0')}`).join(''),
  );
const readBack = (value: string): string => decodeURIComponent(value.replaceAll('_', '%'));

/** The tags that a mail leaves with. `stage` tells stages apart that share a sender. */
export const tagsOf = (about: MailAbout, stage: string): Record<string, string> => ({
  stage,
  ...('sessionId' in about ? { session: written(about.sessionId) } : { application: written(about.applicationId) }),
  event: String(about.seq),
  recipient: written(about.recipient),
});

const tag = z.tuple([z.string()]);
/** What the tags of an event of SES are about; each is a list there. */
export const taggedMail = z
  .object({ application: tag.optional(), session: tag.optional(), event: tag, recipient: tag })
  .transform(({ application, session, event: [event], recipient: [recipient] }) => ({
    ...(application && { applicationId: readBack(application[0]) }),
    ...(session && { sessionId: readBack(session[0]) }),
    seq: Number(event),
    recipient: readBack(recipient),
  }))
  .pipe(mailAbout);
