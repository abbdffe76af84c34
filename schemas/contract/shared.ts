import * as z from 'zod';
import { applicationCore, applicationId, applicationTitle, timelineEntry } from '../application.ts';
import { changes, cursor, day, documented, instant, language, money, personId } from '../fields.ts';
import { letterDeliveries } from '../mail.ts';
import { person } from '../organisation.ts';

/** What several audiences' operations have in common. */

export const file = z.object({ applicationId });

/**
 * The version of the file that staff read before they act: when it has moved since, nothing is done (409 `file-changed`,
 * with where it stands and what is possible now).
 */
export const asRead = { version: changes(1) };

/**
 * The same for acts that once did without it: a page that was opened before an update of the service names no version, and
 * is told to load itself again (409 `page-outdated`). Nothing is done without it.
 */
export const asReadSince = { version: asRead.version.optional() };

export const done = z.object({ done: z.literal(true) });
export const link = z.object({ url: z.url(), expiresInSeconds: z.int() });
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: cursor().optional() });

/** What every role may see of a file in a list. */
export const listed = applicationCore
  .pick({ id: true, number: true, state: true, stepId: true, submittedAt: true, updatedAt: true, startedAt: true })
  .extend(applicationTitle.shape)
  .extend({ amountAskedCents: money() });

/** A letter as sent or held back: subject and plain text, in the language it was written in. */
export const letter = z.object({
  seq: z.int(),
  at: instant(),
  subject: z.string(),
  body: z.string(),
  delivery: z.enum(letterDeliveries),
  /** The day on which it was posted or handed over: from then on its delays run. */
  on: day().optional(),
});

/** What happened to a file, the earliest first. */
export const story = z.object({ items: z.array(timelineEntry) });

/** A document made when it is asked for, from what was fixed before: the same bytes each time. */
export const printedFile = z.object({
  filename: z.string(),
  contentType: z.literal('application/pdf'),
  base64: z.base64(),
});

/** A letter of a file, by the event that it tells of. */
const place = z.coerce
  .string()
  .regex(/^[1-9][0-9]{0,8}$/)
  .transform(Number);
documented.add(place, { type: 'integer', minimum: 1, maximum: 999_999_999 });
export const letterOf = file.extend({ seq: place });

/** The name of the agent or juror who acted, for staff alone; left out of whoever is gone. */
export const actorNamed = { byName: z.string().optional() };

const self = person.omit({ organisationIds: true, juror: true, invitedAt: true, joinedAt: true });

/** Opening a session: a profile made or refreshed from verified claims. */
export const session = { body: z.object({ idToken: z.string().max(8000), language }), response: self };

/** Somebody whom staff see with an organisation. */
export const actingPerson = z.object({ id: personId(), name: z.string(), email: z.string() });

/** Since when the agent who asks is recused from the file: then nothing of it but its number and where it stands is told. */
export const closedToAgent = { recusedSince: instant().optional() };

/** The day on which silence refuses a file in flight; while documents are asked for, the one that holds without an answer. */
export const runsOut = { runsOutOn: day().optional() };

/** The day on which a draft is thrown away unless it is saved before. */
export const draftExpiresOn = day().optional();
