import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { draftWarningDays } from '../../schemas/drafts.ts';
import { dayOf } from '../domain/calendar.ts';
import { type ApplicationFile, loadFile } from './applications.ts';
import { type Guarded, retrying, Stale } from './commit.ts';
import type { ApplicationHead } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';
import { transact } from './transact.ts';
import { versionOf } from './upcasts/index.ts';

/**
 * The end of drafts. A draft's head says on which day it was last saved, and is listed by it. That day is written once a
 * day at most, beside the save and not with it, and may so be behind: what is done about a draft is decided on its
 * sections and documents themselves.
 */

/** Characters of a title that lists show of a draft. */
const LISTED_CHARS = 120;

/** How long it is kept that an owner was warned, in seconds: longer than the last warning lies before the end. */
const KEPT_SECONDS = 180 * 86_400;

/**
 * Notes on a draft's head when it was last saved, with the title typed so far, and the day that a warning named. It is no
 * part of the chain. Left as it is when the draft moved on, or was saved later.
 */
export const dateDraft = async (
  ports: StorePorts,
  head: Pick<ApplicationHead, 'id' | 'version'>,
  { savedOn, title, expiresOn }: { savedOn: string; title?: string | undefined; expiresOn?: string | undefined },
): Promise<boolean> => {
  const sets = ['savedOn = :savedOn', 'dueKey = :key', 'dueSort = :sort'];
  if (title !== undefined) sets.push('title = :title');
  if (expiresOn !== undefined) sets.push('expiresOn = :expiresOn');
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.applicationKey(head.id),
        UpdateExpression: `SET ${sets.join(', ')}${expiresOn === undefined ? ' REMOVE expiresOn' : ''}`,
        ConditionExpression:
          '#version = :version AND #state = :draft AND (attribute_not_exists(savedOn) OR savedOn <= :savedOn)',
        ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
        ExpressionAttributeValues: {
          ':version': head.version,
          ':draft': 'draft',
          ':savedOn': savedOn,
          ':key': keys.savedDrafts,
          ':sort': keys.savedDraftSort(savedOn, head.id),
          ...(title !== undefined && { ':title': title }),
          ...(expiresOn !== undefined && { ':expiresOn': expiresOn }),
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Notes that a draft was saved today, unless its head says so already; nothing for a file that is no draft. */
export const noteSaved = async (ports: StorePorts, head: ApplicationHead, title?: string): Promise<void> => {
  if (head.state !== 'draft') return;
  const savedOn = dayOf(ports.now().toISOString());
  const shown = title?.slice(0, LISTED_CHARS);
  const renamed = shown !== undefined && shown !== head.title;
  if (renamed || head.savedOn !== savedOn) await dateDraft(ports, head, { savedOn, ...(renamed && { title: shown }) });
};

/**
 * Counts a draft as saved today though nothing in it changed. Whoever throws it away as they read it comes too late then.
 * @returns its head as it is then.
 * @throws Stale when the draft moved, or was thrown away.
 */
export const keepDraft = async (ports: StorePorts, head: ApplicationHead): Promise<ApplicationHead> => {
  const today = dayOf(ports.now().toISOString());
  // The clock of whoever saved it last may be ahead of ours.
  const savedOn = head.savedOn && head.savedOn > today ? head.savedOn : today;
  if (!(await dateDraft(ports, head, { savedOn }))) throw new Stale();
  const { expiresOn: _expires, ...kept } = head;
  return { ...kept, savedOn };
};

/** The day on which a draft was last saved, as its own items say. */
export const lastSavedOn = ({ head, sections, attachments }: ApplicationFile): string =>
  [
    dayOf(head.startedAt),
    ...(head.savedOn ? [head.savedOn] : []),
    ...Object.values(sections).map(({ savedAt }) => dayOf(savedAt)),
    ...attachments.map(({ createdAt }) => dayOf(createdAt)),
  ].reduce((last, day) => (day > last ? day : last));

/** The days on which everybody who can keep a draft had been warned of an end of it, the first warning first. */
export const warnedOn = ({ head, items }: ApplicationFile, endsOn: string): string[] =>
  draftWarningDays.flatMap((_, warning) => {
    const { sk } = keys.draftWarningKey(head.id, endsOn, warning);
    const item = items.find((candidate) => candidate.sk === sk);
    return typeof item?.warnedOn === 'string' ? [item.warnedOn] : [];
  });

/** Whether somebody had a warning, or is known not to be reached by it. */
export const hadWarning = ({ items }: ApplicationFile, { sk }: keys.Key): boolean =>
  items.some((item) => item.sk === sk && item.warnedOn !== undefined);

/** The persons to whom a warning about a draft left on a day. */
export const warnedPersonsOn = ({ items }: Pick<ApplicationFile, 'items'>, day: string): string[] =>
  items.flatMap(({ sk, status, warnedOn }) => {
    const personId = status === 'sent' && warnedOn === day ? keys.warnedPerson(sk) : undefined;
    return personId === undefined ? [] : [personId];
  });

/** Warnings that one mail tells of at most: they are marked in one transaction. */
export const MAIL_WARNINGS = 90;

/**
 * Notes what became of warnings, of all of them at once: to one person they left or cannot reach them; or everybody had one.
 * The first day stays. At most `MAIL_WARNINGS`.
 * @throws Stale when it loses to others for too long.
 */
export const markWarned = async (
  ports: StorePorts,
  warnings: readonly keys.Key[],
  warned: { status: 'sent' | 'held' | 'given'; on: string; messageId?: string | undefined },
): Promise<void> => {
  if (warnings.length === 0) return;
  const expires = Math.floor(ports.now().getTime() / 1000) + KEPT_SECONDS;
  const write = (key: keys.Key): Guarded => ({
    write: {
      Update: {
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: `SET #status = :status, warnedOn = if_not_exists(warnedOn, :on), expiresAt = :expires, #v = :v${
          warned.messageId === undefined ? '' : ', messageId = :id'
        } REMOVE leaseUntil`,
        ExpressionAttributeNames: { '#status': 'status', '#v': 'v' },
        ExpressionAttributeValues: {
          ':v': versionOf(keys.kindOf(key)),
          ':status': warned.status,
          ':on': warned.on,
          ':expires': expires,
          ...(warned.messageId !== undefined && { ':id': warned.messageId }),
        },
      },
    },
  });
  await retrying(ports, () => transact(ports, warnings.map(write)));
};

/** Drafts that were last saved on a day or before, as the index knows them, a page at a time, the longest unsaved first. */
export const listDraftsSavedUntil = async (
  ports: StorePorts,
  day: string,
  cursor: string | undefined,
): Promise<{ applicationIds: string[]; nextCursor?: string }> => {
  const { items, ...rest } = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key AND dueSort <= :until',
      ExpressionAttributeValues: { ':key': keys.savedDrafts, ':until': keys.savedUntil(day) },
    },
    cursor,
  );
  return { ...rest, applicationIds: items.flatMap(({ pk }) => keys.aggregateOf(pk)?.id ?? []) };
};

/**
 * Puts a draft that was stored without it among those that expire, by its last save; for a backfill. Safe beside savers,
 * and to repeat.
 * @returns whether it did: false for a file that is no draft, or is listed already.
 */
export const listOldDraft = async (ports: StorePorts, applicationId: string): Promise<boolean> => {
  const file = await loadFile(ports, applicationId);
  if (file?.head.state !== 'draft' || file.items.some(({ sk, dueKey }) => sk === keys.HEAD && dueKey !== undefined))
    return false;
  return dateDraft(ports, file.head, { savedOn: lastSavedOn(file) });
};
