import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import {
  escalatedDays,
  isReminderDay,
  isReminderHour,
  jurorDigest,
  type Standing,
  staffDigest,
} from '../../functions/domain/digest.ts';
import { aCall } from '../factories/call.ts';

describe('a reminder leaves', () => {
  test.each([
    ['2026-01-12T05:59:00.000Z', false],
    ['2026-01-12T06:00:00.000Z', true],
    ['2026-01-12T10:59:59.999Z', true],
    ['2026-01-12T11:00:00.000Z', false],
    // In summer the same hours of Paris are an hour earlier.
    ['2026-07-13T04:59:00.000Z', false],
    ['2026-07-13T05:00:00.000Z', true],
    ['2026-07-13T09:59:00.000Z', true],
    ['2026-07-13T10:00:00.000Z', false],
    // The day that has 23 hours, and the one that has 25.
    ['2026-03-29T05:00:00.000Z', true],
    ['2026-10-25T06:00:00.000Z', true],
    ['2026-10-25T05:59:00.000Z', false],
  ])('in the morning of Paris: %s is %s', (at, is) => expect(isReminderHour(at)).toBe(is));

  test.each([
    ['daily', '2026-11-23', true],
    ['daily', '2026-11-24', true],
    ['weekly', '2026-11-23', true],
    ['weekly', '2026-11-22', false],
    ['weekly', '2026-11-24', false],
    ['none', '2026-11-23', false],
  ] as const)('as chosen: %s on %s is %s', (choice, day, is) => expect(isReminderDay(choice, day)).toBe(is));
});

const work = (dueAt: string, remindsOn?: string) => ({ dueAt, ...(remindsOn && { remindsOn }) });

describe('a juror is told', () => {
  const dueAt = '2026-11-27T15:00:00.000Z';
  const told = (at: string, remindsOn?: string) => {
    const digest = jurorDigest([work(dueAt, remindsOn)], 'daily', at);
    return digest && (digest.late.length > 0 ? 'late' : 'soon');
  };

  test.each([
    ['2026-11-21T22:59:59.999Z', undefined],
    // Midnight in Paris, the 22nd.
    ['2026-11-21T23:00:00.000Z', 'soon'],
    ['2026-11-27T15:00:00.000Z', 'soon'],
    ['2026-11-27T15:00:00.001Z', 'late'],
    ['2027-02-01T08:00:00.000Z', 'late'],
  ])('from the day that the step reminds on, and as long as it is late: at %s it is %s', (at, is) =>
    expect(told(at, '2026-11-22')).toBe(is),
  );

  test('nothing beforehand at a step that reminds nobody, and of what is late all the same', () => {
    expect(told('2026-11-27T10:00:00.000Z')).toBeUndefined();
    expect(told('2026-11-28T10:00:00.000Z')).toBe('late');
  });

  test('on Mondays of what comes up before the next one, if that was chosen', () => {
    const monday = '2026-11-23T07:00:00.000Z';
    const at = (remindsOn: string) => jurorDigest([work('2026-12-10T15:00:00.000Z', remindsOn)], 'weekly', monday);
    expect(at('2026-11-29')?.soon.length).toBe(1);
    expect(at('2026-11-30')).toBeUndefined();
  });

  test('of a session beforehand alone: nobody is late with what all do together', () => {
    const session = { ...work(dueAt, '2026-11-22'), sessionId: 'ses_1' };
    const other = work(dueAt, '2026-11-22');
    const told = (at: string, ...all: (typeof session | typeof other)[]) => jurorDigest(all, 'daily', at);
    expect(told('2026-11-21T08:00:00.000Z', session)).toBeUndefined();
    expect(told('2026-11-22T08:00:00.000Z', session, other)).toEqual({ late: [], soon: [other], heard: [session] });
    expect(told('2026-11-28T08:00:00.000Z', session)).toBeUndefined();
    expect(told('2026-11-28T08:00:00.000Z', session, other)).toEqual({ late: [other], soon: [], heard: [] });
  });

  test('each file once, the most urgent first, and never without a file', () => {
    const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays('2026-11-23', days));
    const arbitrary = fc.array(
      fc.record({
        dueAt: day.map((due) => `${due}T12:00:00.000Z`),
        remindsOn: fc.option(day, { nil: undefined }),
        sessionId: fc.option(fc.constantFrom('ses_1', 'ses_2'), { nil: undefined }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom('daily' as const, 'weekly' as const, 'none' as const),
        day,
        (all, choice, today) => {
          const at = `${today}T08:00:00.000Z`;
          const digest = jurorDigest(all, choice, at);
          if (!digest) return;
          const files = [...digest.late, ...digest.soon];
          expect(files.length + digest.heard.length).toBeGreaterThan(0);
          expect(files.some(({ sessionId }) => sessionId !== undefined)).toBe(false);
          expect(digest.heard.every(({ sessionId, dueAt }) => sessionId !== undefined && dueAt >= at)).toBe(true);
          expect(new Set(files).size).toBe(files.length);
          expect(files).toEqual(files.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)));
          expect(isReminderDay(choice, dayOf(at))).toBe(true);
        },
      ),
    );
  });
});

describe('staff are told', () => {
  const call = aCall();
  const at = '2026-11-24T08:00:00.000Z';
  const file = (change: Partial<Standing>): Standing => ({
    id: 'app_00000000000000000000000001',
    state: 'checking',
    stepId: 'completeness',
    updatedAt: '2026-11-24T08:00:00.000Z',
    ...change,
  });
  const jury = (dueAt: string, jurors = 3, quorum = 2) => ({
    stepId: 'evaluation',
    openedAt: '2026-10-01T08:00:00.000Z',
    dueAt,
    jurorIds: Array.from({ length: jurors }, (_, index) => `juror-${index}`),
    wanted: 3,
    quorum,
  });
  const told = (one: Standing) => staffDigest([{ file: one, call }], 14, 'daily', at);

  test.each([
    ['2026-11-16T23:30:00.000Z', undefined],
    ['2026-11-16T22:30:00.000Z', 8],
    ['2026-11-15T22:30:00.000Z', 9],
  ])('when a step of the jury is late by more than the call allows (7 days): due %s is %s', (dueAt, days) => {
    const standing = file({ state: 'evaluating', stepId: 'evaluation', jury: jury(dueAt) });
    expect(escalatedDays(standing, call, '2026-11-24')).toBe(days);
    expect(told(standing)?.late.map((late) => late.days)).toEqual(days === undefined ? undefined : [days]);
  });

  test('when a session was to hear a file and has come to nothing, from the days after that the call allows', () => {
    const heard = (dueAt: string) =>
      file({
        state: 'deliberating',
        stepId: 'committee-opinion',
        jury: { ...jury(dueAt), stepId: 'committee-opinion' },
      });
    expect(told(heard('2026-11-16T12:00:00.000Z'))?.late.map(({ days }) => days)).toEqual([8]);
    expect(told(heard('2026-11-17T12:00:00.000Z'))).toBeUndefined();
    expect(told(heard('2026-12-17T12:00:00.000Z'))).toBeUndefined();
  });

  test('when a check waits for longer than its delay (15 days) and what the call allows', () => {
    expect(escalatedDays(file({ updatedAt: '2026-11-02T08:00:00.000Z' }), call, '2026-11-24')).toBeUndefined();
    expect(escalatedDays(file({ updatedAt: '2026-11-01T08:00:00.000Z' }), call, '2026-11-24')).toBe(8);
    expect(
      escalatedDays(file({ state: 'complements', updatedAt: '2026-01-01T08:00:00.000Z' }), call, '2026-11-24'),
    ).toBeUndefined();
  });

  test('when a quorum is out of reach, and of clocks from two weeks before', () => {
    const far = '2026-12-20T08:00:00.000Z';
    expect(told(file({ state: 'evaluating', stepId: 'evaluation', jury: jury(far, 1) }))?.outOfReach.length).toBe(1);
    expect(told(file({ state: 'evaluating', stepId: 'evaluation', jury: jury(far, 2) }))).toBeUndefined();
    expect(told(file({ silenceRejectsOn: '2026-12-09' }))).toBeUndefined();
    expect(told(file({ silenceRejectsOn: '2026-12-08' }))?.clocks.map(({ on }) => on)).toEqual(['2026-12-08']);
    expect(told(file({ silenceRejectsOn: '2026-11-01' }))?.clocks.length).toBe(1);
  });

  test('nothing on another day than the chosen one', () => {
    expect(staffDigest([{ file: file({ silenceRejectsOn: '2026-11-25' }), call }], 14, 'weekly', at)).toBeUndefined();
  });
});
