import { draftWarningDays } from '../../schemas/drafts.ts';
import { clearDraft } from '../clear-draft.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { isReminderHour } from '../domain/digest.ts';
import { draftExpiry } from '../domain/draft-expiry.ts';
import { faultOf, logger } from '../observe.ts';
import type { Bucket } from '../services/bucket.ts';
import { type ApplicationFile, loadFile } from '../store/applications.ts';
import { retrying } from '../store/commit.ts';
import { discardDraft } from '../store/discards.ts';
import { dateDraft, lastSavedOn, listDraftsSavedUntil, warnedOn } from '../store/draft-expiry.ts';
import { LeaseHeld } from '../store/lease.ts';
import { NoTurn } from '../store/pace.ts';
import { Refused, type Warning, warnMembers } from './warn.ts';

/** What a run works with. */
export interface Expiring extends Warning {
  bucket: Bucket;
  draftDays: number;
  /** What the run may still take, in milliseconds. */
  remainingMs: () => number;
}

/** What a run came to, in drafts. */
export interface Expired {
  warned: number;
  discarded: number;
  /** Of which somebody's warning was refused, and is tried with the next run. */
  refused: number;
  /** Left for the next run, since something failed. */
  failed: number;
}

/** What is left for a draft that was begun, in milliseconds. */
const MARGIN_MS = 15_000;

/**
 * Warns those who can keep drafts that nobody saved for long, and throws those away of which they were warned twice and whose
 * day has come. It is woken each hour and works in the morning of Paris, as mails leave then: what one run does not come
 * by, the next one does. The index only says where to look; each draft, read strongly, says whether it is time, and it is
 * thrown away as it was read or not at all. One that fails stops no other.
 */
export const expireDrafts = async (expiring: Expiring): Promise<Expired> => {
  const { ports, draftDays, remainingMs } = expiring;
  const run: Expired = { warned: 0, discarded: 0, refused: 0, failed: 0 };
  const at = ports.now().toISOString();
  if (!isReminderHour(at)) return run;
  const today = dayOf(at);
  const until = addDays(today, Math.max(...draftWarningDays) - draftDays);
  let cursor: string | undefined;
  do {
    const page = await listDraftsSavedUntil(ports, until, cursor);
    for (const applicationId of page.applicationIds) {
      if (remainingMs() < MARGIN_MS) return run;
      try {
        const became = await retrying(ports, () => expireOne(expiring, applicationId, today));
        if (became) run[became]++;
      } catch (error) {
        // No time is left to send: the next run goes on.
        if (error instanceof NoTurn) return run;
        // Another run is at it.
        if (error instanceof LeaseHeld) continue;
        if (error instanceof Refused) {
          run.refused++;
          logger.warn('A warning did not leave', { applicationId, error: faultOf(error.cause) });
          continue;
        }
        run.failed++;
        logger.error('A draft could not be looked after', { applicationId, error: faultOf(error) });
      }
    }
    cursor = page.nextCursor;
  } while (cursor);
  return run;
};

/** Does what is due about one draft today. */
const expireOne = async (
  expiring: Expiring,
  applicationId: string,
  today: string,
): Promise<'warned' | 'discarded' | undefined> => {
  const { ports, bucket, draftDays } = expiring;
  const file = await loadFile(ports, applicationId);
  if (file?.head.state !== 'draft') return undefined;
  const savedOn = lastSavedOn(file);
  const endsOn = addDays(savedOn, draftDays);
  const days = warnedOn(file, endsOn);
  const { expiresOn, due } = draftExpiry({ endsOn, warnedOn: days }, today);
  if (due === 'discard') {
    await discardDraft(ports, file, { asRead: true });
    // It is gone; the rest is cleared by the next sweep where this does not come to its end.
    await clearDraft(ports, bucket, applicationId).catch((error) =>
      logger.warn('The rest of a draft is left to be swept', { applicationId, error: faultOf(error) }),
    );
    return 'discarded';
  }
  if (due) await warnMembers(expiring, file, { ...due, savedOn, endsOn, expiresOn, today });
  await showExpiry(expiring, file, savedOn, due || days.length > 0 ? expiresOn : undefined);
  return due && 'warned';
};

/** Brings what lists show of a draft up to what holds, where it is behind. */
const showExpiry = async (
  { ports }: Expiring,
  { head }: ApplicationFile,
  savedOn: string,
  expiresOn: string | undefined,
): Promise<void> => {
  if (head.savedOn !== savedOn || head.expiresOn !== expiresOn) await dateDraft(ports, head, { savedOn, expiresOn });
};
