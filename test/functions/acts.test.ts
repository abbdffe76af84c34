import { describe, expect, test } from 'vitest';
import { actHead } from '../../functions/store/acts.ts';
import { readEvents } from '../../functions/store/events.ts';
import { hashOf } from '../../functions/store/hash.ts';
import { actHeadKey } from '../../functions/store/keys.ts';
import { savePerson } from '../../functions/store/people.ts';
import { get } from '../../functions/store/read.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { aDecision, anId } from '../factories/application.ts';
import { aStaffMember } from '../factories/people.ts';
import { mortal } from '../support/actors.ts';
import { openCity, people } from '../support/city.ts';
import { asRead, fileIn, scoredFile } from '../support/files.ts';
import type { Sent } from '../support/gateway.ts';
import { openSession, planSession, pointIn, run, schedule, vote } from '../support/sessions.ts';

const { staff } = people;
const act = anId('act', 7);
const last = async (city: Awaited<ReturnType<typeof openCity>>, id: string) =>
  (await readEvents(city.ports, { type: 'application', id })).at(-1);

test('an event carries the act that its request names, which goes on, and its hash covers it', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'ready');
  const body = await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) });
  const { status, headers } = await city.send('openStep', staff.id, { params: { applicationId }, body, act });
  expect([status, headers['act-events']]).toEqual([200, '1']);
  const event = await last(city, applicationId);
  expect([event?.act, event?.gathers]).toEqual([act, true]);
  const { hash, ...rest } = event ?? {};
  expect(hashOf(rest)).toBe(hash);
  expect(hashOf({ ...rest, act: anId('act', 8) })).not.toBe(hash);
});

test('a request that names none is an act of its own, and all of its events are of that one', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  const [opened] = (await readEvents(city.ports, { type: 'application', id: applicationId })).slice(-1);
  const { headers } = await city.send('relieveJuror', staff.id, {
    params: { applicationId, jurorId: city.jurors[0] as string },
    body: { reason: 'Absence prolongée', by: city.jurors[3] },
  });
  const [assigned, relieved] = (await readEvents(city.ports, { type: 'application', id: applicationId })).slice(-2);
  expect(headers['act-events']).toBe('2');
  expect(assigned?.act).toMatch(/^act_[0-9a-z]{26}$/);
  expect([relieved?.act, relieved?.gathers]).toEqual([assigned?.act, undefined]);
  expect(opened?.act).not.toBe(assigned?.act);
});

test('an answer that read only, or refused, tells of no events', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'ready');
  const read = await city.send('getStaffFile', staff.id, { params: { applicationId }, act });
  const refused = await city.send('openStep', staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { jurorIds: ['nobody'] }),
    act,
  });
  expect([read.headers['act-events'], refused.status, refused.headers['act-events']]).toEqual([
    undefined,
    422,
    undefined,
  ]);
});

test('what names no act in its header is told so, and nothing is done', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'ready');
  const { status, body } = await city.send('openStep', staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) }),
    act: 'act_1',
  });
  expect([status, body.fields[0].path]).toEqual([422, ['act-id']]);
  expect((await last(city, applicationId))?.type).toBe('application.check-passed');
});

test('the end of an act is kept with the number of its events; said again, the last word counts', async () => {
  const city = await openCity();
  for (const events of [2, 3]) await city.ask('endAct', staff.id, { params: { actId: act }, body: { events } });
  expect(actHead.parse(await get(city.ports, actHeadKey(act)))).toEqual({
    ended: '2026-03-18T09:00:00.000Z',
    expected: 3,
    told: 0,
  });
});

test('an act of one request that is sent again under its name is answered as done, and nothing is done twice', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'deciding');
  const body = await asRead(city, applicationId, { decision: aDecision('refused') });
  const sent = { params: { applicationId }, body };
  const first = await city.send('recordDecision', staff.id, { ...sent, ownAct: act });
  const again = await city.send('recordDecision', staff.id, { ...sent, ownAct: act });
  expect([first.status, again.status, again.body.version]).toEqual([200, 200, first.body.version]);
  expect([again.body.decision, again.headers['act-events']]).toEqual([body.decision, undefined]);
  const event = await last(city, applicationId);
  // Its mails wait for nothing.
  expect([event?.act, event?.gathers, event?.seq]).toEqual([act, undefined, first.body.version]);
  // Under another name, or none, it is one that comes too late.
  for (const ownAct of [anId('act', 8), undefined]) {
    const { status } = await city.send('recordDecision', staff.id, { ...sent, ...(ownAct && { ownAct }) });
    expect(status).toBe(409);
  }
  // And so it is for whoever else takes the name.
  const other = aStaffMember(1);
  await savePerson(city.ports, other, undefined);
  const answer = await city.send('recordDecision', other.id, { ...sent, ownAct: act });
  expect(answer.status).toBe(409);
});

test('a further request of the same act is not taken for the one before it, nor is other content under the same name', async () => {
  const city = await openCity({ jurors: 6 });
  const applicationId = await fileIn(city, 'evaluating');
  const [first, , , other, stranger] = city.jurors as [string, string, string, string, string];
  const relief = (jurorId: string, more = {}) => ({
    params: { applicationId, jurorId },
    body: { reason: 'Absence prolongée', ...more },
    act,
  });
  const answers = [
    await city.send('relieveJuror', staff.id, relief(first, { by: other })),
    // Of a juror who is not on the step there is nothing to relieve, whatever the act did before.
    await city.send('relieveJuror', staff.id, relief(stranger)),
    await city.send('relieveJuror', staff.id, relief(first, { reason: 'Autre motif' })),
    await city.send('relieveJuror', staff.id, relief(first, { by: other })),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 409, 409, 200]);
});

test('a juror who was assigned is not refused as assigned already when the same is asked for again', async () => {
  const city = await openCity({ jurors: 6 });
  const applicationId = await fileIn(city, 'evaluating');
  const sent = { params: { applicationId }, body: { jurorId: city.jurors[4] }, ownAct: act };
  const [once, again] = [
    await city.send('assignJuror', staff.id, sent),
    await city.send('assignJuror', staff.id, sent),
  ];
  expect([once.status, again.status, again.body.version]).toEqual([200, 200, once.body.version]);
  expect((await city.send('assignJuror', staff.id, { ...sent, ownAct: anId('act', 8) })).status).toBe(422);
});

test('a relief that was cut short after another juror came, and that can go on no more, is not told as done', async () => {
  const city = await openCity({ jurors: 6 });
  const applicationId = await fileIn(city, 'evaluating');
  const [first, , , by] = city.jurors as [string, string, string, string];
  const sent = { params: { applicationId, jurorId: first }, body: { reason: 'Absence prolongée', by }, ownAct: act };
  // As it dies between its two events.
  for (let calls = 1; (await last(city, applicationId))?.type !== 'application.juror-assigned'; calls++)
    await city.send('relieveJuror', staff.id, sent, mortal(city.ports, calls));
  const reason = { params: { applicationId, jurorId: first }, body: { reason: 'Déport entre-temps' } };
  expect((await city.send('relieveJuror', staff.id, reason)).status).toBe(200);
  expect((await city.send('relieveJuror', staff.id, sent)).status).toBe(409);
});

describe('an act on a session that is sent again under its name is answered as done', () => {
  type City = Awaited<ReturnType<typeof openCity>>;
  /** Sends it twice, and by a colleague under the same name, who is refused. */
  const twice = async (city: City, id: OperationId, sent: Sent) => {
    const [once, again] = [
      await city.send(id, staff.id, { ...sent, ownAct: act }),
      await city.send(id, staff.id, { ...sent, ownAct: act }),
    ];
    const other = aStaffMember(1);
    await savePerson(city.ports, other, undefined).catch(() => {});
    const byOther = await city.send(id, other.id, { ...sent, ownAct: act });
    const late = await city.send(id, staff.id, sent);
    expect([id, once.status, again.status, byOther.status, late.status]).toEqual([id, 200, 200, 409, 409]);
    expect(again.body.state).toBe(once.body.state);
    expect(again.headers['act-events']).toBeUndefined();
  };

  test('from its convocation to its minutes', async () => {
    const city = await openCity();
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city);
    const params = { sessionId };
    await twice(city, 'conveneSession', { params, body: {} });
    await twice(city, 'scheduleFile', { params, body: { applicationId } });
    await twice(city, 'unscheduleFile', { params: { sessionId, applicationId }, body: {} });
    await schedule(city, sessionId, applicationId);
    await twice(city, 'openSession', { params, body: {} });
    for (const personId of city.jurors.slice(0, 3))
      await city.ask('markPresence', staff.id, { params: { sessionId, personId }, body: { present: true } });
    const onPoint = { params: { sessionId, applicationId } };
    const rev = async () => (await pointIn(city, sessionId, applicationId)).rev;
    for (const step of ['hear', 'reveal', 'open-vote'])
      await twice(city, 'runPoint', { ...onPoint, body: { step, rev: await rev() } });
    expect((await pointIn(city, sessionId, applicationId)).round).toBe(1);
    await vote(city, sessionId, applicationId, city.jurors[0] as string);
    await twice(city, 'runPoint', { ...onPoint, body: { step: 'count', rev: await rev() } });
    const opinion = { opinion: 'favourable', withoutAmount: true, belowQuorum: true, rev: await rev() };
    await twice(city, 'concludePoint', { ...onPoint, body: opinion });
    await twice(city, 'closeSession', { params, body: {} });
    const { content, revision } = await city.ask('getMinutes', staff.id, { params, query: { language: 'fr' } });
    const parts = content.parts.map(({ forAll: _forAll, ...part }) => part);
    await twice(city, 'approveMinutes', { params, body: { content: { ...content, parts }, revision } });
  });

  test('its cancellation, and what a file is postponed with', async () => {
    const city = await openCity();
    const cancelled = await planSession(city);
    await twice(city, 'cancelSession', { params: { sessionId: cancelled }, body: {} });
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city);
    await schedule(city, sessionId, applicationId);
    await openSession(city, sessionId);
    await run(city, sessionId, applicationId, 'hear');
    const { rev } = await pointIn(city, sessionId, applicationId);
    await twice(city, 'postponePoint', { params: { sessionId, applicationId }, body: { rev } });
  });
});
