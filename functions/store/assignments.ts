import { paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Assignment } from '../../schemas/evaluation.ts';
import type { SessionCore } from '../../schemas/session.ts';
import type { TerritoryId } from '../../schemas/territory.ts';
import type { ApplicationFile, Written } from './applications.ts';
import { lossOf, type TransactItem } from './commit.ts';
import { type AssignmentItem, assignmentItem } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany, type Item, PAGE_SIZE, readPage } from './read.ts';
import { readItem } from './stored.ts';

/** What a juror's list shows of a file, copied onto the assignment so that the list is one query. */
export interface AssignmentCard {
  number: string;
  title: string;
  organisationName: string;
  territories: TerritoryId[];
  stepLabel: { fr: string; en: string };
  /** The day from which the juror is reminded; left out where the step reminds nobody beforehand. */
  remindsOn?: string | undefined;
  /** The session of the jury at which the file is heard; left out where each evaluates alone. */
  sessionId?: SessionCore['id'] | undefined;
}

/** Where the index by due date lists it: while its juror is waited for, and while what is in may be corrected. */
const dueOf = ({ state, dueAt, correctableUntil, applicationId, jurorId }: Assignment) => {
  const sort = (at: string) => ({ dueSort: `${at}#${applicationId}#${jurorId}` });
  if (state === 'assigned') return { dueKey: keys.openAssignments, ...sort(dueAt) };
  if (state === 'submitted' && correctableUntil !== undefined)
    return { dueKey: keys.correctableEvaluations, ...sort(correctableUntil) };
  return {};
};

const itemOf = (assignment: Assignment, card: AssignmentCard, rev: number): Item => ({
  ...assignment,
  ...card,
  ...keys.assignmentKey(assignment.applicationId, assignment.jurorId),
  rev,
  personKey: keys.jurorFiles(assignment.jurorId, assignment.state),
  personSort: `${assignment.dueAt}#${assignment.applicationId}`,
  ...dueOf(assignment),
});

/** A juror's first assignment to a file. */
export const newAssignment = (assignment: Assignment, card: AssignmentCard): Written => ({
  item: itemOf(assignment, card, 1),
  condition: { expression: 'attribute_not_exists(pk)' },
});

/** A change of an assignment, guarded by the revision it was read at: an evaluation that comes between is never lost. */
export const changedAssignment = (
  file: Pick<ApplicationFile, 'items'>,
  before: AssignmentItem,
  change: Partial<Assignment>,
  card?: Partial<AssignmentCard>,
): Written => {
  const { sk } = keys.assignmentKey(before.applicationId, before.jurorId);
  const stored = file.items.find((item) => item.sk === sk) as unknown as AssignmentCard;
  const { number, title, organisationName, territories, stepLabel, remindsOn, sessionId } = { ...stored, ...card };
  const { rev, ...assignment } = before;
  return {
    item: itemOf(
      { ...assignment, ...change },
      { number, title, organisationName, territories, stepLabel, remindsOn, sessionId },
      rev + 1,
    ),
    condition: { expression: 'rev = :rev', values: { ':rev': rev } },
  };
};

/**
 * Notes that the juror has no conflict of interest with the file, guarded by the revision it was read at, together with
 * what says so elsewhere. The file's own head and chain are not touched, so that jurors who open it never wait for each
 * other.
 * @throws Stale when the assignment moved: closed, relieved or recused meanwhile.
 */
export const declareOnAssignment = async (
  ports: StorePorts,
  before: AssignmentItem,
  at: string,
  also: readonly TransactItem[],
): Promise<void> => {
  const { pk, sk } = keys.assignmentKey(before.applicationId, before.jurorId);
  const Update = {
    TableName: ports.tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET declaredAt = :at, rev = :next',
    ConditionExpression: 'rev = :rev',
    ExpressionAttributeValues: { ':at': at, ':rev': before.rev, ':next': before.rev + 1 },
  };
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: [{ Update }, ...also] }));
  } catch (error) {
    throw lossOf(error);
  }
};

/** Closes every assignment that still waits: the file is out of the jury's hands. */
export const closeAssignments = (file: ApplicationFile): Written[] =>
  file.assignments
    .filter(({ state }) => state === 'assigned' || state === 'submitted')
    .map((assignment) => changedAssignment(file, assignment, { state: 'closed' }));

/** A juror's assignment to a file, read strongly. */
export const loadAssignment = async (
  ports: StorePorts,
  applicationId: string,
  jurorId: string,
): Promise<AssignmentItem | undefined> => {
  const item = await get(ports, keys.assignmentKey(applicationId, jurorId));
  return item && readItem(assignmentItem, item);
};

/** How much waits for a juror. */
export interface OpenWork {
  open: number;
  /** Of these, how many are late. */
  late: number;
}

/**
 * What waits for each juror at the instant `at`, in one query over the assignments that wait: as many as jurors may have
 * open, however many files there are.
 */
export const loadOpenWork = async (ports: StorePorts, at: string): Promise<Map<string, OpenWork>> => {
  const work = new Map<string, OpenWork>();
  const pages = paginateQuery(
    { client: ports.db },
    {
      TableName: ports.tableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key',
      ExpressionAttributeValues: { ':key': keys.openAssignments },
      ProjectionExpression: 'jurorId, dueAt, sessionId',
    },
  );
  for await (const page of pages)
    for (const { jurorId, dueAt, sessionId } of (page.Items ?? []) as {
      jurorId: string;
      dueAt: string;
      sessionId?: string;
    }[]) {
      const { open, late } = work.get(jurorId) ?? { open: 0, late: 0 };
      // Nobody is late with what all do together at a session.
      work.set(jurorId, { open: open + 1, late: late + (dueAt < at && !sessionId ? 1 : 0) });
    }
  return work;
};

/** The files that wait for a juror, the most urgent first. */
export const listAllAssigned = async (ports: StorePorts, jurorId: string): Promise<string[]> => {
  const ids: string[] = [];
  const pages = paginateQuery(
    { client: ports.db },
    {
      TableName: ports.tableName,
      IndexName: 'byPerson',
      KeyConditionExpression: 'personKey = :key',
      ExpressionAttributeValues: { ':key': keys.jurorFiles(jurorId, 'assigned') },
      ProjectionExpression: 'applicationId',
    },
  );
  for await (const page of pages) ids.push(...(page.Items ?? []).map((item) => String(item.applicationId)));
  return ids;
};

const ofKind = {
  score: { FilterExpression: 'attribute_not_exists(sessionId)' },
  session: { FilterExpression: 'attribute_exists(sessionId)' },
};

/**
 * A juror's assignments in one state: those to be done the most urgent first, the others the latest first. Narrowed to a kind,
 * a page reads on past those of the other: of a juror's files there are few.
 */
export const listAssignments = async (
  ports: StorePorts,
  jurorId: string,
  asked: { state: Assignment['state']; kind?: keyof typeof ofKind | undefined; cursor?: string | undefined },
) => {
  const { state, kind } = asked;
  const items: Item[] = [];
  let cursor = asked.cursor;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byPerson',
        KeyConditionExpression: 'personKey = :key',
        ExpressionAttributeValues: { ':key': keys.jurorFiles(jurorId, state) },
        ScanIndexForward: state === 'assigned',
        ...(kind && ofKind[kind]),
      },
      cursor,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < PAGE_SIZE);
  return {
    ...(cursor && { nextCursor: cursor }),
    items: items.map((item) => ({ ...readItem(assignmentItem, item), ...(item as unknown as AssignmentCard) })),
  };
};

/** An assignment with what lists show of its file. */
export type ListedAssignment = AssignmentItem & AssignmentCard;
const listed = (item: Item): ListedAssignment => ({
  ...readItem(assignmentItem, item),
  ...(item as unknown as AssignmentCard),
});

/** Every assignment that waits for an evaluation and is due before an instant, by due date. */
export const listOpenAssignments = async (ports: StorePorts, before: string): Promise<ListedAssignment[]> => {
  const found: ListedAssignment[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byDue',
        KeyConditionExpression: 'dueKey = :key AND dueSort < :before',
        ExpressionAttributeValues: { ':key': keys.openAssignments, ':before': before },
        Limit: 100,
      },
      cursor,
    );
    found.push(...page.items.map(listed));
    cursor = page.nextCursor;
  } while (cursor);
  return found;
};

/** Which of these assignments wait for their juror still, read strongly. */
export const stillOpen = async (
  ports: StorePorts,
  assignments: readonly Pick<AssignmentItem, 'applicationId' | 'jurorId'>[],
): Promise<ListedAssignment[]> => {
  const items = await getMany(
    ports,
    assignments.map(({ applicationId, jurorId }) => keys.assignmentKey(applicationId, jurorId)),
  );
  return items.map(listed).filter(({ state }) => state === 'assigned');
};
