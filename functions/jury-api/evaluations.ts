import { isDeepStrictEqual } from 'node:util';
import { stepOf } from '../../schemas/call.ts';
import { scoreContentFor } from '../../schemas/evaluation.ts';
import { mustBeCorrectable, recordEvaluation } from '../domain/evaluation/record-evaluation.ts';
import { allow, stateConflict } from '../domain/lifecycle.ts';
import type { Operations } from '../http.ts';
import { parse } from '../parse.ts';
import { changedAssignment } from '../store/assignments.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { saveWork } from '../store/drafts.ts';
import { commitEvaluation, loadEvaluation } from '../store/evaluations.ts';
import { digestOf } from '../store/hash.ts';
import { assignmentKey } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { assignedFile, assignedHead, type JurorStand, jurorActions, jurorProjection } from './projection.ts';

type EvaluationOperations = Pick<Operations<'jury'>, 'saveEvaluation' | 'submitEvaluation'>;

/** The step must be the open one, and open to this juror. */
const openStepOf = (stand: JurorStand, stepId: string): void => {
  const { head, assignment } = stand;
  allow(head, 'evaluate', 'juror');
  if (head.jury?.stepId !== stepId || !head.jury.jurorIds.includes(assignment.jurorId))
    throw stateConflict('state-passed', head, jurorActions(stand));
};

export const evaluationOperations = (ports: StorePorts): EvaluationOperations => ({
  async saveEvaluation({ params, body, person }) {
    const stand = await assignedHead(ports, person.id, params.applicationId);
    openStepOf(stand, params.stepId);
    mustBeCorrectable(stand.head, stand.assignment);
    return saveWork(ports, params.applicationId, params.stepId, person.id, body.revision, body.content);
  },

  async submitEvaluation({ params, body, person, language, at }) {
    return retrying(ports, async () => {
      const access = await assignedFile(ports, person.id, params.applicationId);
      const { head, assignment } = access;
      const call = await loadCallVersion(ports, head.callId, head.callVersion);
      openStepOf(access, params.stepId);
      const step = stepOf(call, params.stepId);
      if (step?.kind !== 'score') throw stateConflict('state-passed', head, jurorActions(access));
      const { final = false, ...written } = body;
      const content = parse(scoreContentFor(step), written, language);
      const before = await loadEvaluation(ports, head.id, params.stepId, person.id);
      // The same said once more, by one whose answer was lost.
      if (final && assignment.final && isDeepStrictEqual(before?.content, content))
        return jurorProjection(access, call);
      const salt = ports.salt();
      const { assignment: after, event } = recordEvaluation({
        application: head,
        call,
        assignment,
        content,
        digest: digestOf(content, salt),
        final,
        at,
      });
      // The assignment was read with what lists show of it.
      const items = [{ ...assignment, ...assignmentKey(head.id, person.id) }];
      await commitEvaluation(ports, {
        applicationId: head.id,
        before,
        assignment,
        content,
        score: after.score,
        salt,
        event,
        assignmentWritten: changedAssignment({ items }, assignment, after),
        actor: { role: 'juror', personId: person.id },
        at,
      });
      return jurorProjection({ ...access, assignment: { ...assignment, ...after } }, call);
    });
  },
});
