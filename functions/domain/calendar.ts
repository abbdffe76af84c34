/** Days and clocks in Europe/Paris; functions run in UTC. Pure: every instant is passed in. */

/** Made when a day is first asked for: calendars and time zones take ten milliseconds of a cold start to load. */
let parisDate: Intl.DateTimeFormat | undefined;

/** The calendar day in Paris of an instant, `YYYY-MM-DD`. */
export const dayOf = (instant: string): string => {
  parisDate ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parisDate.format(new Date(instant));
};

const toUtc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const fromUtc = (date: Date): string => date.toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => {
  const date = toUtc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return fromUtc(date);
};

/** The same day of a later month, or that month's last day when it is shorter. */
export const addMonths = (day: string, months: number): string => {
  const date = toUtc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return fromUtc(date);
};

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / 86_400_000);

/** The last instant of a calendar day in Paris: until then, what is due on that day is in time. */
export const endOfDay = (day: string): string => {
  const midnight = toUtc(addDays(day, 1)).getTime();
  // Paris is one hour ahead of UTC in winter and two in summer: the later of the two that is still that day.
  const [winter = '', summer = ''] = [1, 2].map((ahead) => new Date(midnight - ahead * 3_600_000 - 1).toISOString());
  return dayOf(winter) === day ? winter : summer;
};
