/** Public holidays of France: Code du travail, art. L3133-1. Those of single departments and overseas are not among them. */
export type Holiday =
  | 'new-year'
  | 'easter-monday'
  | 'labour-day'
  | 'victory-1945'
  | 'ascension'
  | 'whit-monday'
  | 'national-day'
  | 'assumption'
  | 'all-saints'
  | 'armistice-1918'
  | 'christmas';

const fixed: Readonly<Record<string, Holiday>> = {
  '01-01': 'new-year',
  '05-01': 'labour-day',
  '05-08': 'victory-1945',
  '07-14': 'national-day',
  '08-15': 'assumption',
  '11-01': 'all-saints',
  '11-11': 'armistice-1918',
  '12-25': 'christmas',
};

/** Days from Easter Sunday. */
const movable: Readonly<Record<number, Holiday>> = { 1: 'easter-monday', 39: 'ascension', 50: 'whit-monday' };

/** Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones and Butcher. */
const easterOf = (year: number): number => {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const d = Math.floor((8 * century + 13) / 25);
  const moon = (19 * a + century - Math.floor(century / 4) - d + 15) % 30;
  const late = Math.floor((a + 11 * moon) / 319);
  const week = (2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - (ofCentury % 4) - moon + late + 32) % 7;
  const month = Math.floor((moon - late + week + 90) / 25);
  return Date.UTC(year, month - 1, (moon - late + week + month + 19) % 32);
};

/** The public holiday that a day is, `2026-12-25`, if any. */
export const holidayOn = (day: string): Holiday | undefined => {
  const fromEaster = Math.round((Date.parse(day) - easterOf(Number(day.slice(0, 4)))) / 86_400_000);
  return fixed[day.slice(5)] ?? movable[fromEaster];
};

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());
