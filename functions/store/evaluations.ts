import type { ScoreContent } from '../../schemas/evaluation.ts';
import type { ActorRef, EvaluationEvent } from '../../schemas/event.ts';
import { notFound } from '../domain/errors.ts';
import type { ApplicationFile, Written } from './applications.ts';
import { commit } from './commit.ts';
import { type AssignmentItem, type EvaluationHead, evaluationHead } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPartition } from './read.ts';
import { unknownTo } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/**
 * Commits an evaluation: its own head and event, and the juror's assignment at the revision it was read at. The
 * application's head is not touched, so that jurors never wait for each other.
 * @returns the items written.
 * @throws Stale when the evaluation or the assignment moved.
 */
export const commitEvaluation = async (
  ports: StorePorts,
  change: {
    applicationId: string;
    before: EvaluationHead | undefined;
    assignment: AssignmentItem;
    content: ScoreContent;
    score: number | undefined;
    salt: string;
    event: EvaluationEvent;
    assignmentWritten: Written;
    actor: ActorRef;
    at: string;
  },
): Promise<Item[]> => {
  const { applicationId, before, assignment, content, score, salt, event, assignmentWritten, actor, at } = change;
  const headKey = keys.evaluationKey(applicationId, assignment.stepId, assignment.jurorId);
  const head = {
    ...unknownTo(evaluationHead, before),
    id: assignment.evaluationId,
    stepId: assignment.stepId,
    jurorId: assignment.jurorId,
    content,
    ...(score !== undefined && { score }),
    submittedAt: at,
    salt,
  };
  const stored = await commit(ports, {
    aggregate: { type: 'evaluation', id: assignment.evaluationId },
    headKey,
    before,
    head,
    event,
    actor,
    at,
    also: [
      {
        write: {
          Put: {
            TableName: ports.tableName,
            Item: stamped(assignmentWritten.item),
            ConditionExpression: assignmentWritten.condition?.expression,
            ExpressionAttributeValues: assignmentWritten.condition?.values,
          },
        },
      },
      // The content of this version stays, so that a correction shows what it corrected.
      {
        write: {
          Put: {
            TableName: ports.tableName,
            Item: stamped({
              ...keys.evaluationVersionKey(assignment.evaluationId, (before?.version ?? 0) + 1),
              content,
              salt,
              submittedAt: at,
            }),
          },
        },
      },
    ],
  });
  return [
    { ...head, ...headKey, version: stored.seq, lastHash: stored.hash, lastAt: stored.at },
    assignmentWritten.item,
  ];
};

/**
 * Every version that a juror submitted at a step, the first one first.
 * @throws DomainError not-found where nothing was submitted.
 */
export const versionsOf = async (ports: StorePorts, file: ApplicationFile, stepId: string, jurorId: string) => {
  const head = file.evaluations.find((evaluation) => evaluation.stepId === stepId && evaluation.jurorId === jurorId);
  if (!head) throw notFound();
  const { pk } = keys.evaluationVersionKey(head.id, 1);
  const items = await readPartition(ports, pk, keys.versionPrefix);
  // Erased contents leave their version without one.
  return items.flatMap((item) =>
    item.content
      ? [
          {
            version: Number(item.sk.slice(keys.versionPrefix.length)),
            submittedAt: item.submittedAt as string,
            content: item.content as ScoreContent,
          },
        ]
      : [],
  );
};
