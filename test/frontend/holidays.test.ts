import { expect, test } from 'vitest';
import { holidayOn, isWeekend } from '../../frontend/holidays.ts';

const daysOf = (year: number): string[] =>
  Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)).filter(
    (day) => day.startsWith(String(year)),
  );

test('The public holidays of 2026 are those that the ministry publishes', () => {
  expect(daysOf(2026).flatMap((day) => holidayOn(day) ?? [])).toHaveLength(11);
  expect(Object.fromEntries(daysOf(2026).flatMap((day) => (holidayOn(day) ? [[day, holidayOn(day)]] : [])))).toEqual({
    '2026-01-01': 'new-year',
    '2026-04-06': 'easter-monday',
    '2026-05-01': 'labour-day',
    '2026-05-08': 'victory-1945',
    '2026-05-14': 'ascension',
    '2026-05-25': 'whit-monday',
    '2026-07-14': 'national-day',
    '2026-08-15': 'assumption',
    '2026-11-01': 'all-saints',
    '2026-11-11': 'armistice-1918',
    '2026-12-25': 'christmas',
  });
});

test.each([
  '2008-03-24',
  '2011-04-25',
  '2019-04-22',
  '2024-04-01',
  '2025-04-21',
  '2027-03-29',
  '2038-04-26',
  '2076-04-20',
])('Easter Monday falls on %s', (day) => {
  expect(holidayOn(day)).toBe('easter-monday');
  expect(daysOf(Number(day.slice(0, 4))).filter((other) => holidayOn(other) === 'easter-monday')).toEqual([day]);
});

test('Saturdays and Sundays are weekend', () => {
  expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(isWeekend)).toEqual([false, true, true, false]);
});
