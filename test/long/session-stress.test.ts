import { expect, test } from 'vitest';
import { loadFile } from '../../functions/store/applications.ts';
import { readEvents } from '../../functions/store/events.ts';
import { loadSession } from '../../functions/store/sessions.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { ballots } from '../../schemas/evaluation.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { mortal } from '../support/actors.ts';
import { expectWholeChain, faultsOf } from '../support/chain.ts';
import { type City, openCity, people } from '../support/city.ts';
import { scoredFile } from '../support/files.ts';
import type { Sent } from '../support/gateway.ts';
import { seeded } from '../support/ports.ts';
import { openSession, planSession, pointIn } from '../support/sessions.ts';

const FILES = 4;
const ACTS = 120;
const { staff } = people;

type Attempt = [OperationId, string, Sent];
type Chance = () => number;

const oneOf = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;

/** Something that one of two secretaries might do, at the state that was just read; the other may be faster. */
const secretarysAct = async (city: City, sessionId: string, chance: Chance): Promise<Attempt> => {
  const session = await city.ask('getSession', staff.id, { params: { sessionId } });
  const { applicationId, rev, outcome, notesRevision } = oneOf(chance, session.points);
  const params = { sessionId, applicationId };
  const step = oneOf(chance, [
    'hear',
    'hear',
    'reveal',
    'open-vote',
    'open-vote',
    'count',
    'count',
    'put-back',
  ] as const);
  const personId = oneOf(chance, session.members).personId;
  return oneOf<Attempt>(chance, [
    ['runPoint', staff.id, { params, body: { step, rev } }],
    ['runPoint', staff.id, { params, body: { step, rev } }],
    ['runPoint', staff.id, { params, body: { step, rev } }],
    ['saveNotes', staff.id, { params, body: { text: 'Le débat porte sur le budget.', revision: notesRevision } }],
    ['markPresence', staff.id, { params: { sessionId, personId }, body: { present: chance() < 0.8 } }],
    ['concludePoint', staff.id, { params, body: { opinion: outcome ?? 'favourable', withoutAmount: true, rev } }],
    ...(chance() < 0.1 ? ([['postponePoint', staff.id, { params, body: { rev } }]] satisfies Attempt[]) : []),
  ]);
};

/** What a member might do on a phone: say that there is no conflict, vote, or, seldom, step back. */
const membersAct = async (city: City, sessionId: string, memberId: string, chance: Chance): Promise<Attempt> => {
  const { points } = await city.ask('getJurySession', memberId, { params: { sessionId } });
  const point = oneOf(chance, points);
  if (point.standing === 'recused') return ['getJurySession', memberId, { params: { sessionId } }];
  const { applicationId } = point;
  if (chance() < 0.02)
    return ['recuse', memberId, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } }];
  if (point.standing === 'undeclared')
    return ['declareNoConflict', memberId, { params: { applicationId }, body: { confirm: true } }];
  const body = { ballot: oneOf(chance, ballots), round: Math.max(1, point.round) };
  return ['castVote', memberId, { params: { sessionId, applicationId }, body }];
};

test('two secretaries and six members at once, of whom some die half-way, leave one session, and every file in one place', async () => {
  const city = await openCity({ jurors: 6 });
  const sessionId = await planSession(city, city.jurors);
  const files: string[] = [];
  for (let index = 0; index < FILES; index++) {
    files.push(await scoredFile(city, index));
    await city.ask('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId: files.at(-1) } });
  }
  await openSession(city, sessionId, city.jurors);

  const statuses: Record<number, number> = {};
  const person = async (chance: Chance, attempt: (chance: Chance) => Promise<Attempt>) => {
    for (let act = 0; act < ACTS; act++) {
      const [id, who, sent] = await attempt(chance);
      const dies = chance() < 0.1;
      const own = dies ? mortal(city.ports, Math.floor(chance() * 6)) : city.ports;
      const { status } = await city.send(id, who, sent, own);
      if (!dies) statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const seed = Number(process.env.SEED ?? 1);
  await Promise.all([
    ...[1, 2].map((place) => person(seeded(seed + place), (chance) => secretarysAct(city, sessionId, chance))),
    ...city.jurors.map((id, place) =>
      person(seeded(seed + 10 + place), (chance) => membersAct(city, sessionId, id, chance)),
    ),
  ]);
  expect(statuses[500]).toBeUndefined();
  expect(statuses[200]).toBeGreaterThan(ACTS);

  const expectSound = async () => {
    const loaded = await loadSession(city.ports, sessionId);
    const table = loaded?.points.filter(({ state }) => ['open', 'voting', 'counted'].includes(state)) ?? [];
    expect(table.length).toBeLessThanOrEqual(1);
    for (const { applicationId, state, round, result } of loaded?.points ?? []) {
      const file = await loadFile(city.ports, applicationId);
      await expectWholeChain(city.ports, applicationId);
      const here = ['waiting', 'open', 'voting', 'counted'].includes(state);
      expect(file?.head.jury?.sessionId === sessionId).toBe(here);
      const { hearing } = file?.hearings.at(-1) ?? {};
      expect(hearing?.outcome).toBe(here ? undefined : state);
      expect(result?.evaluations).toBe(state === 'concluded' ? hearing?.votes.length : undefined);
      const voters = hearing?.votes.map(({ jurorId }) => jurorId) ?? [];
      expect(new Set(voters).size).toBe(voters.length);
      for (const vote of loaded?.votes ?? [])
        if (vote.applicationId === applicationId) expect(vote.round).toBeLessThanOrEqual(round);
      const recused = file?.head.recusals.map(({ jurorId }) => jurorId) ?? [];
      const out = loaded?.recusals.filter((entry) => entry.applicationId === applicationId) ?? [];
      expect(out.map(({ jurorId }) => jurorId).toSorted()).toEqual(recused.toSorted());
    }
    expect(faultsOf(await readEvents(city.ports, { type: 'session', id: sessionId }))).toEqual([]);
  };
  await expectSound();

  // Whoever comes to it next finds it where it was, ends it, and two who close it at once close it once.
  for (const applicationId of files) {
    const { state, rev } = await pointIn(city, sessionId, applicationId);
    if (['open', 'voting', 'counted'].includes(state))
      await city.ask('postponePoint', staff.id, { params: { sessionId, applicationId }, body: { rev } });
  }
  const close = () => city.send('closeSession', staff.id, { params: { sessionId }, body: {} });
  expect((await Promise.all([close(), close()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const events = await readEvents(city.ports, { type: 'session', id: sessionId });
  expect(events.filter(({ type }) => type === 'session.closed').length).toBe(1);
  for (const applicationId of files) {
    const { state } = (await loadFile(city.ports, applicationId))?.head ?? {};
    expect(['ready', 'deciding']).toContain(state);
  }
});
