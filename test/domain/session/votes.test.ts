import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { castVote } from '../../../functions/domain/session/cast-vote.ts';
import { outcomeOf, tallyOf } from '../../../functions/domain/session/count-votes.ts';
import { type Gathering, undeclaredNow, votersOf } from '../../../functions/domain/session/gathering.ts';
import { pointActionsFor, sessionActionsFor } from '../../../functions/domain/session/lifecycle.ts';
import { runPoint } from '../../../functions/domain/session/run-point.ts';
import { concludePoint, postponePoint } from '../../../functions/domain/session/settle-point.ts';
import { type Ballot, ballots, opinions } from '../../../schemas/evaluation.ts';
import { exampleCallId } from '../../../schemas/examples/call-lille.ts';
import type { Point, SessionCore } from '../../../schemas/session.ts';
import { anId } from '../../factories/application.ts';
import { runs } from '../../support/chance.ts';
import { refusalOf } from '../../support/refusal.ts';

const at = '2026-03-18T14:00:00.000Z';
const applicationId = anId('app', 1);

const aPoint = (change: Partial<Point> = {}): Point => ({
  applicationId,
  place: 1,
  number: 'ESS-2026-00001',
  title: 'Un atelier',
  organisationName: 'Les Ateliers du Canal',
  amountAskedCents: 1_000_000,
  stepId: 'committee-opinion',
  stepLabel: { fr: 'Avis', en: 'Opinion' },
  quorum: 2,
  scored: true,
  state: 'waiting',
  rev: 1,
  round: 0,
  ...change,
});

const aGathering = (members: number, point: Point, change: Partial<Gathering> = {}): Gathering => {
  const memberIds = Array.from({ length: members }, (_, index) => `j${index + 1}`);
  const session: SessionCore = {
    id: anId('ses', 1),
    version: 2,
    callId: exampleCallId,
    state: 'open',
    startsAt: at,
    memberIds,
    openedAt: at,
  };
  return {
    session,
    points: [point],
    presences: memberIds.map((personId) => ({ personId, present: true })),
    recusals: [],
    readers: memberIds.map((jurorId) => ({ applicationId, jurorId, at })),
    votes: [],
    remarks: [],
    ...change,
  };
};

const votesOf = (given: Ballot[], round = 1) =>
  given.map((ballot, index) => ({ applicationId, jurorId: `j${index + 1}`, round, ballot, at }));
const counted = (given: Ballot[], change: Partial<Point> = {}) => {
  const point = aPoint({ state: 'counted', round: 1, voterIds: given.map((_, index) => `j${index + 1}`), ...change });
  return { point, gathering: aGathering(given.length, point, { votes: votesOf(given) }) };
};

describe('the votes', () => {
  test.each<[Ballot[], Ballot | undefined]>([
    [['favourable', 'favourable', 'unfavourable'], 'favourable'],
    [['favourable', 'reserved'], 'reserved'],
    [['favourable', 'reserved', 'unfavourable'], 'unfavourable'],
    [['favourable', 'favourable', 'reserved', 'reserved', 'unfavourable'], 'reserved'],
    [['deferred', 'favourable'], 'favourable'],
    [['deferred', 'deferred', 'favourable', 'favourable'], 'favourable'],
    [['deferred', 'deferred', 'favourable'], 'deferred'],
    [['deferred'], 'deferred'],
    [[], undefined],
  ])('%o come to %s: most votes, the more cautious on a tie, a postponement only when it leads', (given, outcome) => {
    expect(outcomeOf(tallyOf(given.map((ballot) => ({ ballot }))))).toBe(outcome);
  });

  test('come to what most of them say, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ballots), { minLength: 1, maxLength: 40 }), (given) => {
        const tally = tallyOf(given.map((ballot) => ({ ballot })));
        const outcome = outcomeOf(tally) as Ballot;
        expect(Object.values(tally).reduce((sum, count) => sum + count, 0)).toBe(given.length);
        for (const opinion of opinions) expect(tally[outcome]).toBeGreaterThanOrEqual(tally[opinion]);
        if (outcome === 'deferred')
          for (const opinion of opinions) expect(tally.deferred).toBeGreaterThan(tally[opinion]);
        expect(outcomeOf(tallyOf(given.toReversed().map((ballot) => ({ ballot }))))).toBe(outcome);
      }),
      { numRuns: runs(300) },
    );
  });

  test('count once for a member who changed them, and not for one who was recused meanwhile', () => {
    const { point, gathering } = counted(['favourable', 'favourable', 'unfavourable']);
    const recusals = [{ applicationId, jurorId: 'j1', at }];
    const after = { ...gathering, recusals };
    expect(votersOf(after, point)).toEqual(['j2', 'j3']);
    const { result, hearing } = concludePoint({
      gathering: after,
      point,
      opinion: 'unfavourable',
      rev: point.rev,
      at,
    });
    expect([result.evaluations, result.opinion]).toEqual([2, 'unfavourable']);
    expect(hearing.votes.map(({ jurorId }) => jurorId)).toEqual(['j2', 'j3']);
  });
});

describe('the quorum of a file', () => {
  test.each([
    [1, false],
    [2, true],
    [3, true],
  ])('of two, with %i who can vote, lets a vote be held: %s', (present, held) => {
    const point = aPoint({ state: 'open' });
    const gathering = aGathering(present, point);
    expect(pointActionsFor(gathering, point).includes('open-vote')).toBe(held);
    const open = () => runPoint({ gathering, point, step: 'open-vote', rev: 1 });
    expect(refusalOf(open)).toEqual(held ? undefined : { kind: 'conflict', code: 'quorum-missing' });
  });

  test('counts nobody who has not said yet whether a conflict of interest stands in the way', () => {
    const point = aPoint({ state: 'open' });
    const gathering = aGathering(3, point, { readers: [{ applicationId, jurorId: 'j2', at }] });
    expect([votersOf(gathering, point), undeclaredNow(gathering, applicationId)]).toEqual([['j2'], ['j1', 'j3']]);
    expect(refusalOf(() => runPoint({ gathering, point, step: 'open-vote', rev: 1 }))?.code).toBe('quorum-missing');
  });

  test('that a recusal breaks after the count keeps the opinion back, and leaves the postponement', () => {
    const { point, gathering } = counted(['favourable', 'favourable']);
    const broken = { ...gathering, recusals: [{ applicationId, jurorId: 'j2', at }] };
    expect(
      refusalOf(() =>
        concludePoint({ gathering: broken, point, opinion: 'favourable', withoutAmount: true, rev: 1, at }),
      ),
    ).toEqual({
      kind: 'conflict',
      code: 'quorum-missing',
    });
    expect(postponePoint({ gathering: broken, point, rev: 1, at }).point.state).toBe('postponed');
  });

  test('that held when the votes were counted holds when a member has left since', () => {
    const { point, gathering } = counted(['favourable', 'favourable']);
    const left = { ...gathering, presences: gathering.presences.map((entry) => ({ ...entry, present: false })) };
    expect(
      concludePoint({ gathering: left, point, opinion: 'favourable', withoutAmount: true, rev: 1, at }).result.opinion,
    ).toBe('favourable');
  });
});

describe('a vote', () => {
  const point = aPoint({ state: 'voting', round: 2 });
  const gathering = aGathering(3, point);
  const cast = (change: Partial<Parameters<typeof castVote>[0]> = {}) =>
    castVote({ gathering, applicationId, jurorId: 'j1', ballot: 'favourable', round: 2, at, ...change });

  test('is taken in its round, from a member who is present, has declared and is not recused', () => {
    expect(cast()).toEqual({ applicationId, jurorId: 'j1', round: 2, ballot: 'favourable', at });
    expect(refusalOf(() => cast({ round: 1 }))).toEqual({ kind: 'conflict', code: 'vote-closed' });
    expect(refusalOf(() => cast({ applicationId: anId('app', 9) }))?.kind).toBe('not-found');
    const gone = { ...gathering, presences: gathering.presences.map((entry) => ({ ...entry, present: false })) };
    expect(refusalOf(() => cast({ gathering: gone }))).toEqual({ kind: 'conflict', code: 'not-present' });
    const silent = { ...gathering, readers: gathering.readers.filter(({ jurorId }) => jurorId !== 'j1') };
    expect(refusalOf(() => cast({ gathering: silent }))).toEqual({ kind: 'forbidden', code: 'declaration-needed' });
    const recused = { ...gathering, recusals: [{ applicationId, jurorId: 'j1', at }] };
    expect(refusalOf(() => cast({ gathering: recused }))).toEqual({ kind: 'forbidden', code: 'recused' });
    const over = { ...gathering, points: [aPoint({ state: 'counted', round: 2 })] };
    expect(refusalOf(() => cast({ gathering: over }))).toEqual({ kind: 'conflict', code: 'vote-closed' });
  });
});

describe('an opinion', () => {
  const conclude = (given: Ballot[], change: Partial<Parameters<typeof concludePoint>[0]> = {}) => {
    const { point, gathering } = counted(given);
    return concludePoint({ gathering, point, opinion: 'favourable', withoutAmount: true, rev: 1, at, ...change });
  };
  const named = { withoutAmount: undefined };
  test('is the one that the votes came to, with at most what was asked', () => {
    expect(conclude(['favourable', 'favourable'], { ...named, proposedCents: 1_000_000 }).result).toEqual({
      stepId: 'committee-opinion',
      closedAt: at,
      evaluations: 2,
      quorum: 2,
      opinion: 'favourable',
      tally: { favourable: 2, reserved: 0, unfavourable: 0, deferred: 0 },
      proposedCents: 1_000_000,
    });
    const fault = (rule: string) => ({
      kind: 'invalid',
      code: 'invalid',
      fields: [`proposedCents: fields.proposedCents.${rule}`],
    });
    expect(refusalOf(() => conclude(['favourable', 'favourable'], { ...named, proposedCents: 1_000_001 }))).toEqual(
      fault('above-asked'),
    );
    expect(
      refusalOf(() => conclude(['unfavourable', 'unfavourable'], { opinion: 'unfavourable', proposedCents: 1 })),
    ).toEqual(fault('unfavourable'));
    // In favour it names an amount, or says that there is none; never both, never neither.
    for (const opinion of ['favourable', 'reserved'] as const) {
      const votes = [opinion, opinion];
      expect(refusalOf(() => conclude(votes, { opinion, ...named }))).toEqual(fault('ask'));
      expect(refusalOf(() => conclude(votes, { opinion, ...named, proposedCents: 0 }))).toEqual(fault('ask'));
      expect(refusalOf(() => conclude(votes, { opinion, proposedCents: 1 }))).toEqual(fault('without'));
      expect(conclude(votes, { opinion }).result.proposedCents).toBeUndefined();
    }
    expect(conclude(['unfavourable', 'unfavourable'], { opinion: 'unfavourable', ...named }).result.opinion).toBe(
      'unfavourable',
    );
    expect(refusalOf(() => conclude(['reserved', 'reserved']))?.code).toBe('session-moved');
    expect(refusalOf(() => conclude(['deferred', 'deferred']))?.code).toBe('vote-defers');
    expect(refusalOf(() => conclude(['favourable', 'favourable'], { rev: 2 }))?.code).toBe('session-moved');
  });
});

describe('an opinion on fewer votes than the quorum', () => {
  /** Three could vote, and one did; two are the quorum. */
  const few = () => {
    const point = aPoint({ state: 'counted', round: 1, voterIds: ['j1', 'j2', 'j3'] });
    return { point, gathering: aGathering(3, point, { votes: votesOf(['favourable']) }), rev: 1, at };
  };

  test('is given once it is confirmed in so many words, and says so wherever it is kept', () => {
    expect(refusalOf(() => concludePoint({ ...few(), opinion: 'favourable' }))).toEqual({
      kind: 'conflict',
      code: 'votes-below-quorum',
    });
    const { point, result, hearing } = concludePoint({
      ...few(),
      opinion: 'favourable',
      withoutAmount: true,
      belowQuorum: true,
    });
    expect([result.evaluations, result.quorum, result.belowQuorum, hearing.belowQuorum]).toEqual([1, 2, true, true]);
    expect(point.abstainedIds).toEqual(['j2', 'j3']);
  });

  test('is said of no other, whatever was confirmed', () => {
    const { point, gathering } = counted(['favourable', 'favourable']);
    const { result, hearing } = concludePoint({
      gathering,
      point,
      opinion: 'favourable',
      withoutAmount: true,
      belowQuorum: true,
      rev: 1,
      at,
    });
    expect([result.belowQuorum, hearing.belowQuorum]).toEqual([undefined, undefined]);
  });

  test('is asked to be confirmed when a vote leaves with who is recused', () => {
    const { point, gathering } = counted(['favourable', 'favourable']);
    const one = { ...point, voterIds: ['j1', 'j2', 'j3'] };
    const after = { ...gathering, points: [one], recusals: [{ applicationId, jurorId: 'j2', at }] };
    const conclude = () => concludePoint({ gathering: after, point: one, opinion: 'favourable', rev: 1, at });
    expect(refusalOf(conclude)?.code).toBe('votes-below-quorum');
  });

  test('is none when the file is put off, which keeps who could vote', () => {
    const { point } = postponePoint(few());
    expect([point.state, point.voterIds, point.abstainedIds]).toEqual(['postponed', ['j1', 'j2', 'j3'], ['j2', 'j3']]);
    const voting = aPoint({ state: 'voting', round: 1 });
    const gathering = aGathering(3, voting, { votes: votesOf(['favourable']) });
    const uncounted = postponePoint({ gathering, point: voting, rev: 1, at }).point;
    expect([uncounted.voterIds, uncounted.abstainedIds]).toEqual([['j1', 'j2', 'j3'], undefined]);
  });
});

test('whatever the secretary does in whatever order, one file at most is on the table and no revision is used twice', () => {
  const steps = ['hear', 'put-back', 'reveal', 'open-vote', 'count'] as const;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...steps)), { maxLength: 30 }), (acts) => {
      let points = [1, 2, 3].map((count) => aPoint({ applicationId: anId('app', count), place: count }));
      for (const [index, step] of acts) {
        const point = points[index] as Point;
        const gathering = aGathering(3, point, { points });
        const offered = pointActionsFor(gathering, point).includes(step);
        const run = () => runPoint({ gathering, point, step, rev: point.rev, scores: { marks: [], criteria: [] } });
        expect(refusalOf(run) === undefined).toBe(offered);
        if (!offered) continue;
        const next = run();
        expect(next.rev).toBe(point.rev + 1);
        points = points.map((each, place) => (place === index ? next : each));
        expect(points.filter(({ state }) => ['open', 'voting', 'counted'].includes(state)).length).toBeLessThanOrEqual(
          1,
        );
        const can = sessionActionsFor(aGathering(3, next, { points }));
        expect(can.includes('close')).toBe(points.every(({ state }) => state === 'waiting'));
      }
    }),
    { numRuns: runs(200) },
  );
});
