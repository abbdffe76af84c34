import { expect, test } from 'vitest';
import { actHead } from '../../functions/store/acts.ts';
import { readEvents } from '../../functions/store/events.ts';
import { hashOf } from '../../functions/store/hash.ts';
import { actHeadKey } from '../../functions/store/keys.ts';
import { savePerson } from '../../functions/store/people.ts';
import { get } from '../../functions/store/read.ts';
import { aDecision, anId } from '../factories/application.ts';
import { aStaffMember } from '../factories/people.ts';
import { openCity, people } from '../support/city.ts';
import { asRead, fileIn } from '../support/files.ts';

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
