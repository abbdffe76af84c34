import * as z from 'zod';
import { digest, instant } from '../../../schemas/fields.ts';
import {
  hearing,
  minutesText,
  point,
  presence,
  remarks,
  sessionCore,
  sessionReader,
  sessionRecusal,
  sessionTitle,
  vote,
} from '../../../schemas/session.ts';

export const sessionHead = sessionCore
  .extend(sessionTitle.shape)
  .extend({ lastHash: digest, lastAt: instant().optional() });
export type SessionHead = z.infer<typeof sessionHead>;

export const pointItem = point;
/** A member of the session, with what that member's list shows of it. */
export const presenceItem = presence.extend({ name: z.string() });
export type PresenceItem = z.infer<typeof presenceItem>;
export const memberCard = sessionHead
  .pick({ id: true, state: true, startsAt: true, title: true, place: true })
  .partial({ state: true });
export const voteItem = vote;
export const sessionRecusalItem = sessionRecusal;
export const readerItem = sessionReader;
export const remarksItem = remarks.extend({ savedAt: instant() });

/** `rev` changes with every act of a secretary, so that what two of them do never goes on in parallel. */
export const runningItem = z.object({ rev: z.int().min(1) });

/** One correction of the minutes. */
export const minutesItem = z.object({
  revision: z.int().min(1),
  savedAt: instant(),
  content: minutesText,
  salt: z.string(),
});
export type MinutesItem = z.infer<typeof minutesItem>;

/** In the file's partition. */
export const hearingItem = z.object({ seq: z.int(), hearing, salt: z.string() });
