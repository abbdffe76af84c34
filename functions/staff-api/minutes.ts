import type { Language } from '../../schemas/fields.ts';
import type { MinutesContent } from '../../schemas/session.ts';
import { notFound, recused as recusedSince } from '../domain/errors.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { approveMinutes } from '../domain/session/hold.ts';
import { allowInSession, sessionConflict } from '../domain/session/lifecycle.ts';
import type { Operations } from '../http.ts';
import { printMinutes } from '../print-minutes.ts';
import { readableMinutes } from '../readable-minutes.ts';
import { loadCall } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { RevisionMoved } from '../store/drafts.ts';
import { digestOf } from '../store/hash.ts';
import { approvedMinutes, loadMinutes, saveMinutes } from '../store/minutes.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { commitSession, type LoadedSession } from '../store/sessions.ts';
import type { Agent } from './access.ts';
import { mayBeOwnDoing } from './own-act.ts';
import { isDoneAt, ofSession, sessionOf } from './session-access.ts';
import { writeMinutes } from './write-minutes.ts';

type MinutesOperations = Pick<Operations<'staff'>, 'getMinutes' | 'getMinutesPdf' | 'saveMinutes' | 'approveMinutes'>;

interface Written {
  revision: number;
  content: MinutesContent;
  forAll?: readonly number[] | undefined;
}

export const minutesOperations = (ports: StorePorts): MinutesOperations => {
  /** @throws DomainError conflict `session-moved` while the session is not closed: there is nothing to tell yet. */
  const closedSession = async (id: string): Promise<LoadedSession> => {
    const loaded = await sessionOf(ports, id);
    if (loaded.session.state !== 'closed') throw sessionConflict('session-moved', loaded);
    return loaded;
  };

  const next = async (sessionId: string, { revision, content, forAll = [] }: Written) => {
    const last = await loadMinutes(ports, sessionId);
    if ((last?.revision ?? 0) !== revision) throw new RevisionMoved();
    const parts = content.parts.map((part, place) =>
      !part.applicationId && forAll.includes(place) ? { ...part, forAll: true as const } : part,
    );
    return {
      revision: revision + 1,
      savedAt: ports.now().toISOString(),
      content: { ...content, parts },
      salt: ports.salt(),
    };
  };

  /**
   * The minutes as they stand: as somebody corrected them, or drawn from the session; without what the agent may not read of
   * files that the agent is recused from.
   */
  const standing = async (sessionId: string, language: Language, person: Agent) => {
    const loaded = await closedSession(sessionId);
    const state: 'approved' | 'draft' = loaded.session.minutesApprovedAt ? 'approved' : 'draft';
    const [saved, recused] = await Promise.all([loadMinutes(ports, sessionId), recusedFiles(ports, person)]);
    const open = (content: MinutesContent) =>
      readableMinutes(content, agendaOf(loaded), (applicationId) => recused.has(applicationId));
    if (saved) return { state, revision: saved.revision, savedAt: saved.savedAt, content: open(saved.content) };
    const call = await loadCall(ports, loaded.session.callId);
    if (!call) throw notFound();
    return { state, revision: 0, content: open(writeMinutes(loaded, call.title[language], language)) };
  };

  /**
   * Minutes are written as a whole: by somebody who may read the whole.
   * @throws DomainError forbidden `recused` for who is recused from a file of the agenda.
   */
  const mayWrite = async (sessionId: string, person: Agent) => {
    const [{ points }, recused] = await Promise.all([sessionOf(ports, sessionId), recusedFiles(ports, person)]);
    for (const { applicationId } of points) {
      const since = recused.get(applicationId);
      if (since) throw recusedSince(since);
    }
  };

  return {
    async getMinutes({ params, query, person }) {
      return standing(params.sessionId, query.language, person);
    },

    async getMinutesPdf({ params, query, person, at }) {
      const { state, content, savedAt = at } = await standing(params.sessionId, query.language, person);
      return printMinutes(ports, content, { sessionId: params.sessionId, state, at: savedAt });
    },

    async saveMinutes({ params, body, person }) {
      await mayWrite(params.sessionId, person);
      return retrying(ports, async () => {
        const loaded = await closedSession(params.sessionId);
        allowInSession(loaded, 'correct-minutes');
        const saved = await next(params.sessionId, body);
        await saveMinutes(ports, loaded.session, saved);
        return { state: 'draft' as const, ...saved };
      });
    },

    async approveMinutes({ params, body, person, at }) {
      await mayWrite(params.sessionId, person);
      const approve = async () => {
        const loaded = await closedSession(params.sessionId);
        allowInSession(loaded, 'approve-minutes');
        const saved = await next(params.sessionId, body);
        const { revision, content, salt } = saved;
        await commitSession(ports, {
          before: loaded,
          decided: approveMinutes(loaded, { revision, digest: digestOf(content, salt) }, at),
          title: loaded.session,
          checks: [approvedMinutes(ports, loaded.session.id, saved)],
          actor: { role: 'staff', personId: person.id },
          at,
        });
        return { state: 'approved' as const, ...saved };
      };
      const made = ofSession(
        params.sessionId,
        ({ type, data }) => type === 'session.minutes-approved' && data.revision === body.revision + 1,
      );
      try {
        return await retrying(ports, approve);
      } catch (error) {
        if (!mayBeOwnDoing(error) || !(await isDoneAt(ports, person, made))) throw error;
        return standing(params.sessionId, body.content.language, person);
      }
    },
  };
};
