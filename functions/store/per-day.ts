import type { OfficePerDay, PerDay, ToOnePerDay } from '../../schemas/per-day.ts';
import { dayOf } from '../domain/calendar.ts';
import { type DomainError, tooManyToday } from '../domain/errors.ts';
import type { Guarded } from './commit.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { versionOf } from './upcasts/index.ts';

type Counted = keyof PerDay | keyof OfficePerDay | keyof ToOnePerDay;

/** The words of what is used up. */
const words = {
  drafts: 'too-many-drafts',
  documents: 'too-many-documents',
  files: 'too-many-files',
  organisations: 'too-many-registrations',
  confirmations: 'too-many-confirmations',
  invitations: 'too-many-invitations',
  mailsAgain: 'too-many-mails-again',
  sessionsTold: 'too-many-sessions-told',
  invited: 'invited-often',
  mailedAgain: 'mailed-again-often',
} as const satisfies Record<Counted, string>;

/** The refusal of one more on a day whose are used up, and when it is over. */
export const usedUp = (what: Counted, at: string): DomainError => tooManyToday(words[what], at);

/** How long the counts of a day are kept, in seconds. */
export const SECONDS_KEPT = 2 * 86_400;

/** How often a person did what is counted on a day, read strongly. */
export const countsOf = async (ports: StorePorts, personId: string, day: string): Promise<PerDay> => {
  const item = await get(ports, keys.triesKey(personId, day));
  const {
    drafts = 0,
    documents = 0,
    files = 0,
    organisations = 0,
    confirmations = 0,
  } = (item ?? {}) as Partial<PerDay>;
  return { drafts, documents, files, organisations, confirmations };
};

/**
 * Counts one more of each, together with the act itself: the count is the condition, so that forty side by side are not
 * forty. Lost, the day's are used up.
 * @param day The calendar day in Europe/Paris.
 */
export const oneMore = <What extends string>(
  ports: StorePorts,
  personId: string,
  day: string,
  { of, most, lost }: { of: readonly What[]; most: Readonly<Record<What, number>>; lost?: () => Error },
): Guarded => {
  const key = keys.triesKey(personId, day);
  return {
    write: {
      Update: {
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: `SET expiresAt = :expiresAt, v = :v ADD ${of.map((what) => `#${what} :one`).join(', ')}`,
        ConditionExpression: of.map((what) => `(attribute_not_exists(#${what}) OR #${what} < :${what})`).join(' AND '),
        ExpressionAttributeNames: Object.fromEntries(of.map((what) => [`#${what}`, what])),
        ExpressionAttributeValues: {
          ':one': 1,
          ':v': versionOf(keys.kindOf(key)),
          ':expiresAt': Math.floor(ports.now().getTime() / 1000) + SECONDS_KEPT,
          ...Object.fromEntries(of.map((what) => [`:${what}`, most[what]])),
        },
      },
    },
    ...(lost && { lost }),
  };
};

/** Counts one more of one thing on the day of an act: where the day's are used up, the act is refused with that. */
export const oneMoreOf = <What extends Counted>(
  ports: StorePorts,
  personId: string,
  at: string,
  what: What,
  most: Readonly<Record<What, number>>,
): Guarded => oneMore(ports, personId, dayOf(at), { of: [what], most, lost: () => usedUp(what, at) });
