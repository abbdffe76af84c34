const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** The day of an instant in Paris, today unless given: `2026-03-09`. */
export const today = (at: Date = new Date()): string => days.format(at);

/** Whole days from today in Paris to a calendar day; negative when it is past. */
export const daysUntil = (day: string): number =>
  Math.round((new Date(day).getTime() - new Date(today()).getTime()) / 86_400_000);
