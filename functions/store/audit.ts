import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { type Audited, officeRole, type Subject, subject } from '../../schemas/audit.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { dayOf } from '../domain/calendar.ts';
import type { TransactItem } from './commit.ts';
import { auditItem } from './items/audit.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPage } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/**
 * Who did and who opened what. Acts are put here from the events and can be made anew from them; openings are noted as they
 * happen, once for each person, day, kind and file, and stand nowhere else. Nothing here is read to decide anything.
 */

const secondOf = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** When what happened `at` is forgotten, in epoch seconds. */
const expiryOf = (at: string, keptDays: number): number => secondOf(at) + keptDays * 86_400;

const itemOf = (key: keys.Key, entry: Audited, keptDays: number): Item => {
  const sort = keys.auditSort(dayOf(entry.at), entry.at, key);
  const { about } = entry;
  return stamped({
    ...key,
    ...entry,
    expiresAt: expiryOf(entry.at, keptDays),
    personKey: keys.auditOfPerson(entry.personId),
    personSort: sort,
    dueKey: keys.audit,
    dueSort: sort,
    ...(about?.type === 'application' && { stateKey: keys.auditOfFile(about.id), stateSort: sort }),
  });
};

/** What stands in the place of a subject where an opening has none. */
const NOTHING = 'office';

/**
 * Notes what somebody opened, unless it was noted on that day: repeated, it costs the one write unit of a condition that
 * does not hold.
 * @param patienceMs After this time it is given up.
 * @throws whatever DynamoDB fails with, or an abortion when it takes too long.
 */
export const noteOpening = async (
  ports: Pick<StorePorts, 'db' | 'tableName'>,
  opened: Audited & { opening: string },
  { keptDays, patienceMs }: { keptDays: number; patienceMs: number },
): Promise<void> => {
  const { personId, opening, about, at } = opened;
  const key = keys.openingKey(personId, dayOf(at), opening, about?.id ?? NOTHING);
  try {
    await ports.db.send(
      new PutCommand({
        TableName: ports.tableName,
        Item: itemOf(key, opened, keptDays),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
      { abortSignal: AbortSignal.timeout(patienceMs) },
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const subjectOf = ({ aggregate, ...event }: StoredEvent): Subject => {
  switch (event.type) {
    case 'evaluation.recorded':
    case 'evaluation.corrected':
      return { type: 'application', id: event.data.applicationId };
    default:
      return { type: aggregate.type as Subject['type'], id: aggregate.id };
  }
};

/**
 * What an event adds: an act of somebody in the office, as long as acts are kept; nothing of what applicants or the service
 * did, nor of a draft, which is nobody's business in the office and may be thrown away. Repeated it changes nothing.
 */
export const actWrites = (ports: StorePorts, event: StoredEvent, keptDays: number): TransactItem[] => {
  const { actor, aggregate, seq, at } = event;
  const role = officeRole.safeParse(actor.role);
  const ofDraft = event.type === 'application.organisation-changed' && event.data.draft;
  if (!role.success || !actor.personId || ofDraft || expiryOf(at, keptDays) <= secondOf(ports.now().toISOString()))
    return [];
  const act: Audited = { at, personId: actor.personId, role: role.data, act: event.type, about: subjectOf(event) };
  const key = keys.actKey(actor.personId, aggregate.type, aggregate.id, seq);
  return [{ Put: { TableName: ports.tableName, Item: itemOf(key, act, keptDays) } }];
};

/** What of it is asked for; days in Paris, both included. */
export interface AuditFilter {
  personId?: string | undefined;
  applicationId?: string | undefined;
  from: string;
  to: string;
}

const listOf = ({ personId, applicationId }: AuditFilter) => {
  if (applicationId) return { index: 'byState', name: 'state', key: keys.auditOfFile(applicationId) };
  if (personId) return { index: 'byPerson', name: 'person', key: keys.auditOfPerson(personId) };
  return { index: 'byDue', name: 'due', key: keys.audit };
};

/** A row about something that only newer code knows is read without saying about what. */
const withKnownSubject = (item: Item): Item =>
  item.about === undefined || subject.safeParse(item.about).success ? item : { ...item, about: undefined };

/** Rows that one query reads, and below which a page goes on as long as there are more. */
const PAGE = 50;

/**
 * One page of acts and openings, the latest first, eventually consistent: at least `PAGE` rows unless it is the last, less
 * than twice as many. Rows about the files in `without` are left out, as are those that have expired.
 * @throws DomainError invalid when the cursor is none of ours.
 */
export const listAudit = async (
  ports: StorePorts,
  filter: AuditFilter,
  without: ReadonlyMap<string, unknown>,
  from?: string,
): Promise<{ items: Audited[]; nextCursor?: string }> => {
  // A period that ends before it begins is none; the table would refuse it.
  if (filter.from > filter.to) return { items: [] };
  const { index, name, key } = listOf(filter);
  const between = keys.auditBetween(filter.from, filter.to);
  const now = secondOf(ports.now().toISOString());
  const shown = (item: Item, { personId, about }: Audited) =>
    Number(item.expiresAt) > now && (!filter.personId || personId === filter.personId) && !without.has(about?.id ?? '');
  const found: Audited[] = [];
  let cursor = from;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: index,
        KeyConditionExpression: '#key = :key AND #sort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#key': `${name}Key`, '#sort': `${name}Sort` },
        ExpressionAttributeValues: { ':key': key, ':from': between.from, ':to': between.to },
        ScanIndexForward: false,
        Limit: PAGE,
      },
      cursor,
    );
    for (const item of page.items) {
      const entry: z.output<typeof auditItem> = readItem(auditItem, withKnownSubject(item));
      if (shown(item, entry)) found.push(entry);
    }
    cursor = page.nextCursor;
  } while (cursor && found.length < PAGE);
  return { items: found, ...(cursor && { nextCursor: cursor }) };
};
