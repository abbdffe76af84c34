import type { Ballot } from '../../schemas/evaluation.ts';
import { type City, people } from './city.ts';

/** The ways of a session of the jury through the API, each act by the person who does it. */

const { staff } = people;

/** A planned session with these members; three of the city's jurors when none are named. */
export const planSession = async (city: City, memberIds: readonly string[] = city.jurors.slice(0, 3)) => {
  const startsAt = new Date(city.ports.now().getTime() + 7 * 86_400_000).toISOString();
  const body = { callId: city.callId, title: 'Comité de sélection', place: 'Hôtel de ville', startsAt, memberIds };
  return (await city.ask('planSession', staff.id, { body })).id;
};

/** Puts a file on the agenda; its members say that no conflict of interest stands in the way. */
export const schedule = async (city: City, sessionId: string, applicationId: string) => {
  const session = await city.ask('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } });
  const recused = session.points.find((point) => point.applicationId === applicationId)?.recused ?? [];
  for (const { personId } of session.members)
    if (!recused.some((entry) => entry.personId === personId))
      await city.ask('declareNoConflict', personId, { params: { applicationId }, body: { confirm: true } });
  return session;
};

/** Opens a session, with these members present. */
export const openSession = async (
  city: City,
  sessionId: string,
  present: readonly string[] = city.jurors.slice(0, 3),
) => {
  await city.ask('openSession', staff.id, { params: { sessionId }, body: {} });
  for (const personId of present)
    await city.ask('markPresence', staff.id, { params: { sessionId, personId }, body: { present: true } });
};

export const pointIn = async (city: City, sessionId: string, applicationId: string) => {
  const session = await city.ask('getSession', staff.id, { params: { sessionId } });
  const point = session.points.find((entry) => entry.applicationId === applicationId);
  if (!point) throw new Error(`${applicationId} is not on the agenda`);
  return point;
};

/** One act of the secretary on a file of the agenda, at the revision where it stands. */
export const run = async (city: City, sessionId: string, applicationId: string, step: string) => {
  const { rev } = await pointIn(city, sessionId, applicationId);
  return city.ask('runPoint', staff.id, { params: { sessionId, applicationId }, body: { step, rev } });
};

export const vote = async (
  city: City,
  sessionId: string,
  applicationId: string,
  jurorId: string,
  ballot: Ballot = 'favourable',
) => {
  const { round } = await pointIn(city, sessionId, applicationId);
  return city.ask('castVote', jurorId, { params: { sessionId, applicationId }, body: { ballot, round } });
};

/** Takes a file up, and counts these votes. */
export const voteOn = async (city: City, sessionId: string, applicationId: string, votes: Record<string, Ballot>) => {
  for (const step of ['hear', 'open-vote']) await run(city, sessionId, applicationId, step);
  for (const [jurorId, ballot] of Object.entries(votes)) await vote(city, sessionId, applicationId, jurorId, ballot);
  await run(city, sessionId, applicationId, 'count');
};

export const conclude = async (
  city: City,
  sessionId: string,
  applicationId: string,
  body: { opinion?: Ballot; proposedCents?: number; belowQuorum?: true } = {},
) => {
  const { rev } = await pointIn(city, sessionId, applicationId);
  return city.ask('concludePoint', staff.id, {
    params: { sessionId, applicationId },
    body: { opinion: 'favourable', ...(!body.proposedCents && { withoutAmount: true as const }), ...body, rev },
  });
};

/** Hears a file that waits for a session, at one of its own that is closed afterwards; all vote in favour. */
export const hearFile = async (
  city: City,
  applicationId: string,
  jurorIds: readonly string[] = city.jurors.slice(0, 3),
) => {
  const sessionId = await planSession(city, jurorIds);
  await schedule(city, sessionId, applicationId);
  await openSession(city, sessionId, jurorIds);
  await voteOn(city, sessionId, applicationId, Object.fromEntries(jurorIds.map((id) => [id, 'favourable' as const])));
  await conclude(city, sessionId, applicationId, { proposedCents: 400_000 });
  await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
  return sessionId;
};
