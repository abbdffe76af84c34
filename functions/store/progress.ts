import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ApplicationCore } from '../../schemas/application.ts';
import type { ApplicationHead, AssignmentItem } from './items.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { getMany, type Item } from './read.ts';

/**
 * How many evaluations of the open step are in, kept on the application's head for lists. An evaluation itself never
 * writes the head: fifty jurors would wait for each other. A commit to the file counts anew; in between, the consumer
 * that each evaluation wakes does.
 */

const countOf = (application: Pick<ApplicationCore, 'jury'>, assignments: readonly AssignmentItem[]): number =>
  assignments.filter(
    ({ jurorId, stepId, state }) =>
      state === 'submitted' && stepId === application.jury?.stepId && application.jury.jurorIds.includes(jurorId),
  ).length;

/** The count that goes with a head; nothing where no step is open. */
export const evaluationsIn = (
  application: Pick<ApplicationCore, 'jury' | 'version' | 'state'>,
  assignments: readonly AssignmentItem[],
): Pick<ApplicationHead, 'evaluationsIn'> =>
  application.state === 'evaluating' && application.jury
    ? { evaluationsIn: { version: application.version, count: countOf(application, assignments) } }
    : {};

/** "2 of 3", for a head whose step is open. */
export const progressOf = (head: Pick<ApplicationHead, 'state' | 'jury' | 'evaluationsIn'>) =>
  head.state === 'evaluating' && head.jury
    ? { in: head.evaluationsIn?.count ?? 0, of: head.jury.jurorIds.length }
    : undefined;

/**
 * Writes the count down, unless it is there. Between two versions of the head evaluations only come in, so that the
 * higher count is the later one, whichever consumer was slower; when the head moved, its own commit has counted.
 */
export const noteEvaluationsIn = async (
  ports: StorePorts,
  head: ApplicationHead,
  assignments: readonly AssignmentItem[],
): Promise<void> => {
  const { evaluationsIn: now } = evaluationsIn(head, assignments);
  const known = head.evaluationsIn;
  if (!now || (known?.version === now.version && known.count >= now.count)) return;
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.applicationKey(head.id),
        UpdateExpression: 'SET evaluationsIn = :now',
        ConditionExpression:
          '#version = :version AND (attribute_not_exists(evaluationsIn) OR evaluationsIn.#version <> :version OR evaluationsIn.#count < :count)',
        ExpressionAttributeNames: { '#version': 'version', '#count': 'count' },
        ExpressionAttributeValues: { ':now': now, ':version': now.version, ':count': now.count },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** How far the open steps of these files are, as it was a moment ago; in one read by key for a page of a list. */
export const loadProgress = async (ports: StorePorts, applicationIds: readonly string[]) => {
  const items = await getMany(ports, applicationIds.map(keys.applicationKey), {
    strongly: false,
    only: ['id', 'state', 'jury', 'evaluationsIn'],
  });
  const heads = items as unknown as Pick<ApplicationHead, 'id' | 'state' | 'jury' | 'evaluationsIn'>[];
  return new Map<string, { stepId: string | undefined; progress: ReturnType<typeof progressOf> }>(
    heads.map((head) => [head.id, { stepId: head.jury?.stepId, progress: progressOf(head) }]),
  );
};

/** The assignments of a file as they will stand once these items are written. */
export const assignmentsAfter = (
  assignments: readonly AssignmentItem[],
  written: readonly Item[],
): AssignmentItem[] => {
  const changed = written.filter(({ sk }) => sk.startsWith(keys.assignmentPrefix)) as unknown as AssignmentItem[];
  const replaced = new Set(changed.map(({ jurorId }) => jurorId));
  return [...assignments.filter(({ jurorId }) => !replaced.has(jurorId)), ...changed];
};
