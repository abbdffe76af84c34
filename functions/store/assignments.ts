import type { Assignment } from '../../schemas/evaluation.ts';
import type { Written } from './applications.ts';
import { type AssignmentItem, assignmentItem } from './items.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';

/** What a juror's list shows of a file, copied onto the assignment so that the list is one query. */
export interface AssignmentCard {
  number: string;
  title: string;
  organisationName: string;
  territories: string[];
  stepLabel: { fr: string; en: string };
}

/** An assignment to write, guarded by the revision it was read at. */
export const assignmentWrite = (
  assignment: Assignment,
  card: AssignmentCard,
  before: AssignmentItem | undefined,
): Written => ({
  item: {
    ...assignment,
    ...card,
    ...keys.assignmentKey(assignment.applicationId, assignment.jurorId),
    rev: (before?.rev ?? 0) + 1,
    personKey: keys.jurorFiles(assignment.jurorId, assignment.state),
    personSort: `${assignment.dueAt}#${assignment.applicationId}`,
  },
  condition: before
    ? { expression: 'rev = :rev', values: { ':rev': before.rev } }
    : { expression: 'attribute_not_exists(pk)' },
});

/** A juror's assignments in one state, the most urgent first. */
export const listAssignments = async (
  ports: StorePorts,
  jurorId: string,
  state: Assignment['state'],
  cursor: string | undefined,
) => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byPerson',
      KeyConditionExpression: 'personKey = :key',
      ExpressionAttributeValues: { ':key': keys.jurorFiles(jurorId, state) },
    },
    cursor,
  );
  return {
    ...page,
    items: page.items.map((item) => ({ ...assignmentItem.parse(item), ...(item as unknown as AssignmentCard) })),
  };
};
