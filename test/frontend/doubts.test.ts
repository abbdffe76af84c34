import { expect, test } from 'vitest';
import {
  beganBefore,
  besideGrant,
  isCloseToSilence,
  isOddHour,
  oddAnnouncement,
  oddDecisionDay,
  oddEnd,
  oddSessionDay,
  oddStart,
} from '../../frontend/doubts.ts';

const today = '2026-11-30';
const rules = (oddities: { rule: string }[]) => oddities.map(({ rule }) => rule);

test.each([
  ['2026-12-10', []],
  ['2026-12-25', ['holiday']],
  ['2027-03-28', ['weekend']],
  ['2027-03-29', ['holiday']],
  ['2027-11-30', []],
  ['2027-12-01', ['session-far']],
  ['2027-12-25', ['holiday', 'session-far']],
  ['2026-11-29', []],
  ['9999-12-25', []],
  ['0202-12-25', []],
  ['', []],
  [undefined, []],
])('A session on %s: %j', (day, odd) => {
  expect(rules(oddSessionDay(day, today))).toEqual(odd);
});

test('A session is asked about when it leaves less than a week before silence refuses a file of its agenda', () => {
  expect(oddSessionDay('2026-12-10', today, ['2026-12-11', '2026-12-16', '2026-12-17', '2026-12-01'])).toEqual([
    { rule: 'session-silence', count: 3 },
  ]);
  expect(
    ['2026-12-09', '2026-12-10', '2026-12-11', '2026-12-30'].map((day) => isCloseToSilence(day, '2026-12-17')),
  ).toEqual([false, false, true, true]);
});

test('Hours at which hardly any session begins are odd', () => {
  expect(['02:00', '07:59', '08:00', '14:30', '19:59', '20:00', '', undefined].map(isOddHour)).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

test.each([
  ['2026-11-29', ['start-past']],
  ['2026-11-30', ['start-before-decision']],
  ['2027-01-29', ['start-before-decision']],
  ['2027-01-30', []],
  ['2028-11-30', []],
  ['2028-12-01', ['start-far']],
  ['0001-01-01', []],
])('A project that begins on %s: %j', (day, odd) => {
  expect(rules(oddStart(day, today, 2))).toEqual(odd);
});

test.each([
  ['2026-11-29', '2026-01-01', ['end-past']],
  ['2027-06-01', '2027-01-01', []],
  ['2032-01-01', '2027-01-01', []],
  ['2032-01-02', '2027-01-01', ['end-far']],
  ['2026-01-01', '2027-01-01', []],
  ['2027-06-01', undefined, []],
])('A project that ends on %s, begun on %s: %j', (day, start, odd) => {
  expect(rules(oddEnd(day, start, today))).toEqual(odd);
});

test.each([
  ['2026-12-15', []],
  ['2026-11-30', ['announce-past']],
  ['2026-11-20', ['announce-past']],
  ['2027-05-30', []],
  ['2027-05-31', ['announce-far']],
  ['2036-11-30', ['announce-far']],
  ['2026-11-01', []],
  ['', []],
])('An announcement on %s of what was decided on the 15th: %j', (day, odd) => {
  expect(rules(oddAnnouncement(day, '2026-11-15', today))).toEqual(odd);
});

test('A decision of more than six months ago is odd', () => {
  expect(['2026-11-30', '2026-05-30', '2026-05-29', ''].map((day) => rules(oddDecisionDay(day, today)))).toEqual([
    [],
    [],
    ['decided-long-ago'],
    [],
  ]);
});

test('A grant stands beside what the jury proposed, or else what was asked for', () => {
  expect([besideGrant(500, 300), besideGrant(500, undefined), besideGrant(500, 0)]).toEqual([
    { kind: 'proposed', cents: 300 },
    { kind: 'asked', cents: 500 },
    { kind: 'asked', cents: 500 },
  ]);
});

test.each([
  ['2026-11-29', '2026-11-30', true],
  ['2026-11-30', '2026-11-30', false],
  ['2026-12-01', '2026-11-30', false],
  // It was decided before it began, and is recorded after.
  ['2026-11-20', '2026-11-16', false],
  ['2026-11-29', '', true],
  ['', '2026-11-30', false],
  ['0202-11-29', '2026-11-30', false],
])('A project that begins on %s and is decided on %j began before: %s', (startsOn, decidedOn, began) => {
  const eligibility = [{ kind: 'max-amount' }, { kind: 'not-started' }];
  expect(beganBefore(startsOn, decidedOn, { today, eligibility })).toBe(began);
  // Where the call supports what has begun nothing is asked.
  expect(beganBefore(startsOn, decidedOn, { today, eligibility: eligibility.slice(0, 1) })).toBe(false);
});
