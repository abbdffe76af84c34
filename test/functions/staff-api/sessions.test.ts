import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { juryWords } from '../../../functions/domain/evaluation/words.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { runningKey } from '../../../functions/store/keys.ts';
import { savePerson } from '../../../functions/store/people.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { aStaffMember } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain, faultsOf } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, evaluate, fileIn, scoredFile } from '../../support/files.ts';
import {
  conclude,
  hearFile,
  openSession,
  planSession,
  pointIn,
  run,
  schedule,
  vote,
  voteOn,
} from '../../support/sessions.ts';
import { staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const recuse = (city: City, applicationId: string, jurorId: string) =>
  city.send('recuse', jurorId, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } });
const sessionOf = (city: City, sessionId: string) => city.ask('getSession', staff.id, { params: { sessionId } });
const seenBy = (city: City, jurorId: string, sessionId: string) =>
  city.ask('getJurySession', jurorId, { params: { sessionId } });

/** A session that is open, with a scored file on its agenda. */
const opened = async (files = 1, city?: City) => {
  const own = city ?? (await openCity());
  const sessionId = await planSession(own);
  const ids: string[] = [];
  for (let index = 0; index < files; index++) {
    const applicationId = await scoredFile(own, index);
    await schedule(own, sessionId, applicationId);
    ids.push(applicationId);
  }
  await openSession(own, sessionId);
  return {
    city: own,
    sessionId,
    ids,
    applicationId: ids[0] as string,
    jurors: own.jurors as [string, string, string, string],
  };
};

/** A session that is planned, with a scored file on its agenda. */
const planned = async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const applicationId = await scoredFile(city);
  await schedule(city, sessionId, applicationId);
  return { city, sessionId, applicationId, jurors: city.jurors as [string, string, string, string] };
};

describe('the day on which silence refuses a file', () => {
  test('stands beside it while its session is planned, and is read no more once the session is under way', async () => {
    const { city, sessionId } = await planned();
    const { points } = await sessionOf(city, sessionId);
    const [applicationId = ''] = points.map((point) => point.applicationId);
    const { runsOutOn } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    expect(runsOutOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(points.map((point) => point.runsOutOn)).toEqual([runsOutOn]);
    await openSession(city, sessionId);
    expect((await sessionOf(city, sessionId)).points.map((point) => point.runsOutOn)).toEqual([undefined]);
  });
});

test('a session in a year that cannot be meant is refused, and nothing is planned', async () => {
  const city = await openCity();
  const body = {
    callId: city.callId,
    title: 'Comité de sélection',
    place: 'Hôtel de ville',
    startsAt: '9999-03-12T13:30:00.000Z',
    memberIds: city.jurors.slice(0, 3),
    idempotencyKey: crypto.randomUUID(),
  };
  const refused = await city.send('planSession', staff.id, { body });
  expect([refused.status, refused.body.fields]).toMatchObject([422, [{ path: ['startsAt'] }]]);
  expect((await city.ask('listSessions', staff.id, { query: { callId: city.callId } })).items).toEqual([]);
});

describe('a file that waits for a session', () => {
  test('is put on an agenda with its members, taken off, and put on another', async () => {
    const city = await openCity();
    const applicationId = await scoredFile(city);
    const params = { applicationId };
    const [first, second] = [await planSession(city), await planSession(city)];
    const session = await schedule(city, first, applicationId);
    expect(session.points.map(({ place, state, quorum, scored }) => [place, state, quorum, scored])).toEqual([
      [1, 'waiting', 2, true],
    ]);
    const file = await city.ask('getStaffFile', staff.id, { params });
    expect([file.state, file.jury?.sessionId, file.jury?.jurorIds]).toEqual([
      'deliberating',
      first,
      city.jurors.slice(0, 3),
    ]);
    const again = await city.send('scheduleFile', staff.id, { params: { sessionId: second }, body: params });
    expect([again.status, again.body.code]).toEqual([409, 'state-passed']);
    const list = await city.ask('listAssignments', city.jurors[0] as string);
    expect(list.items.map((item) => [item.applicationId, item.stepId])).toEqual([[applicationId, 'committee-opinion']]);
    await city.ask('unscheduleFile', staff.id, { params: { ...params, sessionId: first } });
    expect((await sessionOf(city, first)).points).toEqual([]);
    expect((await city.ask('listAssignments', city.jurors[0] as string)).items).toEqual([]);
    await schedule(city, second, applicationId);
    await schedule(city, first, await scoredFile(city, 1));
    expect((await expectWholeChain(city.ports, applicationId)).jury?.sessionId).toBe(second);
  });

  test('leaves the agenda when its applicant withdraws it, also from the table', async () => {
    const { city, sessionId, applicationId } = await opened();
    await run(city, sessionId, applicationId, 'hear');
    await city.ask('withdrawApplication', applicant.id, { params: { applicationId }, body: {} });
    const session = await sessionOf(city, sessionId);
    expect([session.points[0]?.state, session.availableActions.includes('close')]).toEqual(['withdrawn', true]);
    await expectWholeChain(city.ports, applicationId);
  });

  test('of two sessions that want it at once, one has it', async () => {
    const city = await openCity();
    const applicationId = await scoredFile(city);
    const sessions = [await planSession(city), await planSession(city)];
    const answers = await Promise.all(
      sessions.map((sessionId) =>
        city.send('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const agendas = await Promise.all(sessions.map(async (id) => (await sessionOf(city, id)).points.length));
    expect(agendas.toSorted()).toEqual([0, 1]);
  });
});

describe('a session', () => {
  test('hears a file: scores for all at once, votes, an amount, and the file goes on', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    const [one, two, three] = jurors;
    await run(city, sessionId, applicationId, 'hear');
    const before = await seenBy(city, one, sessionId);
    expect(JSON.stringify(before)).not.toContain('"scores"');
    await run(city, sessionId, applicationId, 'reveal');
    for (const juror of [one, two, three]) {
      const [point] = (await seenBy(city, juror, sessionId)).points;
      expect(point?.standing === 'open' && [point.scores?.marks.length, point.scores?.criteria.length]).toEqual([3, 4]);
    }
    await city.ask('saveNotes', staff.id, {
      params: { sessionId, applicationId },
      body: { text: 'Le plan de financement est à confirmer.', revision: 0 },
    });
    await run(city, sessionId, applicationId, 'open-vote');
    const mine = await vote(city, sessionId, applicationId, one, 'unfavourable');
    expect(mine.points[0]).toMatchObject({ ballot: 'unfavourable', canVote: true });
    await vote(city, sessionId, applicationId, one, 'reserved');
    await vote(city, sessionId, applicationId, two, 'reserved');
    await vote(city, sessionId, applicationId, three, 'favourable');
    const voting = await pointIn(city, sessionId, applicationId);
    expect([voting.votedIds.toSorted(), voting.tally, voting.outcome]).toEqual([
      [one, two, three].toSorted(),
      undefined,
      undefined,
    ]);
    expect(JSON.stringify(await seenBy(city, two, sessionId))).not.toContain('"tally"');
    await run(city, sessionId, applicationId, 'count');
    const counted = await pointIn(city, sessionId, applicationId);
    const tally = { favourable: 1, reserved: 2, unfavourable: 0, deferred: 0 };
    expect([counted.tally, counted.outcome]).toEqual([tally, 'reserved']);
    const late = await city.send('castVote', three, {
      params: { sessionId, applicationId },
      body: { ballot: 'favourable', round: 1 },
    });
    expect([late.status, late.body.code, late.body.session.state]).toEqual([409, 'vote-closed', 'open']);
    const session = await conclude(city, sessionId, applicationId, { opinion: 'reserved', proposedCents: 250_000 });
    expect([session.proposedCents, session.points[0]?.state]).toEqual([250_000, 'concluded']);
    const file = await staffFile(city, applicationId);
    expect([file.state, file.results.at(-1)]).toEqual([
      'deciding',
      expect.objectContaining({ opinion: 'reserved', tally, proposedCents: 250_000, evaluations: 3 }),
    ]);
    // By when it was heard, whoever decides finds the session in which that was.
    const [row] = (await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'deciding' } })).items;
    const [held] = (await city.ask('listSessions', staff.id, { query: { callId: city.callId, state: 'open' } })).items;
    expect([row?.heardAt, held?.id]).toEqual([file.results.at(-1)?.closedAt, sessionId]);
    expect(held?.openedAt && row?.heardAt && held.openedAt <= row.heardAt).toBe(true);
    expect(file.hearings).toMatchObject([{ outcome: 'concluded', notes: 'Le plan de financement est à confirmer.' }]);
    expect(JSON.stringify(file.hearings)).not.toContain(one);
    await expectWholeChain(city.ports, applicationId);
  });

  test('with two secretaries who do the same at once does it once, and tells the other what stands now', async () => {
    const { city, sessionId, applicationId } = await opened();
    const { rev } = await pointIn(city, sessionId, applicationId);
    const hear = () =>
      city.send('runPoint', staff.id, { params: { sessionId, applicationId }, body: { step: 'hear', rev } });
    const answers = await Promise.all([hear(), hear()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect([lost.code, lost.session]).toEqual([
      'session-moved',
      expect.objectContaining({ state: 'open', applicationId, pointState: 'open' }),
    ]);
    expect(lost.session.pointActions).toEqual(['put-back', 'reveal', 'open-vote', 'note', 'postpone']);
  });

  test('with two secretaries who take up different files at once has one on the table', async () => {
    const { city, sessionId, ids } = await opened(2);
    const answers = await Promise.all(
      ids.map((applicationId) =>
        city.send('runPoint', staff.id, { params: { sessionId, applicationId }, body: { step: 'hear', rev: 1 } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { points } = await sessionOf(city, sessionId);
    expect(points.map(({ state }) => state).toSorted()).toEqual(['open', 'waiting']);
  });

  test('concluded and postponed at once comes to one of the two, and closed twice closes once', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    await voteOn(city, sessionId, applicationId, { [jurors[0]]: 'favourable', [jurors[1]]: 'favourable' });
    const { rev } = await pointIn(city, sessionId, applicationId);
    const params = { sessionId, applicationId };
    const answers = await Promise.all([
      city.send('concludePoint', staff.id, { params, body: { opinion: 'favourable', withoutAmount: true, rev } }),
      city.send('postponePoint', staff.id, { params, body: { rev } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const close = () => city.send('closeSession', staff.id, { params: { sessionId }, body: {} });
    expect((await Promise.all([close(), close()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await loadFile(city.ports, applicationId))?.hearings.length).toBe(1);
    await expectWholeChain(city.ports, applicationId);
    const events = await readEvents(city.ports, { type: 'session', id: sessionId });
    expect(faultsOf(events)).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(['session.planned', 'session.opened', 'session.closed']);
  });

  test.each([
    ['closed', 'closeSession', openSession],
    ['cancelled', 'cancelSession', undefined],
  ] as const)('%s twice at once with files that wait is ended once, and both know it', async (state, end, before) => {
    const city = await openCity();
    const sessionId = await planSession(city);
    const ids = [await scoredFile(city), await scoredFile(city, 1), await scoredFile(city, 2)];
    for (const id of ids) await schedule(city, sessionId, id);
    await before?.(city, sessionId);
    const ending = () => city.send(end, staff.id, { params: { sessionId }, body: {} });
    const answers = await Promise.all([ending(), ending()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect([lost.code, lost.session.state]).toEqual(['session-moved', state]);
    for (const id of ids) expect((await loadFile(city.ports, id))?.head.state).toBe('ready');
  });

  test('tells a secretary of a file that another one took off the agenda at the same time', async () => {
    const { city, sessionId, applicationId } = await opened(2);
    const params = { sessionId, applicationId };
    const off = () => city.send('unscheduleFile', staff.id, { params, body: {} });
    const answers = await Promise.all([off(), off()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const standing = { state: 'open', applicationId, pointState: 'removed', pointActions: [] };
    expect(answers.find(({ status }) => status === 409)?.body.session).toMatchObject(standing);
    const late = await city.send('runPoint', staff.id, { params, body: { step: 'hear', rev: 1 } });
    expect([late.status, late.body.code, late.body.session]).toMatchObject([409, 'session-moved', standing]);
    const order = { applicationIds: [applicationId] };
    const reordered = await city.send('orderAgenda', staff.id, { params: { sessionId }, body: order });
    expect([reordered.status, reordered.body.code]).toEqual([409, 'session-moved']);
  });

  test('counts a vote that is sent many times at once as one', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    for (const step of ['hear', 'open-vote']) await run(city, sessionId, applicationId, step);
    const cast = (jurorId: string) =>
      city.send('castVote', jurorId, {
        params: { sessionId, applicationId },
        body: { ballot: 'favourable', round: 1 },
      });
    const answers = await Promise.all([1, 2, 3, 4].flatMap(() => jurors.slice(0, 3).map(cast)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await run(city, sessionId, applicationId, 'count');
    expect((await pointIn(city, sessionId, applicationId)).tally?.favourable).toBe(3);
  });

  test('opens a vote anew without the votes of the round before', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    await voteOn(city, sessionId, applicationId, { [jurors[0]]: 'unfavourable', [jurors[1]]: 'unfavourable' });
    await run(city, sessionId, applicationId, 'open-vote');
    await vote(city, sessionId, applicationId, jurors[2], 'favourable');
    await run(city, sessionId, applicationId, 'count');
    const { tally, outcome } = await pointIn(city, sessionId, applicationId);
    expect([tally, outcome]).toEqual([{ favourable: 1, reserved: 0, unfavourable: 0, deferred: 0 }, 'favourable']);
  });

  test('puts a file off: it waits for another session, which hears it', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    await voteOn(city, sessionId, applicationId, {
      [jurors[0]]: 'deferred',
      [jurors[1]]: 'deferred',
      [jurors[2]]: 'favourable',
    });
    const { rev, outcome } = await pointIn(city, sessionId, applicationId);
    expect(outcome).toBe('deferred');
    const params = { sessionId, applicationId };
    const refused = await city.send('concludePoint', staff.id, {
      params,
      body: { opinion: 'favourable', withoutAmount: true, rev },
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'vote-defers']);
    await city.ask('postponePoint', staff.id, { params, body: { rev } });
    const file = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    expect([file.state, file.stepId, file.availableActions]).toEqual(['ready', 'committee-opinion', ['schedule']]);
    const back = await city.send('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } });
    expect([back.status, back.body.code]).toEqual([409, 'heard-before']);
    await hearFile(city, applicationId);
    expect((await expectWholeChain(city.ports, applicationId)).state).toBe('deciding');
  });

  test('that is closed leaves what it did not hear waiting for another; cancelled, all of it', async () => {
    const { city, sessionId, ids } = await opened(2);
    await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
    const other = await planSession(city);
    await schedule(city, other, ids[0] as string);
    await city.ask('cancelSession', staff.id, { params: { sessionId: other }, body: {} });
    for (const applicationId of ids) expect((await expectWholeChain(city.ports, applicationId)).state).toBe('ready');
  });

  test('is resumed where it was: everything is in the table', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    for (const step of ['hear', 'reveal', 'open-vote']) await run(city, sessionId, applicationId, step);
    await vote(city, sessionId, applicationId, jurors[0]);
    const before = await sessionOf(city, sessionId);
    city.ports.clock.advance({ days: 2 });
    // Functions that were just started know nothing but the table.
    const fresh = { ...city.ports };
    const resumed = await city.send('getSession', staff.id, { params: { sessionId } }, fresh);
    expect(resumed.body).toEqual(before);
    await vote(city, sessionId, applicationId, jurors[1]);
    await run(city, sessionId, applicationId, 'count');
    await conclude(city, sessionId, applicationId);
    expect((await expectWholeChain(city.ports, applicationId)).state).toBe('deciding');
  });

  test('stands in its members’ lists as it stands', async () => {
    const city = await openCity();
    const [member = ''] = city.jurors;
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city);
    const params = { sessionId };
    const listed = async () => {
      const { items } = await city.ask('listJurySessions', member);
      return items.map(({ id, state, title }) => [id, state, title]);
    };
    await schedule(city, sessionId, applicationId);
    await city.ask('conveneSession', staff.id, { params, body: {} });
    expect(await listed()).toEqual([[sessionId, 'planned', 'Comité de sélection']]);
    await openSession(city, sessionId);
    expect(await listed()).toEqual([[sessionId, 'open', 'Comité de sélection']]);
    await voteOn(city, sessionId, applicationId, { [member]: 'favourable' });
    expect(await listed()).toEqual([[sessionId, 'open', 'Comité de sélection']]);
    await conclude(city, sessionId, applicationId, { belowQuorum: true });
    await city.ask('closeSession', staff.id, { params, body: {} });
    expect(await listed()).toEqual([[sessionId, 'closed', 'Comité de sélection']]);
    const other = await planSession(city);
    await city.ask('cancelSession', staff.id, { params: { sessionId: other }, body: {} });
    expect((await listed()).map(([id, state]) => [id, state])).toContainEqual([other, 'cancelled']);
  });

  test('lets its members change while nothing is on the agenda, and no longer then', async () => {
    const city = await openCity();
    const sessionId = await planSession(city);
    const plan = { title: 'Comité', place: 'Mairie de quartier', startsAt: '2026-05-01T12:00:00.000Z' };
    const change = (memberIds: string[], version: number) =>
      city.send('changeSession', staff.id, { params: { sessionId }, body: { ...plan, memberIds, version } });
    const { status, body } = await change(city.jurors.slice(1, 4), 1);
    expect([status, body.members.length, body.title]).toEqual([200, 3, 'Comité']);
    expect((await city.send('getJurySession', city.jurors[0] as string, { params: { sessionId } })).status).toBe(404);
    expect((await change(city.jurors, 1)).status).toBe(409);
    expect((await change([staff.id], 2)).body.fields[0].path).toEqual(['memberIds']);
    await schedule(city, sessionId, await scoredFile(city));
    expect((await change(city.jurors, 2)).body.code).toBe('members-settled');
    expect((await change(city.jurors.slice(1, 4), 2)).status).toBe(200);
  });

  test('begins today at the earliest, by the calendar of Paris', async () => {
    const city = await openCity({ now: '2026-03-18T23:30:00.000Z' });
    const plan = (startsAt: string) =>
      city.send('planSession', staff.id, {
        body: { callId: city.callId, title: 'Comité', place: 'Hôtel de ville', startsAt, memberIds: city.jurors },
      });
    // In Paris it is the 19th, half past midnight.
    expect((await plan('2026-03-18T23:00:00.000Z')).status).toBe(200);
    const late = await plan('2026-03-18T22:59:00.000Z');
    expect([late.status, late.body.fields[0].path]).toEqual([422, ['startsAt']]);
    const { id, version, title, place, memberIds } = (await plan('2026-04-02T12:00:00.000Z')).body;
    const body = { title, place, memberIds, version, startsAt: '2026-03-01T12:00:00.000Z' };
    const back = await city.send('changeSession', staff.id, { params: { sessionId: id }, body });
    expect([back.status, back.body.fields[0].path]).toEqual([422, ['startsAt']]);
  });

  test('can be moved while one of its members is handing over, and takes no new one who is', async () => {
    const { city, sessionId, jurors } = await planned();
    const params = { sessionId };
    const leaver = jurors[0];
    await city.ask('setJurorStatus', staff.id, { params: { jurorId: leaver }, body: { status: 'leaving' } });
    const before = await sessionOf(city, sessionId);
    const plan = { title: before.title, place: 'Salle du conseil', startsAt: before.startsAt };
    const body = { ...plan, memberIds: before.memberIds, version: before.version };
    const after = await city.ask('changeSession', staff.id, { params, body });
    expect([after.place, after.members.map(({ name }) => name)]).toEqual([
      'Salle du conseil',
      before.members.map(({ name }) => name),
    ]);
    const other = await planSession(city, jurors.slice(1, 3));
    const { version } = await sessionOf(city, other);
    const joined = await city.send('changeSession', staff.id, {
      params: { sessionId: other },
      body: { ...plan, memberIds: jurors.slice(0, 3), version },
    });
    expect([joined.status, joined.body.fields[0].path]).toEqual([422, ['memberIds']]);
  });
});

describe('a member who is recused while the session hears the file', () => {
  test('leaves its vote and quorum, and sees its number and the date alone', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    const [one, two, three] = jurors;
    for (const step of ['hear', 'reveal', 'open-vote']) await run(city, sessionId, applicationId, step);
    for (const juror of [one, two, three]) await vote(city, sessionId, applicationId, juror, 'favourable');
    await recuse(city, applicationId, three);
    const { votedIds, voters, recused, quorumMet } = await pointIn(city, sessionId, applicationId);
    expect([votedIds.toSorted(), voters, recused.map(({ personId }) => personId), quorumMet]).toEqual([
      [one, two].toSorted(),
      2,
      [three],
      true,
    ]);
    const seen = await seenBy(city, three, sessionId);
    expect(seen.points).toEqual([{ standing: 'recused', place: 1, since: '2026-03-18T09:00:00.000Z' }]);
    const refused = await city.send('castVote', three, {
      params: { sessionId, applicationId },
      body: { ballot: 'unfavourable', round: 1 },
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'recused']);
    await run(city, sessionId, applicationId, 'count');
    await recuse(city, applicationId, two);
    const { rev } = await pointIn(city, sessionId, applicationId);
    const params = { sessionId, applicationId };
    const short = await city.send('concludePoint', staff.id, {
      params,
      body: { opinion: 'favourable', withoutAmount: true, rev },
    });
    expect([short.status, short.body.code, short.body.session.pointActions]).toEqual([
      409,
      'quorum-missing',
      ['note', 'postpone'],
    ]);
    await city.ask('postponePoint', staff.id, { params, body: { rev } });
    await expectWholeChain(city.ports, applicationId);
  });

  test('and votes at the same moment is either heard before or refused, and never counts', async () => {
    const { city, sessionId, applicationId, jurors } = await opened();
    for (const step of ['hear', 'open-vote']) await run(city, sessionId, applicationId, step);
    const [cast, recusal] = await Promise.all([
      city.send('castVote', jurors[2], {
        params: { sessionId, applicationId },
        body: { ballot: 'favourable', round: 1 },
      }),
      recuse(city, applicationId, jurors[2]),
    ]);
    expect([[200, 403].includes(cast.status), recusal.status]).toEqual([true, 200]);
    expect((await pointIn(city, sessionId, applicationId)).votedIds).toEqual([]);
  });
});

describe('a recusal while the opinion is given', () => {
  const orders = Array.from({ length: 10 }, (_, calls) => [...Array(calls).fill(0), ...Array(20).fill(1)]);
  test.each(orders.map((order, calls) => [calls, order] as const))(
    'after %i of its calls is in it or after it: nobody is counted who was away',
    async (_, order) => {
      const { city, sessionId, applicationId, jurors } = await opened();
      const [one, two, three] = jurors;
      const votes = { [one]: 'favourable' as const, [two]: 'favourable' as const, [three]: 'favourable' as const };
      await voteOn(city, sessionId, applicationId, votes);
      const { rev } = await pointIn(city, sessionId, applicationId);
      const params = { sessionId, applicationId };
      const [concluded, recusal] = await interleave(city.ports, order, [
        (own) =>
          city.send(
            'concludePoint',
            staff.id,
            { params, body: { opinion: 'favourable', withoutAmount: true, rev } },
            own,
          ),
        (own) => city.send('recuse', three, { params, body: { ...exampleRecusal, confirm: true } }, own),
      ]);
      const statuses = [concluded, recusal].map((answer) => (answer?.status === 'fulfilled' ? answer.value.status : 0));
      expect(statuses[0]).toBe(200);
      const file = await loadFile(city.ports, applicationId);
      const place = (type: string) => file?.events.findIndex((event) => event.type === `application.${type}`) ?? -1;
      const wasAway = place('juror-recused') >= 0 && place('juror-recused') < place('deliberated');
      const { votes: counted = [], presentIds = [] } = file?.hearings[0]?.hearing ?? {};
      expect(counted.some(({ jurorId }) => jurorId === three)).toBe(!wasAway);
      expect(presentIds.includes(three)).toBe(!wasAway);
    },
  );
});

describe('a juror who was taken off the scored step and sits at the session', () => {
  test('votes, but the evaluation that was taken out is neither shown there nor in the letter', async () => {
    const city = await openCity();
    const [one, two, three] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'ready');
    const params = { applicationId };
    await city.ask('openStep', staff.id, {
      params,
      body: await asRead(city, applicationId, { jurorIds: [one, two, three] }),
    });
    for (const [place, juror] of [one, two, three].entries()) await evaluate(city, applicationId, juror, place);
    await city.ask('relieveJuror', staff.id, {
      params: { ...params, jurorId: three },
      body: { reason: 'Empêchement de dernière minute.' },
    });
    await city.ask('closeStep', staff.id, {
      params,
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
    const sessionId = await planSession(city, [one, two, three]);
    await schedule(city, sessionId, applicationId);
    await openSession(city, sessionId, [one, two, three]);
    for (const step of ['hear', 'reveal']) await run(city, sessionId, applicationId, step);
    const { scores } = await pointIn(city, sessionId, applicationId);
    const file = await staffFile(city, applicationId);
    expect([scores?.marks.length, file.results[0]?.evaluations]).toEqual([2, 2]);
    const mean = (scores?.marks.reduce((sum, mark) => sum + mark, 0) ?? 0) / 2;
    expect(Math.round(mean)).toBe(scores?.mean);
    expect(
      file.assignments.filter(({ jurorId }) => jurorId === three).map(({ stepId, state }) => [stepId, state]),
    ).toEqual([
      ['evaluation', 'relieved'],
      ['committee-opinion', 'assigned'],
    ]);
    const evaluations = file.evaluations.filter(({ jurorId }) => jurorId !== three);
    expect(await city.ask('getJuryWords', staff.id, { params })).toEqual(
      juryWords({ call: file.call, evaluations, assignments: [], recusals: [] }),
    );
  });
});

describe('a member who has not said yet whether a conflict of interest stands in the way', () => {
  /** A file on the table, its scores revealed and its vote open, that the first two members scored and the third did not. */
  const onTable = async () => {
    const city = await openCity();
    const [one, two, , four] = city.jurors as [string, string, string, string];
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city, [one, two, four]);
    await city.ask('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } });
    await openSession(city, sessionId, [one, two, four]);
    for (const step of ['hear', 'reveal', 'open-vote']) await run(city, sessionId, applicationId, step);
    const say = () => city.send('declareNoConflict', four, { params: { applicationId }, body: { confirm: true } });
    return { city, applicationId, sessionId, one, two, four, say };
  };

  test('sees what is needed to say so, has no vote and does not count, until the word is given', async () => {
    const { city, applicationId, sessionId, one, two, four, say } = await onTable();
    const { number, title, organisationName, ...staffs } = await pointIn(city, sessionId, applicationId);
    expect([staffs.voters, staffs.undeclaredIds]).toEqual([2, [four]]);
    const base = { applicationId, place: 1, number, title, organisationName, state: 'voting' };
    expect((await seenBy(city, four, sessionId)).points).toEqual([{ standing: 'undeclared', ...base }]);
    const params = { sessionId, applicationId };
    const refused = await city.send('castVote', four, { params, body: { ballot: 'unfavourable', round: 1 } });
    expect([refused.status, refused.body.code]).toEqual([403, 'declaration-needed']);

    expect((await say()).status).toBe(200);
    const [seen] = (await seenBy(city, four, sessionId)).points;
    expect(seen?.standing === 'open' && [seen.scores?.marks.length, seen.canVote]).toEqual([3, true]);
    for (const juror of [one, two, four]) await vote(city, sessionId, applicationId, juror);
    const { voters, undeclaredIds, votedIds } = await pointIn(city, sessionId, applicationId);
    expect([voters, undeclaredIds, votedIds.length]).toEqual([3, [], 3]);
  });

  test('is counted as nobody when the vote is closed, and can read the file and its minutes once the word is given', async () => {
    const { city, applicationId, sessionId, one, two, four, say } = await onTable();
    for (const juror of [one, two]) await vote(city, sessionId, applicationId, juror);
    await run(city, sessionId, applicationId, 'count');
    await conclude(city, sessionId, applicationId, { proposedCents: 100_000 });
    await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
    const params = { sessionId };
    const { content, revision } = await city.ask('getMinutes', staff.id, { params });
    await city.ask('approveMinutes', staff.id, { params, body: { content, revision } });
    const parts = async () => (await city.ask('getJuryMinutes', four, { params })).content.parts.length;
    const before = await parts();
    expect((await seenBy(city, four, sessionId)).points[0]?.standing).toBe('undeclared');
    await say();
    // Nobody said of the general parts that they give no file away: of the minutes, that there is more is all that is read.
    expect([before, await parts()]).toEqual([1, 4]);
    const [seen] = (await seenBy(city, four, sessionId)).points;
    expect(seen?.standing === 'open' && [seen.tally?.favourable, seen.outcome]).toEqual([2, 'favourable']);
  });

  test('and says it while the file is put on an agenda is heard there', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'ready');
    const [one, two, three] = city.jurors as [string, string, string];
    await city.ask('openStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { jurorIds: [one, two, three] }),
    });
    for (const juror of [one, two]) await evaluate(city, applicationId, juror);
    await city.ask('closeStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
    const sessionId = await planSession(city, [one, two, three]);
    const params = { applicationId };
    const answers = await Promise.all([
      city.send('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } }),
      city.send('declareNoConflict', three, { params, body: { confirm: true } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [seen] = (await seenBy(city, three, sessionId)).points;
    expect(seen?.standing).toBe('open');
  });
});

describe('the minutes', () => {
  test('tell the session, are corrected and approved once, and reach members less what they are recused from', async () => {
    const { city, sessionId, ids, jurors } = await opened(2);
    const [first, second] = ids as [string, string];
    await recuse(city, second, jurors[2]);
    await city.ask('markPresence', staff.id, { params: { sessionId, personId: jurors[1] }, body: { present: false } });
    await city.ask('markPresence', staff.id, { params: { sessionId, personId: jurors[1] }, body: { present: true } });
    for (const applicationId of ids) {
      const votes = { [jurors[0]]: 'favourable' as const, [jurors[1]]: 'favourable' as const };
      await voteOn(city, sessionId, applicationId, votes);
      await conclude(city, sessionId, applicationId, { proposedCents: 100_000 });
    }
    const params = { sessionId };
    expect((await city.send('getMinutes', staff.id, { params })).status).toBe(409);
    await city.ask('closeSession', staff.id, { params, body: {} });
    const draft = await city.ask('getMinutes', staff.id, { params });
    const text = JSON.stringify(draft.content);
    expect([draft.state, draft.revision, draft.content.parts.length]).toEqual(['draft', 0, 5]);
    for (const word of ['Jeanne Jury', 'Vote. Favorable\u00a0: 2', 'déportés', 'favorable'])
      expect(text).toContain(word);
    const english = await city.ask('getMinutes', staff.id, { params, query: { language: 'en' } });
    expect(english.content.title).toMatch(/^Minutes: /);
    expect((await city.send('getJuryMinutes', jurors[0], { params })).status).toBe(404);

    const parts = draft.content.parts.map((part, index) => (index === 0 ? { ...part, text: 'Corrigé.' } : part));
    const content = { ...draft.content, parts };
    const saved = await city.ask('saveMinutes', staff.id, { params, body: { content, revision: 0 } });
    const stale = await city.send('saveMinutes', staff.id, { params, body: { content, revision: 0 } });
    expect([saved.revision, stale.status, stale.body.code]).toEqual([1, 409, 'stale-revision']);
    const approve = () =>
      city.send('approveMinutes', staff.id, { params, body: { content, revision: 1, forAll: [1, 2] } });
    const answers = await Promise.all([approve(), approve()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await city.send('saveMinutes', staff.id, { params, body: { content, revision: 2 } })).status).toBe(409);
    const read = await city.ask('getJuryMinutes', jurors[0], { params });
    expect([read.state, read.content.parts.length, read.content.parts[0]?.text]).toEqual(['approved', 5, 'Corrigé.']);
    const less = await city.ask('getJuryMinutes', jurors[2], { params });
    expect(less.content.parts.map(({ heading, applicationId }) => applicationId ?? heading)).toEqual([
      'Présences',
      first,
      'Ce qui ne figure pas dans cet exemplaire',
    ]);
    expect((await city.send('getJuryMinutes', jurors[3], { params })).status).toBe(404);
  });
});

const N = '\u00a0';

describe('what the minutes say of those who were there', () => {
  const closed = async (present: 1 | 2 | 3, votes: 0 | 1 | 2) => {
    const { city, sessionId, applicationId, jurors } = await planned();
    await openSession(city, sessionId, jurors.slice(0, present));
    for (const step of ['hear', ...(votes > 0 ? ['open-vote'] : [])]) await run(city, sessionId, applicationId, step);
    for (const juror of jurors.slice(0, votes)) await vote(city, sessionId, applicationId, juror);
    if (votes > 0) await run(city, sessionId, applicationId, 'count');
    return { city, sessionId, applicationId, jurors, params: { sessionId } };
  };
  const read = async (city: City, sessionId: string, applicationId: string) => {
    const { content } = await city.ask('getMinutes', staff.id, { params: { sessionId } });
    return {
      attendance: content.parts[1]?.text.split('\n'),
      file: content.parts
        .find((part) => part.applicationId === applicationId)
        ?.text.split('\n')
        .slice(1),
    };
  };
  const nameOf = async (city: City, sessionId: string, id: string) =>
    (await sessionOf(city, sessionId)).members.find(({ personId }) => personId === id)?.name ?? '';

  test('names the quorum, who did not vote, and that an opinion on too few votes was confirmed', async () => {
    const { city, sessionId, applicationId, jurors, params } = await closed(2, 1);
    const point = await pointIn(city, sessionId, applicationId);
    expect([point.votesBelowQuorum, point.quorum]).toEqual([true, 2]);
    const at = { sessionId, applicationId };
    const body = { opinion: 'favourable', rev: point.rev };
    const refused = await city.send('concludePoint', staff.id, { params: at, body });
    expect([refused.status, refused.body.code]).toEqual([409, 'votes-below-quorum']);
    await conclude(city, sessionId, applicationId, { belowQuorum: true, proposedCents: 100_000 });
    await city.ask('closeSession', staff.id, { params, body: {} });
    const { file } = await read(city, sessionId, applicationId);
    expect(file?.map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
      'Quorum : 2. Membres présents pouvant voter : 2.',
      'Vote. Favorable : 1, Favorable avec réserve : 0, Défavorable : 0, Report : 0.',
      `Présents, n’ont pas voté : ${await nameOf(city, sessionId, jurors[1])}.`,
      'Moins de membres ont voté (1) que le quorum n’en demande (2) ; l’avis a été confirmé en connaissance de cause.',
      'Avis du jury : favorable.',
      'Montant proposé : 1 000 €.',
    ]);
    // No French sign of two parts is parted from what it follows, in whatever way a page or print breaks its lines.
    const french = await city.ask('getMinutes', staff.id, { params, query: { language: 'fr' } });
    expect(JSON.stringify(french.content)).not.toMatch(/ [:;?!»]|« /);
    const english = await city.ask('getMinutes', staff.id, { params, query: { language: 'en' } });
    expect(english.content.parts.map(({ text }) => text).join()).toContain('Vote. Favourable: 1, ');
    const { results } = await staffFile(city, applicationId);
    expect(results.at(-1)).toMatchObject({ evaluations: 1, quorum: 2, belowQuorum: true });
    await expectWholeChain(city.ports, applicationId);
  });

  test('says that a file was put off without a quorum', async () => {
    const { city, sessionId, applicationId, params } = await closed(1, 0);
    const { rev } = await pointIn(city, sessionId, applicationId);
    await city.ask('postponePoint', staff.id, { params: { sessionId, applicationId }, body: { rev } });
    await city.ask('closeSession', staff.id, { params, body: {} });
    const { file } = await read(city, sessionId, applicationId);
    expect(file?.slice(0, 2).map((line) => line.replaceAll(N, ' '))).toEqual([
      'Quorum : 2. Membres présents pouvant voter : 1.',
      'Le quorum n’était pas atteint.',
    ]);
  });

  test('tells who was excused from who was away, and keeps no excuse of who came', async () => {
    const { city, sessionId, applicationId, jurors } = await planned();
    await openSession(city, sessionId, []);
    const mark = (personId: string, body: object) =>
      city.ask('markPresence', staff.id, { params: { sessionId, personId }, body });
    const [one, two, three] = jurors;
    await mark(one, { present: false, excused: true });
    // A page of before says nothing of excuses: what was said stays.
    await mark(one, { present: false });
    await mark(two, { present: false, excused: true });
    await mark(two, { present: true });
    await mark(three, { present: false, excused: true });
    await mark(three, { present: false, excused: false });
    const { members } = await sessionOf(city, sessionId);
    const standing = new Map(members.map(({ personId, present, excused }) => [personId, [present, excused]]));
    expect([one, two, three].map((id) => standing.get(id))).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
    await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
    const { attendance } = await read(city, sessionId, applicationId);
    expect(attendance?.map((line) => line.replaceAll(N, ' '))).toEqual([
      `Présents : ${await nameOf(city, sessionId, two)}.`,
      `Absences excusées : ${await nameOf(city, sessionId, one)}.`,
      expect.stringContaining(await nameOf(city, sessionId, three)),
    ]);
  });
});

describe('minutes before a member who is recused from a file', () => {
  test('give nothing of it away: no total, no general words that nobody said to be free of it, on the page and in the PDF', async () => {
    const { city, sessionId, ids, jurors } = await opened(2);
    const [hidden, other] = ids as [string, string];
    await recuse(city, hidden, jurors[2]);
    for (const [applicationId, proposedCents] of [
      [hidden, 300_000],
      [other, 200_000],
    ] as const) {
      await voteOn(city, sessionId, applicationId, { [jurors[0]]: 'favourable', [jurors[1]]: 'favourable' });
      await conclude(city, sessionId, applicationId, { proposedCents });
    }
    const params = { sessionId };
    await city.ask('closeSession', staff.id, { params, body: {} });
    const { content, revision } = await city.ask('getMinutes', staff.id, { params });
    expect(content.parts.map(({ forAll = false }) => forAll)).toEqual([true, true, false, false, false]);
    const words = 'Le premier dossier l’emporte avec 3 000 €.';
    const parts = content.parts.map((part, place) => (place === 0 ? { ...part, text: words } : part));
    // What a page says of a part by itself counts for nothing: it is confirmed beside the text.
    await city.ask('saveMinutes', staff.id, {
      params,
      body: { content: { ...content, parts }, revision, forAll: [1, 2] },
    });
    const saved = await city.ask('getMinutes', staff.id, { params });
    expect(saved.content.parts.map(({ forAll = false }) => forAll)).toEqual([false, true, false, false, false]);
    const approved = { content: saved.content, revision: saved.revision, forAll: [1] };
    await city.ask('approveMinutes', staff.id, { params, body: approved });
    const less = await city.ask('getJuryMinutes', jurors[2], { params });
    expect(less.content.parts.map(({ applicationId, heading }) => applicationId ?? heading)).toEqual([
      'Présences',
      other,
      'Ce qui ne figure pas dans cet exemplaire',
    ]);
    const text = JSON.stringify(less).replaceAll('\u202f', ' ').replaceAll(N, ' ');
    expect([text.includes('2 000'), text.includes('5 000'), text.includes('3 000')]).toEqual([true, false, false]);
    const whole = await city.ask('getJuryMinutes', jurors[0], { params });
    expect(whole.content.parts.map(({ text: said }) => said)).toEqual(
      saved.content.parts.map(({ text: said }) => said),
    );
  });
});

test('the sum of a session leaves out what is closed to the agent', async () => {
  const { city, sessionId, ids, jurors } = await opened(2);
  const [closed] = ids as [string];
  for (const [place, applicationId] of ids.entries()) {
    await voteOn(city, sessionId, applicationId, { [jurors[0]]: 'favourable', [jurors[1]]: 'favourable' });
    await conclude(city, sessionId, applicationId, { proposedCents: 100_000 * (place + 1) });
  }
  const other = aStaffMember(1, { roles: [...everyDuty] });
  await savePerson(city.ports, other, undefined);
  const away = { ...exampleRecusal, confirm: true };
  expect((await city.send('stepBack', other.id, { params: { applicationId: closed }, body: away })).status).toBe(200);
  const sumFor = async (id: string) => (await city.ask('getSession', id, { params: { sessionId } })).proposedCents;
  expect([await sumFor(staff.id), await sumFor(other.id)]).toEqual([300_000, 200_000]);
});

test('what newer code wrote beside a session that is held is there after an act on it', async () => {
  const { city, sessionId } = await planned();
  const place = { TableName: city.ports.tableName, Key: { ...runningKey(sessionId) } };
  await city.ports.db.send(
    new UpdateCommand({
      ...place,
      UpdateExpression: 'SET mood = :good',
      ExpressionAttributeValues: { ':good': 'good' },
    }),
  );
  await city.ask('conveneSession', staff.id, { params: { sessionId }, body: {} });
  await openSession(city, sessionId);
  expect((await city.ports.db.send(new GetCommand(place))).Item).toMatchObject({ mood: 'good' });
});

test('the envelope of the year is told less what was granted of it', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const { year, envelopeCents, grantedCents } = await city.ask('getEnvelope', staff.id, { params: { sessionId } });
  expect([year, envelopeCents, grantedCents]).toEqual(['2026', city.content.envelopeCents, 0]);
});

test('a page of a session reads its head, one query and the recusals of who asks, however many files and members it has', async () => {
  const { city, sessionId, jurors } = await opened(3);
  const seen: string[] = [];
  city.ports.db.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        seen.push(commandName.replace('Command', ''));
        return next(args);
      },
    { step: 'initialize', name: 'count' },
  );
  await seenBy(city, jurors[0], sessionId);
  await sessionOf(city, sessionId);
  city.ports.db.middlewareStack.remove('count');
  // Each time the person's item, the session's head, everything that happens while it is held, and what the person is
  // recused from: of a juror also by the list of assignments.
  expect(seen.toSorted()).toEqual([...Array(4).fill('GetItem'), ...Array(5).fill('Query')]);
});
