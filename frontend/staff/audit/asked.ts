import { today } from '../../today.ts';

/** What is asked of the audit: it stands in the address, so that it can be kept and sent on. */
export interface Asked {
  personId?: string | undefined;
  number?: string | undefined;
  from: string;
  to: string;
}

/** Days that are shown unless others are asked for, today among them. */
const USUAL_DAYS = 7;

const isDay = (value: string | null): value is string => /^\d{4}-\d{2}-\d{2}$/.test(value ?? '');

const daysBefore = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
};

/** What an address asks for; what it does not say, or says wrongly, is the usual. */
export const readAsked = (search: string, now: Date): Asked => {
  const given = new URLSearchParams(search);
  const [from, to] = [given.get('from'), given.get('to')];
  const end = isDay(to) ? to : today(now);
  return {
    personId: given.get('person') || undefined,
    number: given.get('number') || undefined,
    from: isDay(from) ? from : daysBefore(end, USUAL_DAYS - 1),
    to: end,
  };
};

export const addressOf = ({ personId, number, from, to }: Asked): string =>
  `/staff/audit?${new URLSearchParams({
    ...(personId && { person: personId }),
    ...(number && { number }),
    from,
    to,
  }).toString()}`;
