import { type ApplicationEvent, isKnown, type SessionEvent, type StoredEvent } from '../../schemas/event.ts';
import { notFound } from '../domain/errors.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import { loadHeads } from '../store/application-lists.ts';
import { retrying } from '../store/commit.ts';
import { readEvents } from '../store/events.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { type LoadedSession, loadSession } from '../store/sessions.ts';
import type { Agent } from './access.ts';
import { isDone, mayBeOwnDoing } from './own-act.ts';
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

/** Tells the event that a request about a session is done with: one of the session itself, or of a file of its agenda. */
export interface MadeAtSession {
  aggregate: { type: 'session' | 'application'; id: string };
  made: (event: StoredEvent) => boolean;
}

export const ofSession = (id: string, made: (event: SessionEvent) => boolean): MadeAtSession => ({
  aggregate: { type: 'session', id },
  made: made as (event: StoredEvent) => boolean,
});

export const ofFile = (id: string, made: (event: ApplicationEvent) => boolean): MadeAtSession => ({
  aggregate: { type: 'application', id },
  made: made as (event: StoredEvent) => boolean,
});

/** Whether this very request about a session was done before. */
export const isDoneAt = async (
  ports: StorePorts,
  person: Agent,
  { aggregate, made }: MadeAtSession,
): Promise<boolean> => isDone((await readEvents(ports, aggregate)).filter(isKnown), person, made);

/**
 * Runs an act on a session and gives the session as it stands then. One that was done already, and is asked again under its
 * name, is answered as done.
 * @param made Tells its event; left out for an act that changes nothing when it comes twice.
 */
export const doneAtSession = async (
  ports: StorePorts,
  person: Agent,
  sessionId: string,
  made: MadeAtSession | undefined,
  act: () => Promise<unknown>,
) => {
  try {
    await act();
  } catch (error) {
    if (!made || !mayBeOwnDoing(error) || !(await isDoneAt(ports, person, made))) throw error;
  }
  return viewFor(ports, person, await sessionOf(ports, sessionId));
};

/** The same for an act that is decided on the session as it was read, again when it lost to somebody else. */
export const actOnSession = (
  ports: StorePorts,
  person: Agent,
  sessionId: string,
  made: MadeAtSession | undefined,
  act: (loaded: LoadedSession) => Promise<unknown>,
) =>
  doneAtSession(ports, person, sessionId, made, () =>
    retrying(ports, async () => act(await sessionOf(ports, sessionId))),
  );

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
