import type { PerDay } from '../../schemas/per-day.ts';
import type { Guarded } from './commit.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { versionOf } from './upcasts/index.ts';

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
