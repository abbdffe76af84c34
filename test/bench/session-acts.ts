import { type City, people } from '../support/city.ts';
import { scoredFile } from '../support/files.ts';
import { conclude, openSession, planSession, pointIn, run, schedule, voteOn } from '../support/sessions.ts';
import { type Act, counted } from './life.ts';

/** Once each what a session of the jury needs beyond the one that hears a file and is closed. */
export const sessionActs = async (city: City, act: Act): Promise<void> => {
  const { staff } = people;
  const { ask } = counted(city, act);
  const memberIds = city.jurors.slice(0, 3);
  const [member = ''] = memberIds;
  const applicationId = await scoredFile(city);

  const sessionId = await planSession(city);
  const session = { params: { sessionId } };
  const point = { params: { sessionId, applicationId } };
  const startsAt = new Date(city.ports.now().getTime() + 14 * 86_400_000).toISOString();
  const plan = { title: 'Comité', place: 'Mairie de quartier', startsAt, memberIds };
  await ask('changeSession', staff.id, { ...session, body: { ...plan, version: 1 } });
  await schedule(city, sessionId, applicationId);
  await ask('orderAgenda', staff.id, { ...session, body: { applicationIds: [applicationId] } });
  await ask('conveneSession', staff.id, { ...session, body: {} });
  await ask('listSessions', staff.id, { query: { callId: city.callId } });
  await ask('listJurySessions', member);
  await ask('unscheduleFile', staff.id, point);
  await schedule(city, sessionId, applicationId);
  await ask('cancelSession', staff.id, { ...session, body: {} });

  const second = await planSession(city);
  const held = { params: { sessionId: second } };
  await schedule(city, second, applicationId);
  await openSession(city, second);
  await ask('getEnvelope', staff.id, held);
  await run(city, second, applicationId, 'hear');
  const { rev } = await pointIn(city, second, applicationId);
  await ask('postponePoint', staff.id, { params: { sessionId: second, applicationId }, body: { rev } });

  const third = await planSession(city);
  const last = { params: { sessionId: third } };
  await schedule(city, third, applicationId);
  await openSession(city, third);
  await voteOn(city, third, applicationId, Object.fromEntries(memberIds.map((id) => [id, 'favourable' as const])));
  await conclude(city, third, applicationId);
  await city.ask('closeSession', staff.id, { ...last, body: {} });
  const { content, revision } = await city.ask('getMinutes', staff.id, last);
  const saved = await ask('saveMinutes', staff.id, { ...last, body: { content, revision } });
  await city.ask('approveMinutes', staff.id, { ...last, body: { content: saved.content, revision: saved.revision } });
  await ask('getJuryMinutes', member, last);
  await ask('getJuryMinutesPdf', member, last);
};
