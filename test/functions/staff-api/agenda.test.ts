import { expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { listAssignments } from '../../../functions/store/assignments.ts';
import { commitCallVersion, loadCall } from '../../../functions/store/calls.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { listSessions } from '../../../functions/store/sessions.ts';
import type { Step } from '../../../schemas/call.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { aDeliberateStep } from '../../factories/call.ts';
import { mortal } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { fileIn, key, scoredFile } from '../../support/files.ts';
import { planSession, schedule } from '../../support/sessions.ts';
import { ownFile } from '../../support/whole-file.ts';

const { staff } = people;
const readyFiles = (city: City) => city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'ready' } });

/** Publishes the call again with these steps. */
const publish = async (city: City, steps: City['content']['steps']) =>
  commitCallVersion(city.ports, {
    callId: city.callId,
    before: await loadCall(city.ports, city.callId),
    content: { ...city.content, steps },
    actor: { role: 'staff', personId: staff.id },
    at: city.ports.now().toISOString(),
  });

test('each file is offered to an agenda by the steps of its own version of the call', async () => {
  const city = await openCity();
  const old = await scoredFile(city, 0);
  const scoredNext = await fileIn(city, 'ready', 1);
  // The next version hears nobody together: its files are none of an agenda's, those in flight still are.
  await publish(
    city,
    callLille.steps.filter(({ kind }) => kind !== 'deliberate'),
  );
  const { items } = await readyFiles(city);
  expect(new Map(items.map(({ id, stepKind }) => [id, stepKind]))).toEqual(
    new Map([
      [old, 'deliberate'],
      [scoredNext, 'score'],
    ]),
  );
  const sessionId = await planSession(city);
  const { points } = await schedule(city, sessionId, old);
  expect(points.map(({ applicationId, stepId }) => [applicationId, stepId])).toEqual([[old, 'committee-opinion']]);
});

test('a step of the same name that is scored in one version and heard in the next is each file’s own', async () => {
  const steps = callLille.steps.flatMap((step): Step[] =>
    step.kind === 'score' ? [aDeliberateStep({ id: step.id })] : step.kind === 'deliberate' ? [] : [step],
  );
  const city = await openCity({ call: { steps } });
  const heard = await fileIn(city, 'ready', 0);
  await publish(city, callLille.steps);
  const scored = await fileIn(city, 'ready', 1);
  const { items } = await readyFiles(city);
  expect(items.map(({ id, stepId, stepKind }) => [id, stepId, stepKind])).toEqual([
    [heard, 'evaluation', 'deliberate'],
    [scored, 'evaluation', 'score'],
  ]);
});

test('a change of a session that was cut short anywhere is finished by sending it again, and once sent it is one change', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const params = { sessionId };
  const ids = [await scoredFile(city, 0), await scoredFile(city, 1)];
  for (const id of ids) await schedule(city, sessionId, id);
  const { title, place, memberIds } = await city.ask('getSession', staff.id, { params });
  const changes = async () =>
    (await readEvents(city.ports, { type: 'session', id: sessionId })).filter(({ type }) => type === 'session.changed')
      .length;
  const moves = async (id: string) =>
    (await loadFile(city.ports, id))?.events.filter(({ type }) => type === 'application.rescheduled').length;
  let finished = false;
  for (let calls = 0; !finished; calls++) {
    const { version } = await city.ask('getSession', staff.id, { params });
    const startsAt = new Date(Date.UTC(2026, 4, 20, 9, calls)).toISOString();
    // The members in another order are the same members.
    const body = { title, place, startsAt, memberIds: memberIds.toReversed(), version };
    const cut = await city.send('changeSession', staff.id, { params, body }, mortal(city.ports, calls));
    finished = cut.status === 200;
    const again = await city.send('changeSession', staff.id, { params, body });
    expect([calls, again.status, again.body.startsAt, await changes()]).toEqual([calls, 200, startsAt, calls + 1]);
    for (const id of ids) {
      expect([calls, (await loadFile(city.ports, id))?.head.jury?.dueAt]).toEqual([calls, startsAt]);
      expect(await moves(id)).toBe(calls + 1);
    }
  }
  const { items } = await listAssignments(city.ports, city.jurors[0] ?? '', { state: 'assigned' });
  expect(new Set(items.map(({ dueAt }) => dueAt))).toEqual(
    new Set([(await loadFile(city.ports, ids[0] as string))?.head.jury?.dueAt]),
  );
  for (const id of ids) await expectWholeChain(city.ports, id);
});

test('a change of a session that somebody else has changed since is not made again', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const params = { sessionId };
  const { title, place, startsAt, memberIds, version } = await city.ask('getSession', staff.id, { params });
  const change = (change: object) =>
    city.send('changeSession', staff.id, {
      params,
      body: { title, place, startsAt, memberIds, version, ...change },
    });
  expect((await change({ place: 'Salle d’à côté' })).status).toBe(200);
  expect((await change({ place: 'Autre salle', version: version + 1 })).status).toBe(200);
  const slow = await change({ place: 'Salle d’à côté' });
  expect([slow.status, slow.body.code]).toEqual([409, 'session-moved']);
  expect((await city.ask('getSession', staff.id, { params })).place).toBe('Autre salle');
});

test('a session that is planned twice under one key is one, wherever the first try was cut off', async () => {
  const city = await openCity();
  const plan = { callId: city.callId, title: 'Comité', place: 'Hôtel de ville', startsAt: '2026-05-20T12:00:00.000Z' };
  const planned = async () => (await listSessions(city.ports, city.callId, 'planned', undefined)).items;
  let finished = false;
  for (let calls = 0; !finished; calls++) {
    const body = { ...plan, memberIds: city.jurors, idempotencyKey: key() };
    const cut = await city.send('planSession', staff.id, { body }, mortal(city.ports, calls));
    finished = cut.status === 200;
    const again = await city.send('planSession', staff.id, { body });
    expect([calls, again.status, (await planned()).length]).toEqual([calls, 200, calls + 1]);
    if (finished) expect(again.body).toEqual(cut.body);
  }
  const body = { ...plan, memberIds: city.jurors, idempotencyKey: key() };
  const before = (await planned()).length;
  const twins = await Promise.all([1, 2].map(() => city.ask('planSession', staff.id, { body })));
  expect([twins[0]?.id, (await planned()).length]).toEqual([twins[1]?.id, before + 1]);
  // A page that is older than the key plans as it did.
  const { idempotencyKey: _key, ...without } = body;
  const older = await Promise.all([1, 2].map(() => city.ask('planSession', staff.id, { body: without })));
  expect([older[0]?.id === older[1]?.id, (await planned()).length]).toEqual([false, before + 3]);
});

test('a session that moves takes the files of its agenda along: their due date, and their members’ lists', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const params = { sessionId };
  const ids = [await scoredFile(city, 0), await scoredFile(city, 1)];
  for (const id of ids) await schedule(city, sessionId, id);
  const { title, place, version, members } = await city.ask('getSession', staff.id, { params });
  const startsAt = '2026-05-20T12:00:00.000Z';
  const body = { title, place, startsAt, memberIds: members.map(({ personId }) => personId), version };
  const changed = await city.ask('changeSession', staff.id, { params, body });
  expect([changed.startsAt, changed.points.length]).toEqual([startsAt, 2]);
  for (const id of ids) {
    const file = await loadFile(city.ports, id);
    expect([file?.head.state, file?.head.jury?.dueAt, file?.events.at(-1)?.type]).toEqual([
      'deliberating',
      startsAt,
      'application.rescheduled',
    ]);
    await expectWholeChain(city.ports, id);
  }
  const { items } = await listAssignments(city.ports, city.jurors[0] ?? '', { state: 'assigned' });
  expect(items.map(({ dueAt, remindsOn, sessionId: heardAt }) => [dueAt, remindsOn, heardAt])).toEqual(
    ids.map(() => [startsAt, '2026-05-15', sessionId]),
  );
  // Neither the association nor a juror reads of it in the file's story: members are told by mail.
  const own = await ownFile(city, ids[0] ?? '');
  expect(own.timeline.some(({ type }) => type === 'application.rescheduled')).toBe(false);
  // Another place at the same time moves no file.
  const again = await city.ask('changeSession', staff.id, {
    params,
    body: { ...body, place: 'Autre salle', version: version + 1 },
  });
  expect(again.place).toBe('Autre salle');
  expect((await loadFile(city.ports, ids[0] as string))?.events.at(-1)?.type).toBe('application.rescheduled');
});
