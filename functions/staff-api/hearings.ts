import { actId } from '../../schemas/act.ts';
import type { Hearing, Point } from '../../schemas/session.ts';
import { conclude } from '../domain/application/conclude.ts';
import type { Decided } from '../domain/application/decided.ts';
import { postpone } from '../domain/application/postpone.ts';
import { recusedFrom } from '../domain/session/gathering.ts';
import { allowOnPoint } from '../domain/session/lifecycle.ts';
import { revealScores } from '../domain/session/reveal-scores.ts';
import { runPoint } from '../domain/session/run-point.ts';
import { concludePoint, postponePoint } from '../domain/session/settle-point.ts';
import type { Operations } from '../http.ts';
import { presentAct } from '../store/acting.ts';
import { type ApplicationFile, commitToFile } from '../store/applications.ts';
import { closeAssignments } from '../store/assignments.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying, Stale } from '../store/commit.ts';
import { digestOf } from '../store/hash.ts';
import { agendaChange, hearingWritten, savePoints, saveRemarks } from '../store/hearings.ts';
import type { StorePorts } from '../store/ports.ts';
import type { LoadedSession } from '../store/sessions.ts';
import { type Agent, mayTouch, submittedFile } from './access.ts';
import { actOnSession, ofFile, pointOf, sessionOf } from './session-access.ts';

/** What the secretary does with a file of the agenda while a session is open. */
type HearingOperations = Pick<Operations<'staff'>, 'runPoint' | 'saveNotes' | 'concludePoint' | 'postponePoint'>;

export const hearingOperations = (ports: StorePorts): HearingOperations => {
  /** Commits what a hearing came to: the file's event and frozen hearing, and its place on the agenda, all or none. */
  const commitHearing = (
    loaded: LoadedSession,
    file: ApplicationFile,
    came: { decided: Decided; point: Point; hearing: Hearing; salt: string },
    personId: string,
    at: string,
  ) =>
    commitToFile(ports, file, {
      decided: came.decided,
      actor: { role: 'staff', personId },
      at,
      written: [
        ...closeAssignments(file),
        hearingWritten(file.head.id, came.decided.application.version, came.hearing, came.salt),
      ],
      checks: agendaChange(ports, loaded, came.point, { settled: true }),
    });

  return {
    async runPoint({ params, body, person }) {
      await mayTouch(ports, person, params.applicationId);
      return actOnSession(ports, person, params.sessionId, undefined, async (loaded) => {
        const point = pointOf(loaded, params.applicationId);
        if (isMovedBy(point, person, body.rev)) return;
        const scores = body.step === 'reveal' ? await scoresOf(ports, point.applicationId) : undefined;
        await savePoints(ports, loaded, [
          { ...runPoint({ gathering: loaded, point, step: body.step, rev: body.rev, scores }), ...movedBy(person) },
        ]);
      });
    },

    async saveNotes({ params, body, person }) {
      await mayTouch(ports, person, params.applicationId);
      return retrying(ports, async () => {
        const loaded = await sessionOf(ports, params.sessionId);
        const point = pointOf(loaded, params.applicationId);
        allowOnPoint(loaded, point, 'note');
        return saveRemarks(ports, params.sessionId, point, body.text ?? '', body.revision);
      });
    },

    async concludePoint({ params, body, person, at }) {
      await mayTouch(ports, person, params.applicationId);
      const { sessionId, applicationId } = params;
      const made = ofFile(
        applicationId,
        ({ type, data }) =>
          type === 'application.deliberated' &&
          data.sessionId === sessionId &&
          data.result.opinion === body.opinion &&
          (data.result.proposedCents ?? 0) === (body.proposedCents ?? 0),
      );
      return actOnSession(ports, person, sessionId, made, async (loaded) => {
        const before = pointOf(loaded, applicationId);
        const { point, result, hearing } = concludePoint({ gathering: loaded, point: before, ...body, at });
        const file = await heardFile(ports, loaded, point.applicationId);
        const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
        const salt = ports.salt();
        const decided = conclude({
          application: file.head,
          call,
          sessionId: loaded.session.id,
          result,
          digest: digestOf(hearing, salt),
          at,
        });
        await commitHearing(loaded, file, { decided, point, hearing, salt }, person.id, at);
      });
    },

    async postponePoint({ params, body, person, at }) {
      await mayTouch(ports, person, params.applicationId);
      const { sessionId, applicationId } = params;
      const made = ofFile(
        applicationId,
        ({ type, data }) => type === 'application.postponed' && data.sessionId === sessionId,
      );
      return actOnSession(ports, person, sessionId, made, async (loaded) => {
        const before = pointOf(loaded, applicationId);
        const { point, hearing } = postponePoint({ gathering: loaded, point: before, rev: body.rev, at });
        const file = await heardFile(ports, loaded, point.applicationId);
        const salt = ports.salt();
        const decided = postpone({
          application: file.head,
          sessionId: loaded.session.id,
          digest: digestOf(hearing, salt),
          at,
        });
        await commitHearing(loaded, file, { decided, point, hearing, salt }, person.id, at);
      });
    },
  };
};

/** Who moved a file of the agenda along last, and by which act: asked for again under its name, it is answered as done. */
const movedBy = ({ id }: Agent): Pick<Point, 'moved'> => {
  const act = presentAct()?.id;
  return act === undefined ? {} : { moved: { act: actId.parse(act), personId: id } };
};

/** Whether this very act moved the file on from the revision that the secretary saw. */
const isMovedBy = ({ moved, rev }: Point, { id }: Agent, seen: number): boolean =>
  rev > seen && moved?.personId === id && moved.act === presentAct()?.id;

/**
 * The file as it stands, once the session knows all that it says of recusals: one that came between the two reads has the
 * whole read again, so that nobody is counted who is away.
 * @throws Stale when the session was read before a recusal from the file.
 */
const heardFile = async (ports: StorePorts, loaded: LoadedSession, applicationId: string): Promise<ApplicationFile> => {
  const file = await submittedFile(ports, applicationId);
  const known = recusedFrom(loaded, applicationId).map(({ jurorId }) => jurorId);
  const isNew = (jurorId: string) => loaded.session.memberIds.includes(jurorId) && !known.includes(jurorId);
  if (file.head.recusals.some(({ jurorId }) => isNew(jurorId))) throw new Stale();
  return file;
};

const scoresOf = async (ports: StorePorts, applicationId: string) => {
  const file = await submittedFile(ports, applicationId);
  const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
  const relieved = file.assignments.flatMap(({ jurorId, past, ...current }) =>
    [...past, current].filter(({ state }) => state === 'relieved').map(({ stepId }) => ({ jurorId, stepId })),
  );
  const recused = file.head.recusals.map(({ jurorId }) => ({ jurorId }));
  return revealScores(call, file.head.results, file.evaluations, [...recused, ...relieved]);
};
