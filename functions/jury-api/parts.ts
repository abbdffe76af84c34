import type { UnknownEvent } from '../../schemas/event.ts';
import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import type { Operations } from '../http.ts';
import { loadCallVersion } from '../store/calls.ts';
import { listEvaluations, loadEvaluation, loadWork, versionsOf } from '../store/evaluations.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadAssignments, loadStory } from '../store/views.ts';
import { assignedHead, mayReadPeers, ownProjection, peerNumbers } from './projection.ts';

type PartOperations = Pick<
  Operations<'jury'>,
  'getOwnEvaluation' | 'listOwnVersions' | 'listPeerEvaluations' | 'getJurorTimeline'
>;

/** Parts of a juror's file, each read when it is asked for. */
export const partOperations = (ports: StorePorts): PartOperations => ({
  async getOwnEvaluation({ params: { applicationId, stepId }, person }) {
    await assignedHead(ports, person.id, applicationId);
    const [work, submitted] = await Promise.all([
      loadWork(ports, applicationId, stepId, person.id),
      loadEvaluation(ports, applicationId, stepId, person.id),
    ]);
    return { evaluation: ownProjection(work, submitted) };
  },

  async listOwnVersions({ params: { applicationId, stepId }, person }) {
    await assignedHead(ports, person.id, applicationId);
    return { versions: await versionsOf(ports, applicationId, stepId, person.id) };
  },

  async listPeerEvaluations({ params: { applicationId, stepId }, query, person }) {
    const stand = await assignedHead(ports, person.id, applicationId);
    const call = await loadCallVersion(ports, stand.head.callId, stand.head.callVersion);
    if (!mayReadPeers(stand, call, stepId)) return { items: [] };
    const { items, ...page } = await listEvaluations(ports, applicationId, stepId, query.cursor);
    // Read after the evaluations, so that none of them is without its juror.
    const numbers = peerNumbers(stand, (await loadAssignments(ports, applicationId))?.assignments ?? []);
    return {
      ...page,
      items: items.flatMap((evaluation) => {
        const peer = numbers.get(evaluation.jurorId);
        return peer ? [{ ...evaluation, peer }] : [];
      }),
    };
  },

  async getJurorTimeline({ params, person }) {
    await assignedHead(ports, person.id, params.applicationId);
    const { history = [] } = (await loadStory(ports, params.applicationId)) ?? {};
    return { items: timeline(history as (ChainedApplicationEvent | UnknownEvent)[], 'juror', new Map()) };
  },
});
