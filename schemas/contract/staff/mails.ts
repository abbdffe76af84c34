import * as z from 'zod';
import { applicationId, sessionId } from '../../application.ts';
import { changes, cursor, day, instant, personId, text } from '../../fields.ts';
import { mailRecipient, messageAct, messageNames, unsentWhys } from '../../mail.ts';
import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { done, file, page } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

/** A mail that reached nobody, and what staff must know to mend that. */
export const unsentMail = z.object({
  act: messageAct,
  about: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('application'),
      id: applicationId,
      number: z.string(),
      title: z.string(),
      /** The agent who asks is recused from the file since then: of it and of whom it was for, no name is told. */
      recusedSince: instant().optional(),
    }),
    z.object({ type: z.literal('session'), id: sessionId, title: z.string() }),
  ]),
  seq: z.int().min(1),
  recipient: mailRecipient,
  /** The organisation, or the juror by name; empty for a juror whose profile is gone, and for whoever is recused. */
  recipientName: z.string(),
  /** Left out where a later release wrote it. */
  template: z.enum(messageNames).optional(),
  /** Once it was written. */
  subject: z.string().optional(),
  why: z.enum(unsentWhys),
  at: instant(),
  /** What SES said when it refused it, without the address. */
  refusal: z.object({ code: z.string(), words: z.string() }).optional(),
});

/** Which mail is meant. */
const place = {
  act: messageAct,
  aggregate: z.discriminatedUnion('type', [
    z.object({ type: z.literal('application'), id: applicationId }),
    z.object({ type: z.literal('session'), id: sessionId }),
  ]),
  seq: changes(1),
  recipient: mailRecipient,
};

const at = staffPlaces.mails;

export const staffMailsContract = {
  resumeMail: {
    ...at.resumeMail,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Lift the hold of the address of a person of the file, and send what did not arrive there again.',
    params: file,
    body: z.object({ recipient: mailRecipient }),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  listUnsentMails: {
    ...at.listUnsentMails,
    audience: 'staff',
    roles: duties.read,
    summary: 'Mails that reached nobody, the latest first: of all files and sessions, of one, or of one person.',
    query: z.object({
      applicationId: applicationId.optional(),
      sessionId: sessionId.optional(),
      personId: personId().optional(),
      cursor: cursor().optional(),
    }),
    response: page(unsentMail),
    problems: [403, 422],
  },
  settleMail: {
    ...at.settleMail,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Settle a mail that reached nobody: send it again (a hold of its address is lifted), note the day on which it was posted or handed over, or give up with the reason.',
    body: z.object({
      ...place,
      settle: z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('again') }),
        z.object({ outcome: z.literal('posted'), on: day() }),
        z.object({ outcome: z.literal('handed-over'), on: day() }),
        z.object({ outcome: z.literal('given-up'), reason: text(1000, 5) }),
      ]),
    }),
    response: done,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
