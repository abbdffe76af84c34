/** Day and time of an instant in Paris, as fields hold them: `2026-03-09`, `14:30`. */
export const parisFields = (instant: string): { day: string; time: string } => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  const [day = '', time = ''] = parts.split(' ');
  return { day, time };
};

/** The instant of a day and time in Paris, or nothing when they are none. */
export const parisInstant = (day: string, time: string): string | undefined => {
  const guess = new Date(`${day}T${time}:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time) || Number.isNaN(guess.getTime())) return undefined;
  // Paris is one hour ahead of UTC in winter and two in summer: the one that reads back as typed.
  const hour = 3_600_000;
  const found = [1, 2].map((ahead) => new Date(guess.getTime() - ahead * hour).toISOString());
  return found.find((instant) => {
    const read = parisFields(instant);
    return read.day === day && read.time === time;
  });
};
