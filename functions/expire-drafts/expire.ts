import { draftWarningDays } from '../../schemas/drafts.ts';
import { clearDraft } from '../clear-draft.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { isReminderHour } from '../domain/digest.ts';
import { draftExpiry } from '../domain/draft-expiry.ts';
import { faultOf, logger } from '../observe.ts';
import type { Bucket } from '../services/bucket.ts';
import { loadFile, loadHead } from '../store/applications.ts';
import { retrying } from '../store/commit.ts';
import { discardDraft } from '../store/discards.ts';
import {
  dateDraft,
  lastSavedOn,
  listDraftsSavedUntil,
  markWarned,
  warnedOn,
  warnedPersonsOn,
} from '../store/draft-expiry.ts';
import type { ApplicationHead } from '../store/items.ts';
import { draftWarningKey } from '../store/keys.ts';
import { LeaseHeld } from '../store/lease.ts';
import { NoTurn } from '../store/pace.ts';
import { type DueDraft, duties, Refused, type Warning, warnPerson } from './warn.ts';

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
 * Warns those who can keep drafts that nobody saved for long, each of them once in a morning of all their drafts, and throws
 * those away of which they were warned twice and whose day has come. It is woken each hour and works in the morning of Paris, as
 * mails leave then: what one run does not come by, the next one does. The index only says where to look; each draft, read
 * strongly, says whether it is time, and it is thrown away as it was read or not at all. One that fails stops no other.
 */
export const expireDrafts = async (expiring: Expiring): Promise<Expired> => {
  const { ports, draftDays, remainingMs } = expiring;
  const run: Expired = { warned: 0, discarded: 0, refused: 0, failed: 0 };
  const at = ports.now().toISOString();
  if (!isReminderHour(at)) return run;
  const today = dayOf(at);
  const until = addDays(today, Math.max(...draftWarningDays) - draftDays);
  // Half of the time is for looking, so that something leaves however many there are.
  const latest = Math.max(MARGIN_MS, remainingMs() / 2);
  const duty = duties(ports);
  const due: DueDraft[] = [];
  const writtenTo = new Set<string>();
  const fail = (applicationId: string, error: unknown) => {
    run.failed++;
    logger.error('A draft could not be looked after', { applicationId, error: faultOf(error) });
  };
  let cursor: string | undefined;
  looking: do {
    const page = await listDraftsSavedUntil(ports, until, cursor);
    for (const applicationId of page.applicationIds) {
      if (remainingMs() < latest) break looking;
      try {
        const found = await retrying(ports, () => lookAt(expiring, applicationId, today, duty));
        if (found === 'discarded') {
          run.discarded++;
          continue;
        }
        for (const personId of found?.writtenTo ?? []) writtenTo.add(personId);
        if (found?.due) due.push(found.due);
      } catch (error) {
        fail(applicationId, error);
      }
    }
    cursor = page.nextCursor;
  } while (cursor);

  const outcomes = await warnAll(expiring, due, writtenTo, today);
  for (const draft of due) {
    const outcome = outcomes.get(draft.id);
    if (outcome?.refused) run.refused++;
    else if (outcome?.failed) fail(draft.id, outcome.failed);
    else if (!outcome)
      try {
        await markWarned(ports, [draftWarningKey(draft.id, draft.endsOn, draft.warning)], {
          status: 'given',
          on: today,
        });
        await retrying(ports, () => showExpiry(expiring, draft));
        run.warned++;
      } catch (error) {
        fail(draft.id, error);
      }
  }
  return run;
};

/** Why a draft's warning is not given yet, where it is not: somebody has not had it. */
interface Left {
  refused?: true;
  failed?: unknown;
}

/**
 * Writes to each person of all drafts that are due, unless a mail of the morning left already: then they are told with the next
 * morning's, and the draft goes as much later.
 */
const warnAll = async (
  expiring: Expiring,
  due: readonly DueDraft[],
  writtenTo: ReadonlySet<string>,
  today: string,
): Promise<Map<string, Left>> => {
  const outcomes = new Map<string, Left>();
  const leave = (drafts: readonly DueDraft[], why: Left = {}) => {
    for (const { id } of drafts) outcomes.set(id, { ...outcomes.get(id), ...why });
  };
  const persons = new Map<string, DueDraft[]>();
  for (const draft of due)
    for (const personId of draft.personIds) persons.set(personId, [...(persons.get(personId) ?? []), draft]);
  let isOver = false;
  for (const [personId, drafts] of persons) {
    isOver ||= expiring.remainingMs() < MARGIN_MS;
    if (isOver || writtenTo.has(personId)) {
      leave(drafts);
      continue;
    }
    try {
      const done = await warnPerson(expiring, personId, drafts, today);
      leave(drafts.filter(({ id }) => !done.has(id)));
    } catch (error) {
      // No time is left to send: the next run goes on.
      if (error instanceof NoTurn) isOver = true;
      const [first] = drafts;
      if (error instanceof Refused)
        logger.warn('A warning did not leave', { applicationId: first?.id, error: faultOf(error.cause) });
      // Another run is at it, where neither.
      const isOthers = error instanceof NoTurn || error instanceof LeaseHeld;
      leave(drafts, error instanceof Refused ? { refused: true } : isOthers ? {} : { failed: error });
    }
  }
  return outcomes;
};

/** Does what is due about one draft by itself, and says what is to be told of it, and who had a mail of this morning. */
const lookAt = async (
  expiring: Expiring,
  applicationId: string,
  today: string,
  duty: ReturnType<typeof duties>,
): Promise<'discarded' | { due?: DueDraft; writtenTo: string[] } | undefined> => {
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
  const writtenTo = warnedPersonsOn(file, today);
  if (due) return { due: await duty(file, { ...due, savedOn, endsOn, expiresOn }), writtenTo };
  await dateAs(expiring, file.head, savedOn, days.length > 0 ? expiresOn : undefined);
  return { writtenTo };
};

/** Brings what lists show of a draft that was warned of up to what holds. */
const showExpiry = async (expiring: Expiring, { id, savedOn, expiresOn }: DueDraft): Promise<void> => {
  const head = await loadHead(expiring.ports, id);
  if (head) await dateAs(expiring, head, savedOn, expiresOn);
};

/** The same of one that was read, where it is behind. */
const dateAs = async (
  { ports }: Expiring,
  head: ApplicationHead,
  savedOn: string,
  expiresOn: string | undefined,
): Promise<void> => {
  if (head.savedOn !== savedOn || head.expiresOn !== expiresOn) await dateDraft(ports, head, { savedOn, expiresOn });
};
