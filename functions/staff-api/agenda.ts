import type { ActorRef } from '../../schemas/event.ts';
import { maxPoints, type Point } from '../../schemas/session.ts';
import { reschedule } from '../domain/application/reschedule.ts';
import { schedule } from '../domain/application/schedule.ts';
import { unschedule } from '../domain/application/unschedule.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { allowInSession, sessionConflict } from '../domain/session/lifecycle.ts';
import { assignmentsFor, movedAssignments } from '../jury-steps.ts';
import { commitToFile } from '../store/applications.ts';
import { closeAssignments } from '../store/assignments.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying, Stale } from '../store/commit.ts';
import { agendaChange } from '../store/hearings.ts';
import type { ApplicationHead } from '../store/items.ts';
import { isJuror } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { giving } from '../store/roster.ts';
import type { LoadedSession } from '../store/sessions.ts';
import { submittedFile } from './access.ts';
import { pointOf, sessionOf } from './session-access.ts';

interface By {
  personId: string;
  at: string;
}

/**
 * Who moves or takes off a file because its session is moved or ends: whoever does that to the session; of a file that they
 * are recused from, on which they may not act, it happens by itself.
 */
const actorOn = ({ recusals }: Pick<ApplicationHead, 'recusals'>, personId: string): ActorRef =>
  recusals.some(({ jurorId }) => jurorId === personId) ? { role: 'system' } : { role: 'staff', personId };

/**
 * Puts a file on an agenda: the file's event, its members' assignments and its place on the agenda, all at once.
 * @throws DomainError not-found, conflict as `schedule` and the session say; Stale when one of them moved.
 */
export const scheduleOnto = async (
  ports: StorePorts,
  loaded: LoadedSession,
  applicationId: string,
  { personId, at }: By,
): Promise<void> => {
  const { session } = loaded;
  allowInSession(loaded, 'add-file');
  const file = await submittedFile(ports, applicationId);
  const { head } = file;
  const call = await loadCallVersion(ports, head.callId, head.callVersion);
  // Members who left the jury since they were invited sit no more, and are given no file.
  const given = await giving(ports, head.id, session.memberIds, isJuror);
  const decided = schedule({ application: head, call, session: { ...session, memberIds: given.jurorIds }, at });
  if (head.callId !== session.callId) throw sessionConflict('other-call', loaded);
  const agenda = agendaOf(loaded);
  if (agenda.length >= maxPoints) throw sessionConflict('agenda-full', loaded);
  const { jury } = decided.application;
  if (!jury) throw new Error(`${head.id} is scheduled without a hearing`);
  const before = loaded.points.find((entry) => entry.applicationId === head.id);
  // What a session said of a file stays in its minutes: it is heard again at another one.
  if (before && before.state !== 'removed') throw sessionConflict('heard-before', loaded, before);
  const point: Point = {
    applicationId: head.id,
    place: Math.max(0, ...agenda.map(({ place }) => place)) + 1,
    number: head.number ?? '',
    title: head.title,
    organisationName: head.organisationName,
    amountAskedCents: head.amountAskedCents,
    stepId: jury.stepId,
    stepLabel: call.steps.find(({ id }) => id === jury.stepId)?.label ?? { fr: jury.stepId, en: jury.stepId },
    quorum: jury.quorum,
    scored: head.results.some(({ score }) => score !== undefined),
    state: 'waiting',
    rev: (before?.rev ?? 0) + 1,
    // A vote of an earlier hearing at this session counts no more.
    round: before?.round ?? 0,
  };
  const recusals = head.recusals
    .filter(({ jurorId }) => session.memberIds.includes(jurorId))
    .map(({ jurorId, at: since }) => ({ applicationId: head.id, jurorId, at: since }));
  const readers = file.assignments.flatMap(({ jurorId, declaredAt }) =>
    declaredAt && jury.jurorIds.includes(jurorId) ? [{ applicationId: head.id, jurorId, at: declaredAt }] : [],
  );
  await commitToFile(ports, file, {
    decided,
    actor: { role: 'staff', personId },
    at,
    written: [
      ...assignmentsFor(ports, file, call, jury, jury.jurorIds),
      ...closeAssignments({
        ...file,
        assignments: file.assignments.filter((one) => !jury.jurorIds.includes(one.jurorId)),
      }),
    ],
    checks: [...agendaChange(ports, loaded, point, { recusals, readers }), ...given.checks],
  });
};

/**
 * Moves every file of an agenda to the time at which its session begins now, one commit each: what was cut short is made
 * up for when the same change is sent again, or by the next one.
 * @throws DomainError not-found without such a session; Stale when a file keeps moving.
 */
export const moveFiles = async (ports: StorePorts, sessionId: string, { personId, at }: By): Promise<void> => {
  for (const { applicationId } of agendaOf(await sessionOf(ports, sessionId)))
    await retrying(ports, async () => {
      const { session } = await sessionOf(ports, sessionId);
      const file = await submittedFile(ports, applicationId);
      const { jury } = file.head;
      // It may have left the agenda meanwhile, or somebody else moved it.
      if (jury?.sessionId !== session.id || jury.dueAt === session.startsAt) return;
      const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
      const decided = reschedule({ application: file.head, session, at });
      await commitToFile(ports, file, {
        decided,
        actor: actorOn(file.head, personId),
        at,
        written: movedAssignments(file, call, { ...jury, dueAt: session.startsAt }),
      });
    });
};

/**
 * Takes a file off the agenda before it is heard: it waits for another session.
 * @throws DomainError not-found, conflict; Stale when one of them moved.
 */
export const takeOff = async (
  ports: StorePorts,
  loaded: LoadedSession,
  applicationId: string,
  { personId, at }: By,
): Promise<void> => {
  allowInSession(loaded, 'remove-file');
  const point = pointOf(loaded, applicationId);
  if (point.state !== 'waiting') throw sessionConflict('session-moved', loaded, point);
  const file = await submittedFile(ports, applicationId);
  // Taken off between the two reads: what the session says now is read again, and told.
  if (file.head.jury?.sessionId !== loaded.session.id) throw new Stale();
  await commitToFile(ports, file, {
    decided: unschedule({ application: file.head, sessionId: loaded.session.id, at }),
    actor: actorOn(file.head, personId),
    at,
    written: closeAssignments(file),
    checks: agendaChange(ports, loaded, { ...point, state: 'removed', rev: point.rev + 1 }),
  });
};
