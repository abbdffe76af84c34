const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** The day of an instant in Paris, today unless given: `2026-03-09`. */
export const today = (at: Date = new Date()): string => days.format(at);
