import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { operations as juryOperations } from '../../functions/jury-api/operations.ts';
import { CONSUMER } from '../../functions/notify/notify.ts';
import type { Bucket } from '../../functions/services/bucket.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import type { VerifyIdToken } from '../../functions/session.ts';
import { operations as staffOperations } from '../../functions/staff-api/operations.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { cursorKey } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { ApplicationCore } from '../../schemas/application.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleBallot, exampleNotes, exampleProposal, exampleRecusal } from '../../schemas/examples/jury.ts';
import { jurors } from '../../schemas/examples/people.ts';
import { sideBySide } from './side-by-side.ts';

/** A file of the demonstration that has lived until a session of the jury. */
export interface Lived {
  index: number;
  applicationId: ApplicationCore['id'];
  askedCents: number;
  /** Jurors who are bound to its organisation: they recuse themselves from its hearing. */
  boundIds: readonly string[];
  /** Since when it waits for a session; nothing for one that does not. */
  readyAt: string | undefined;
  /** Lives on after the session that heard it, where one did. */
  end: (heardAt: string | undefined, announceOn?: string) => Promise<void>;
}

type SessionId = NonNullable<NonNullable<ApplicationCore['jury']>['sessionId']>;

/** Days between two sessions; the last one was held a few days ago, the next one is planned. */
const EVERY_DAYS = 14;
const LAST_DAYS_AGO = 4;
const NEXT_IN_DAYS = 6;
/** The jury sits at two in the afternoon, summer time or not to the hour. */
const HOUR = 'T12:00:00.000Z';

interface City {
  shared: StorePorts;
  tableName: string;
  bucket: Bucket;
  noSignIn: VerifyIdToken;
  siteUrl: string;
  personOf: (id: string) => PersonItem;
  /** The first instant of the demonstration. */
  opening: string;
  now: Date;
}

/** The secretary of one session, with a clock of its own: sessions of different days are held side by side. */
const secretaryOf = (city: City) => {
  const { shared, tableName, bucket, noSignIn, siteUrl, personOf, opening } = city;
  let clock = opening;
  const ports = createStorePorts(tableName, { db: shared.db, now: () => new Date(clock) });
  const staff = staffOperations(ports, bucket, noSignIn, siteUrl);
  const jury = juryOperations(ports, bucket, noSignIn);
  const by = (personId: string) => ({
    person: personOf(personId),
    subject: personId,
    noteAs: () => undefined,
    language: 'fr' as const,
    at: clock,
    query: undefined,
    params: undefined,
    body: undefined,
  });
  const secretary = () => by('demo-staff-1');
  /** Minutes after the session began. */
  const minute = (startsAt: string, minutes: number) =>
    new Date(new Date(startsAt).getTime() + minutes * 60_000).toISOString();
  const memberIds = jurors.map(({ id }) => id);

  const plan = async (startsAt: string, files: readonly Lived[]) => {
    const { id: sessionId } = await staff.planSession({
      ...secretary(),
      body: {
        callId: exampleCallId,
        title: `Comité de sélection du ${dayOf(startsAt).split('-').reverse().join('/')}`,
        place: 'Hôtel de ville, salle des commissions (lieu inventé)',
        startsAt,
        memberIds,
      },
    });
    for (const { applicationId } of files)
      await staff.scheduleFile({ ...secretary(), params: { sessionId }, body: { applicationId } });
    await staff.conveneSession({ ...secretary(), params: { sessionId }, body: {} });
    return sessionId;
  };

  /** Everybody was told in time: `notify` has nothing to tell of the past. */
  const told = async (sessionId: SessionId) => {
    const { version } = await staff.getSession({ ...secretary(), params: { sessionId } });
    const Item = { ...cursorKey('session', sessionId, CONSUMER), seq: version };
    await ports.db.send(new PutCommand({ TableName: tableName, Item }));
  };

  const hold = async (sessionId: SessionId, startsAt: string, files: readonly Lived[], last: boolean) => {
    const params = { sessionId };
    const away = memberIds[new Date(startsAt).getUTCDate() % memberIds.length];
    const present = memberIds.filter((id) => id !== away);
    clock = startsAt;
    await staff.openSession({ ...secretary(), params, body: {} });
    let session = await staff.getSession({ ...secretary(), params });
    for (const personId of present)
      session = await staff.markPresence({ ...secretary(), params: { sessionId, personId }, body: { present: true } });
    const heard: string[] = [];
    for (const [place, { applicationId, index, askedCents, boundIds }] of files.entries()) {
      clock = minute(startsAt, 5 + place * 12);
      const point = { sessionId, applicationId };
      // Each act answers with the session as it stands then: nothing is read to know it.
      const current = () => {
        const found = session.points.find((entry) => entry.applicationId === applicationId);
        if (!found) throw new Error(`${applicationId} is not on the agenda`);
        return found;
      };
      const step = async (name: 'hear' | 'reveal' | 'open-vote' | 'count') => {
        const body = { step: name, rev: current().rev };
        session = await staff.runPoint({ ...secretary(), params: point, body });
      };
      for (const jurorId of current().undeclaredIds)
        if (boundIds.includes(jurorId))
          await jury.recuse({ ...by(jurorId), params: { applicationId }, body: { ...exampleRecusal, confirm: true } });
        else await jury.declareNoConflict({ ...by(jurorId), params: { applicationId }, body: { confirm: true } });
      await step('hear');
      await step('reveal');
      await staff.saveNotes({ ...secretary(), params: point, body: { text: exampleNotes(index), revision: 0 } });
      // The last session puts one file off: it is on the agenda of the next.
      if (last && place === files.length - 1 && files.length > 1) {
        session = await staff.postponePoint({ ...secretary(), params: point, body: { rev: current().rev } });
        continue;
      }
      await step('open-vote');
      const recused = current().recused.map(({ personId }) => personId);
      const { round } = current();
      await Promise.all(
        present.map(async (jurorId, seat) => {
          if (recused.includes(jurorId)) return;
          const body = { ballot: exampleBallot(index, seat), round: round ?? 1 };
          await jury.castVote({ ...by(jurorId), params: point, body });
        }),
      );
      await step('count');
      const { outcome, rev } = current();
      if (!outcome || outcome === 'deferred') throw new Error(`The jury of the demonstration is at odds over ${index}`);
      const proposedCents = exampleProposal(index, askedCents);
      session = await staff.concludePoint({
        ...secretary(),
        params: point,
        body: { opinion: outcome, rev, ...(proposedCents === undefined ? { withoutAmount: true } : { proposedCents }) },
      });
      heard.push(applicationId);
    }
    clock = minute(startsAt, 10 + files.length * 12);
    await staff.closeSession({ ...secretary(), params, body: {} });
    if (!last) {
      clock = minute(startsAt, 2 * 1440);
      const { content, revision } = await staff.getMinutes({ ...secretary(), params, query: { language: 'fr' } });
      await staff.approveMinutes({ ...secretary(), params, body: { content, revision } });
    }
    return heard;
  };

  return {
    plan,
    hold,
    told,
    setClock: (instant: string) => {
      clock = instant;
    },
  };
};

/**
 * Holds the sessions of the past, one every two weeks with what waited for it, through the operations that secretaries
 * and jurors use, and plans the next one. The minutes of all but the last are approved.
 * @returns when each file was heard.
 */
export const holdSessions = async (
  city: City,
  lived: readonly Lived[],
  onProgress: (held: number, of: number) => void,
): Promise<Map<string, string>> => {
  const { opening, now } = city;
  const today = dayOf(now.toISOString());
  const lastDay = addDays(today, -LAST_DAYS_AGO);
  const days: string[] = [];
  for (let day = lastDay; day > dayOf(opening); day = addDays(day, -EVERY_DAYS)) days.unshift(day);
  // What each session hears follows from when the files were ready: each but the last hears all that waited for it.
  const ready = lived.filter(({ readyAt }) => readyAt !== undefined);
  let before = '';
  const sessions = days.flatMap((day) => {
    const startsAt = `${day}${HOUR}`;
    const convened = `${addDays(day, -2)}T09:00:00.000Z`;
    const files = ready.filter(({ readyAt = '' }) => readyAt >= before && readyAt < convened);
    before = convened;
    return files.length > 0 ? [{ startsAt, convened, files, last: day === lastDay }] : [];
  });
  const heardAt = new Map<string, string>();
  let held = 0;
  await sideBySide(sessions.length, async (index) => {
    const session = sessions[index];
    if (!session) return;
    const { startsAt, convened, files, last } = session;
    const { plan, hold, told, setClock } = secretaryOf(city);
    setClock(convened);
    const sessionId = await plan(startsAt, files);
    for (const id of await hold(sessionId, startsAt, files, last)) heardAt.set(id, startsAt);
    await told(sessionId);
    onProgress(++held, sessions.length);
  });
  // The next one has all but the newest of what waits; that one is there to be added.
  const { plan, told, setClock } = secretaryOf(city);
  setClock(new Date(now.getTime() - 60_000).toISOString());
  const next = ready.filter(({ applicationId }) => !heardAt.has(applicationId));
  const sessionId = await plan(`${addDays(today, NEXT_IN_DAYS)}${HOUR}`, next.slice(0, Math.max(1, next.length - 1)));
  await told(sessionId);
  return heardAt;
};
