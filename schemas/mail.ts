import * as z from 'zod';
import { actId } from './act.ts';
import { applicationId, sessionId } from './application.ts';
import { day, instant, personId } from './fields.ts';

/**
 * Who a mail of a file goes to: whoever submitted it, the contact that the file names (copies, once its holder said that
 * they may go there), the contact that it named before, or a juror by id.
 */
export const mailRecipient = z.union([z.enum(['applicant', 'contact', 'former-contact']), personId()]);

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

/** Why a mail reached nobody: its address is held, SES refused it, or it came back. */
export const unsentWhys = ['held', 'refused', 'bounced', 'undelivered'] as const;

/** What the holder of a contact's address may say: copies of letters may go there, or nothing more at all. */
export const contactAnswers = ['confirmed', 'declined'] as const;
export type ContactAnswer = (typeof contactAnswers)[number];

/** How many mails may ask the holder of an address in one file. */
export const mostConfirmations = 3;

/** Why a mail to a contact did not arrive. */
export const contactFailures = [...unsentWhys, 'complained'] as const;
export type ContactFailure = (typeof contactFailures)[number];

/**
 * How it stands with the address that a file names as its contact: `same` as where its letters go, or nobody was asked yet,
 * or its holder was, and answered. Copies of letters go there once it is confirmed.
 */
export const contactStanding = z.object({
  state: z.enum(['same', 'unasked', 'asked', ...contactAnswers]),
  /** Since when it stands so. */
  at: instant().optional(),
  /** The last mail to it did not arrive. */
  failed: z.enum(contactFailures).optional(),
  /** Whether one more mail may ask. */
  canAsk: z.boolean(),
});

/** Where the letters of a file go: to the verified address of whoever submitted it. */
export const addressee = z.object({ name: z.string(), email: z.string() });

/** How a letter ended that did not go by mail: sent by post, handed over, or given up. */
export const settledAs = ['posted', 'handed-over', 'given-up'] as const;

/** What somebody of the staff did about a letter that no mail carried: with the day from which remedies run, or why not. */
export const settlement = z.object({
  byId: personId(),
  at: instant(),
  on: day().optional(),
  reason: z.string().optional(),
});

/**
 * How a letter fared, as far as one can know: SES tells of failures, and of nothing when all is well. `refused` never left:
 * SES said that it would not take it.
 */
export const letterDeliveries = ['sent', 'held', 'refused', ...settledAs, ...deliveryFailures] as const;

/** What a mail is about: with SES's events it comes back as the mail's tags. Ids, never an address. */
const told = {
  /** Place in the chain of the event that the mail tells of. */
  seq: z.int().min(1),
  recipient: mailRecipient,
};
/** The act under which a message stands; older mails have none. */
export const messageAct = z.union([actId, z.string().regex(/^[a-z]{3}_[0-9a-z]{26}-[0-9]{1,9}$/)]);
const act = messageAct.optional();
export const mailAbout = z.union([
  z.object({ applicationId, ...told, act }),
  z.object({ sessionId, ...told, act }),
  /** One mail of several messages of an act to one person. */
  z.object({ act: actId, recipient: mailRecipient }),
]);
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
  ...('sessionId' in about && { session: written(about.sessionId) }),
  ...('applicationId' in about && { application: written(about.applicationId) }),
  ...('seq' in about && { event: String(about.seq) }),
  ...(about.act && { act: written(about.act) }),
  recipient: written(about.recipient),
});

const tag = z.tuple([z.string()]);
/** What the tags of an event of SES are about; each is a list there. */
export const taggedMail = z
  .object({
    application: tag.optional(),
    session: tag.optional(),
    event: tag.optional(),
    act: tag.optional(),
    recipient: tag,
  })
  .transform(({ application, session, event, act, recipient: [recipient] }) => ({
    ...(application && { applicationId: readBack(application[0]) }),
    ...(session && { sessionId: readBack(session[0]) }),
    ...(event && { seq: Number(event[0]) }),
    ...(act && { act: readBack(act[0]) }),
    recipient: readBack(recipient),
  }))
  .pipe(mailAbout);

/** The mails that there are about a file or a session. */
export const messageNames = [
  'acknowledgement',
  'complements-requested',
  'complements-received',
  'ineligible',
  'step-opened',
  'juror-assigned',
  'reminded',
  'supported',
  'refused',
  'deferred',
  'decision-corrected',
  'decision-withdrawn',
  'withdrawn',
  'session-convened',
  'session-changed',
  'session-left',
  'session-cancelled',
] as const;
