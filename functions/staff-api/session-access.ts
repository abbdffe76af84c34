import { notFound } from '../domain/errors.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import { loadHeads } from '../store/application-lists.ts';
import { retrying } from '../store/commit.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { type LoadedSession, loadSession } from '../store/sessions.ts';
import type { Agent } from './access.ts';
import { sessionView } from './session-view.ts';

/** @throws DomainError not-found when there is no such session. */
export const sessionOf = async (ports: StorePorts, sessionId: string): Promise<LoadedSession> => {
  const loaded = await loadSession(ports, sessionId);
  if (!loaded) throw notFound();
  return loaded;
};

/**
 * A file of the session, also one that was taken off its agenda: what can be done with it tells a secretary who was slower.
 * @throws DomainError not-found when the file never was on the agenda.
 */
export const pointOf = (loaded: LoadedSession, applicationId: string) => {
  const point = loaded.points.find((candidate) => candidate.applicationId === applicationId);
  if (!point) throw notFound();
  return point;
};

/** Runs an act on a session, again when it lost to somebody else, and gives the session as it stands then. */
export const actOnSession = async (
  ports: StorePorts,
  person: Agent,
  sessionId: string,
  act: (loaded: LoadedSession) => Promise<unknown>,
) => {
  await retrying(ports, async () => act(await sessionOf(ports, sessionId)));
  return viewFor(ports, person, await sessionOf(ports, sessionId));
};

/**
 * The days on which silence refuses the files that a session is to hear. They are read while it is planned, when its day and
 * its agenda are chosen: whoever follows it later asks again and again.
 */
const silenceDays = async (ports: StorePorts, loaded: LoadedSession): Promise<ReadonlyMap<string, string>> => {
  const ids = loaded.session.state === 'planned' ? agendaOf(loaded).map(({ applicationId }) => applicationId) : [];
  const heads = ids.length > 0 ? await loadHeads(ports, ids) : [];
  return new Map(
    heads.flatMap((head) => {
      const day = silenceRunsOutOn(head);
      return day ? [[head.id, day] as const] : [];
    }),
  );
};

/** The session as this agent sees it: what the roles do, and of files that the agent is recused from their place alone. */
export const viewFor = async (ports: StorePorts, person: Agent, loaded: LoadedSession) => {
  const [recused, silences] = await Promise.all([recusedFiles(ports, person), silenceDays(ports, loaded)]);
  return sessionView(loaded, person, recused, silences);
};
