import { sessionId } from '../../schemas/application.ts';
import type { OfficePerDay } from '../../schemas/per-day.ts';
import type { Presence } from '../../schemas/session.ts';
import { dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import type { DecidedSession } from '../domain/session/evolve.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { cancelSession, closeSession, conveneSession, openSession } from '../domain/session/hold.ts';
import { allowInSession, sessionConflict } from '../domain/session/lifecycle.ts';
import { changeSession, isAsPlanned, planSession } from '../domain/session/plan.ts';
import type { Operations } from '../http.ts';
import { loadCall } from '../store/calls.ts';
import { type Guarded, retrying } from '../store/commit.ts';
import { digestOf } from '../store/hash.ts';
import { savePoints, savePresence } from '../store/hearings.ts';
import { keyedAct, once, remember } from '../store/idempotency.ts';
import { attendanceKey, detailsKey } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { commitSession, type LoadedSession, listSessions } from '../store/sessions.ts';
import { mayTouch } from './access.ts';
import { moveFiles, scheduleOnto, takeOff } from './agenda.ts';
import { envelopeOf } from './envelope.ts';
import { counting } from './mailing.ts';
import { actOnSession, doneAtSession, ofFile, ofSession, pointOf, sessionOf, viewFor } from './session-access.ts';
import { mustBeJurors } from './steps.ts';

type SessionOperations = Pick<
  Operations<'staff'>,
  | 'listSessions'
  | 'planSession'
  | 'getSession'
  | 'changeSession'
  | 'conveneSession'
  | 'cancelSession'
  | 'scheduleFile'
  | 'unscheduleFile'
  | 'orderAgenda'
  | 'openSession'
  | 'markPresence'
  | 'closeSession'
  | 'getEnvelope'
>;

const staffActor = (personId: string) => ({ role: 'staff' as const, personId });

export const sessionOperations = (ports: StorePorts, most: OfficePerDay): SessionOperations => {
  /** Counts an act that the members are told of. */
  const telling = (by: { id: string }, at: string) => counting(ports, { by, most, of: 'sessionsTold', at });

  /** Takes every file off the agenda that was not heard, one commit each: interrupted, it is simply done again. */
  const clearAgenda = async (id: string, by: { personId: string; at: string }) => {
    for (const { applicationId, state } of agendaOf(await sessionOf(ports, id)))
      if (state === 'waiting')
        await retrying(ports, async () => {
          const loaded = await sessionOf(ports, id);
          // Somebody else who ends the session may have taken it off meanwhile.
          if (pointOf(loaded, applicationId).state === 'waiting') await takeOff(ports, loaded, applicationId, by);
        });
  };

  /** Commits an act on the session that leaves title, place and members as they are. */
  const commitAct = (
    before: LoadedSession,
    decided: DecidedSession,
    personId: string,
    at: string,
    also: Guarded[] = [],
  ) => commitSession(ports, { before, decided, title: before.session, actor: staffActor(personId), at, also });

  const details = ({ title, place }: { title: string; place: string }) => {
    const content = { title, place };
    const salt = ports.salt();
    return { content, salt, digest: digestOf(content, salt) };
  };

  return {
    async listSessions({ query }) {
      return listSessions(ports, query.callId, query.state, query.cursor);
    },

    async planSession({ body, person, at }) {
      const { idempotencyKey = ports.ulid(), callId, ...plan } = body;
      const keyed = keyedAct('planSession', { person, body: { ...body, idempotencyKey } });
      const planned = await once(
        ports,
        keyed,
        async () => {
          if (!(await loadCall(ports, callId))) throw notFound();
          const persons = await mustBeJurors(ports, plan.memberIds, 'memberIds');
          const id = sessionId.parse(`ses_${ports.ulid()}`);
          const froze = details(plan);
          await commitSession(ports, {
            before: undefined,
            decided: planSession({ id, callId, plan, digest: froze.digest, at }),
            title: froze.content,
            members: persons,
            froze: { key: detailsKey(id, 1), ...froze },
            also: [remember(ports, keyed, id)],
            actor: staffActor(person.id),
            at,
          });
          return id as string;
        },
        async (earlier) => earlier,
      );
      return viewFor(ports, person, await sessionOf(ports, planned));
    },

    async getSession({ params, person }) {
      return viewFor(ports, person, await sessionOf(ports, params.sessionId));
    },

    async changeSession({ params, body, person, at }) {
      const changed = await actOnSession(ports, person, params.sessionId, undefined, async (loaded) => {
        const { version, ...plan } = body;
        // Sent again after it was cut short, it stands already: only files are still to be moved.
        if (isAsPlanned(loaded.session, plan)) return;
        if (loaded.session.version !== version) throw sessionConflict('session-moved', loaded);
        const froze = details(plan);
        const decided = changeSession({ gathering: loaded, plan, digest: froze.digest, at });
        await commitSession(ports, {
          before: loaded,
          decided,
          title: froze.content,
          members: await membersAfter(ports, loaded, plan.memberIds),
          froze: { key: detailsKey(loaded.session.id, decided.session.version), ...froze },
          // Before they are convened members are told nothing.
          also: loaded.session.convenedAt ? telling(person, at) : [],
          actor: staffActor(person.id),
          at,
        });
      });
      await moveFiles(ports, params.sessionId, { personId: person.id, at });
      return changed;
    },

    async conveneSession({ params, person, at }) {
      return actOnSession(
        ports,
        person,
        params.sessionId,
        ofSession(params.sessionId, ({ type }) => type === 'session.convened'),
        (loaded) => commitAct(loaded, conveneSession(loaded, at), person.id, at, telling(person, at)),
      );
    },

    async cancelSession({ params, person, at }) {
      const { sessionId: id } = params;
      return doneAtSession(
        ports,
        person,
        id,
        ofSession(params.sessionId, ({ type }) => type === 'session.cancelled'),
        async () => {
          allowInSession(await sessionOf(ports, id), 'cancel');
          await clearAgenda(id, { personId: person.id, at });
          await retrying(ports, async () => {
            const loaded = await sessionOf(ports, id);
            return commitAct(loaded, cancelSession(loaded, at), person.id, at);
          });
        },
      );
    },

    async scheduleFile({ params, body, person, at }) {
      await mayTouch(ports, person, body.applicationId);
      const made = ofFile(
        body.applicationId,
        ({ type, data }) => type === 'application.scheduled' && data.jury.sessionId === params.sessionId,
      );
      return actOnSession(ports, person, params.sessionId, made, (loaded) =>
        scheduleOnto(ports, loaded, body.applicationId, { personId: person.id, at }),
      );
    },

    async unscheduleFile({ params, person, at }) {
      await mayTouch(ports, person, params.applicationId);
      const made = ofFile(
        params.applicationId,
        ({ type, data }) => type === 'application.unscheduled' && data.sessionId === params.sessionId,
      );
      return actOnSession(ports, person, params.sessionId, made, (loaded) =>
        takeOff(ports, loaded, params.applicationId, { personId: person.id, at }),
      );
    },

    async orderAgenda({ params, body, person }) {
      return actOnSession(ports, person, params.sessionId, undefined, async (loaded) => {
        allowInSession(loaded, 'order');
        const agenda = agendaOf(loaded);
        const named = new Set<string>(body.applicationIds);
        if (
          body.applicationIds.length !== agenda.length ||
          agenda.some(({ applicationId }) => !named.has(applicationId))
        )
          throw sessionConflict('session-moved', loaded);
        const ordered = body.applicationIds.map((id) => pointOf(loaded, id));
        await savePoints(
          ports,
          loaded,
          ordered
            .map((point, index) => ({ ...point, place: index + 1, rev: point.rev + 1 }))
            .filter(({ place }, index) => place !== ordered[index]?.place),
        );
      });
    },

    async openSession({ params, person, at }) {
      return actOnSession(
        ports,
        person,
        params.sessionId,
        ofSession(params.sessionId, ({ type }) => type === 'session.opened'),
        (loaded) => commitAct(loaded, openSession(loaded, at), person.id, at),
      );
    },

    async markPresence({ params, body, person, at }) {
      return actOnSession(ports, person, params.sessionId, undefined, async (loaded) => {
        allowInSession(loaded, 'mark-presence');
        const member = loaded.presences.find(({ personId }) => personId === params.personId);
        if (!member) throw notFound();
        const marked = markedAs(member, body, at);
        if (marked !== member) await savePresence(ports, loaded, marked);
      });
    },

    async closeSession({ params, person, at }) {
      const { sessionId: id } = params;
      return doneAtSession(
        ports,
        person,
        id,
        ofSession(params.sessionId, ({ type }) => type === 'session.closed'),
        async () => {
          allowInSession(await sessionOf(ports, id), 'close');
          await clearAgenda(id, { personId: person.id, at });
          await retrying(ports, async () => {
            const loaded = await sessionOf(ports, id);
            const content = attendanceOf(loaded);
            const salt = ports.salt();
            const decided = closeSession(loaded, digestOf(content, salt), at);
            await commitSession(ports, {
              before: loaded,
              decided,
              title: loaded.session,
              froze: { key: attendanceKey(id, decided.session.version), content, salt },
              actor: staffActor(person.id),
              at,
            });
          });
        },
      );
    },

    async getEnvelope({ params }) {
      const { session } = await sessionOf(ports, params.sessionId);
      const year = dayOf(session.startsAt).slice(0, 4);
      return (await envelopeOf(ports, session.callId, year)) ?? { year, grantedCents: 0, keptCents: 0 };
    },
  };
};

/**
 * The members of a session after it is changed. Who sits already may be handing over, or have left: only newcomers must be
 * jurors who can be asked.
 * @throws DomainError invalid naming the field.
 */
const membersAfter = async (ports: StorePorts, { presences }: LoadedSession, memberIds: readonly string[]) => {
  const before = presences.filter(({ personId }) => memberIds.includes(personId));
  const newcomers = memberIds.filter((id) => !before.some(({ personId }) => personId === id));
  return [
    ...before.map(({ personId, name }) => ({ id: personId, name })),
    ...(await mustBeJurors(ports, newcomers, 'memberIds')),
  ];
};

/** A member as marked now; the same object when that changes nothing. Whoever never came was never there `since`. */
const markedAs = <P extends Presence>(member: P, marked: { present: boolean; excused?: boolean }, at: string): P => {
  const { excused: before, ...rest } = member;
  const excused = !marked.present && (marked.excused ?? before === true);
  if (member.present === marked.present && excused === (before === true)) return member;
  return {
    ...rest,
    present: marked.present,
    ...(member.present !== marked.present && { since: at }),
    ...(excused && { excused: true }),
  } as P;
};

/** The members as the closing found them: whoever was marked as present is, also one who has left since. */
const attendanceOf = ({ presences }: LoadedSession) => ({
  members: presences.map(({ personId, present, since, excused }) => ({
    personId,
    present,
    ...(since && { since }),
    ...(excused && { excused }),
  })),
});
