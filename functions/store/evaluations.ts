import type { ScoreContent } from '../../schemas/evaluation.ts';
import type { ActorRef, EvaluationEvent } from '../../schemas/event.ts';
import { notFound } from '../domain/errors.ts';
import type { Written } from './applications.ts';
import { commit } from './commit.ts';
import { type AssignmentItem, type EvaluationHead, evaluationHead, workItem } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, type Item, readPage, readPartition } from './read.ts';
import { readItem, unknownTo } from './stored.ts';
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

/** What a juror submitted at a step, read strongly; nothing before that. */
export const loadEvaluation = async (
  ports: StorePorts,
  applicationId: string,
  stepId: string,
  jurorId: string,
): Promise<EvaluationHead | undefined> => {
  const item = await get(ports, keys.evaluationKey(applicationId, stepId, jurorId));
  return item && readItem(evaluationHead, item);
};

/** Every evaluation of a file that was submitted, at whatever step: as much as its jurors wrote, for when all is needed. */
export const loadEvaluations = async (ports: StorePorts, applicationId: string): Promise<EvaluationHead[]> => {
  const { pk } = keys.applicationKey(applicationId);
  const items = await readPartition(ports, pk, keys.evaluationPrefix);
  return items.map((item) => readItem(evaluationHead, item));
};

/** Evaluations of one page: each is as long as its juror wrote. */
const PAGE = 10;

/** Evaluations of a step that were submitted, by juror, a page at a time; read strongly. */
export const listEvaluations = async (
  ports: StorePorts,
  applicationId: string,
  stepId: string,
  cursor: string | undefined,
): Promise<{ items: EvaluationHead[]; nextCursor?: string }> => {
  const { pk, sk } = keys.evaluationKey(applicationId, stepId, '');
  const page = await readPage(
    ports,
    {
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
      Limit: PAGE,
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => readItem(evaluationHead, item)) };
};

/** A juror's evaluation of a step as typed so far, read strongly. */
export const loadWork = async (ports: StorePorts, applicationId: string, stepId: string, jurorId: string) => {
  const item = await get(ports, keys.workKey(applicationId, stepId, jurorId));
  return item && readItem(workItem, item);
};

/**
 * Every version that a juror submitted at a step, the first one first.
 * @throws DomainError not-found where nothing was submitted.
 */
export const versionsOf = async (ports: StorePorts, applicationId: string, stepId: string, jurorId: string) => {
  const head = await loadEvaluation(ports, applicationId, stepId, jurorId);
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
