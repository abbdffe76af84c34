import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, endOfDay } from '../../functions/domain/calendar.ts';
import { quarterOf, quarterPlus } from '../../schemas/monitoring.ts';

test.each([
  ['2026-01-14T22:59:59.999Z', '2026-01-14', 'the last instant of a winter day'],
  ['2026-01-14T23:00:00.000Z', '2026-01-15', 'midnight in winter is 23:00 UTC'],
  ['2026-01-14T23:30:00.000Z', '2026-01-15', '23:30 UTC is the next day in Paris'],
  ['2026-07-14T21:59:59.999Z', '2026-07-14', 'the last instant of a summer day'],
  ['2026-07-14T22:00:00.000Z', '2026-07-15', 'midnight in summer is 22:00 UTC'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01', 'the year begins an hour before UTC'],
  ['2026-03-29T00:59:59.000Z', '2026-03-29', 'just before the clocks go forward'],
  ['2026-03-29T22:00:00.000Z', '2026-03-30', 'midnight after the clocks went forward'],
  ['2026-10-25T22:30:00.000Z', '2026-10-25', 'the long day has 25 hours'],
  ['2026-10-25T23:00:00.000Z', '2026-10-26', 'midnight after the clocks went back'],
  ['2028-02-28T23:00:00.000Z', '2028-02-29', 'a leap day'],
])('%s is %s in Paris: %s', (instant, day) => {
  expect(dayOf(instant)).toBe(day);
});

test.each([
  ['2026-03-18', 2, '2026-05-18'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-02-28', 12, '2027-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-10-31', 4, '2027-02-28'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days is %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
});

const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const dayText = days.map((date) => date.toISOString().slice(0, 10));

test('counting days and adding them are each other’s inverse', () => {
  fc.assert(
    fc.property(dayText, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
      expect(daysBetween(day, addDays(day, count))).toBe(count);
    }),
  );
});

test('months later is the same day, or the last of a shorter month', () => {
  fc.assert(
    fc.property(dayText, fc.integer({ min: 1, max: 24 }), (day, months) => {
      const later = addMonths(day, months);
      const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
      expect(Number(later.slice(0, 4)) * 12 + Number(later.slice(5, 7)) - 1).toBe(index);
      const isLast = addDays(later, 1).slice(8) === '01';
      expect(later.slice(8) === day.slice(8) || (isLast && later.slice(8) < day.slice(8))).toBe(true);
    }),
  );
});

test.each([
  ['2026-01-14', '2026-01-14T22:59:59.999Z'],
  ['2026-07-14', '2026-07-14T21:59:59.999Z'],
  ['2026-03-28', '2026-03-28T22:59:59.999Z'],
  ['2026-03-29', '2026-03-29T21:59:59.999Z'],
  ['2026-10-24', '2026-10-24T21:59:59.999Z'],
  ['2026-10-25', '2026-10-25T22:59:59.999Z'],
  ['2026-12-31', '2026-12-31T22:59:59.999Z'],
])('%s ends at %s', (day, instant) => {
  expect(endOfDay(day)).toBe(instant);
});

test('a day ends one millisecond before the next begins', () => {
  fc.assert(
    fc.property(dayText, (day) => {
      const next = new Date(new Date(endOfDay(day)).getTime() + 1).toISOString();
      expect([dayOf(endOfDay(day)), dayOf(next)]).toEqual([day, addDays(day, 1)]);
    }),
  );
});

test.each([
  ['2026-01-01', '2026-Q1'],
  ['2026-03-31', '2026-Q1'],
  ['2026-04-01', '2026-Q2'],
  ['2026-06-30', '2026-Q2'],
  ['2026-07-01', '2026-Q3'],
  ['2026-09-30', '2026-Q3'],
  ['2026-10-01', '2026-Q4'],
  ['2026-12-31', '2026-Q4'],
])('%s is in %s', (day, quarter) => {
  expect(quarterOf(day)).toBe(quarter);
});

test('quarters go on over the end of a year, both ways', () => {
  expect([
    quarterPlus('2026-Q4', 1),
    quarterPlus('2026-Q1', -1),
    quarterPlus('2026-Q3', 6),
    quarterPlus('2026-Q3', -7),
  ]).toEqual(['2027-Q1', '2025-Q4', '2028-Q1', '2024-Q4']);
});
