import { useTranslation } from 'react-i18next';
import { farFrom } from '../schemas/far-amount.ts';
import type { Language } from '../schemas/fields.ts';
import { isDay, isInReach } from '../schemas/fields.ts';
import type { Doubt } from './components/doubts.tsx';
import { useFormats } from './format.ts';
import { type Holiday, holidayOn, isWeekend } from './holidays.ts';

/**
 * What is odd about days and amounts, and may be right. These rules refuse nothing: pages ask about what they find. What the
 * rules of a field refuse already is no oddity as well.
 */

/** A day's oddity, by the name of its sentence; `count` and `holiday` are what the sentence speaks of beside the day. */
export type DayOddity =
  | { rule: 'holiday'; holiday: Holiday }
  | { rule: 'session-silence' | 'start-before-decision'; count: number }
  | {
      rule:
        | 'weekend'
        | 'session-far'
        | 'start-past'
        | 'start-far'
        | 'end-past'
        | 'end-far'
        | 'announce-past'
        | 'announce-far'
        | 'decided-long-ago';
    };

/** A day so many months later; of a month that is shorter, its last day or the first ones after it: close enough to ask. */
const monthsFrom = (day: string, months: number): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10);
};
/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** A day that can be held against others: no half-typed one, and none that is refused for its year. */
const asDay = (value: unknown): string | undefined =>
  isDay(value) && isInReach(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

const found = (...oddities: (DayOddity | false | undefined)[]): DayOddity[] =>
  oddities.filter((oddity) => typeof oddity === 'object');

/** An opinion this close to the day on which silence refuses leaves hardly any time for the decision. */
export const silenceMarginDays = 7;

/** Whether a session on `day` leaves less than a week before silence refuses a file, or comes after it. */
export const isCloseToSilence = (day: string, silenceOn: string): boolean =>
  daysBetween(day, silenceOn) < silenceMarginDays;

/** A session's day. `silences`: the days on which silence refuses the files of its agenda. */
export const oddSessionDay = (value: unknown, today: string, silences: readonly string[] = []): DayOddity[] => {
  const day = asDay(value);
  if (!day || day < today) return [];
  const holiday = holidayOn(day);
  const count = silences.filter((silence) => isCloseToSilence(day, silence)).length;
  return found(
    holiday && { rule: 'holiday', holiday },
    !holiday && isWeekend(day) && { rule: 'weekend' },
    day > monthsFrom(today, 12) && { rule: 'session-far' },
    count > 0 && { rule: 'session-silence', count },
  );
};

/** A time at which hardly any session begins: before eight in the morning, or from eight in the evening on. */
export const isOddHour = (time: unknown): boolean =>
  typeof time === 'string' && /^\d\d:\d\d$/.test(time) && (time < '08:00' || time >= '20:00');

/** The first day of a project, while it is no file yet: `silenceMonths` is how long the City may take to decide. */
export const oddStart = (value: unknown, today: string, silenceMonths: number): DayOddity[] => {
  const day = asDay(value);
  if (!day) return [];
  if (day < today) return [{ rule: 'start-past' }];
  return found(
    day < monthsFrom(today, silenceMonths) && { rule: 'start-before-decision', count: silenceMonths },
    day > monthsFrom(today, 24) && { rule: 'start-far' },
  );
};

/** The last day of a project. */
export const oddEnd = (value: unknown, startsOn: unknown, today: string): DayOddity[] => {
  const [start, end] = [asDay(startsOn), asDay(value)];
  if (!end || (start && end < start)) return [];
  return found(
    end < today && { rule: 'end-past' },
    start !== undefined && end > monthsFrom(start, 60) && { rule: 'end-far' },
  );
};

/** The day until which a decision is kept back. */
export const oddAnnouncement = (value: unknown, decidedOn: unknown, today: string): DayOddity[] => {
  const [day, decided] = [asDay(value), asDay(decidedOn)];
  if (!day || (decided && day < decided)) return [];
  return found(day <= today && { rule: 'announce-past' }, day > monthsFrom(today, 6) && { rule: 'announce-far' });
};

/** The day of a decision. */
export const oddDecisionDay = (value: unknown, today: string): DayOddity[] => {
  const day = asDay(value);
  return found(day !== undefined && day < monthsFrom(today, -6) && { rule: 'decided-long-ago' });
};

/**
 * Whether a project that is to be supported began before it is decided, though its call supports none that has begun: it was
 * yet to begin when it was handed over. Held against the day of the decision, or today while that is none.
 */
export const beganBefore = (
  startsOn: unknown,
  decidedOn: unknown,
  { today, eligibility }: { today: string; eligibility: readonly { kind: string }[] },
): boolean => {
  const [start, decided] = [asDay(startsOn), asDay(decidedOn) ?? today];
  return start !== undefined && start < decided && eligibility.some(({ kind }) => kind === 'not-started');
};

/** What an amount stands beside, in cents. */
export interface Beside {
  kind: 'proposed' | 'asked' | 'published';
  cents: number;
}

/** What a grant stands beside: what the jury proposed, or else what was asked for. */
export const besideGrant = (askedCents: number, proposedCents: number | undefined): Beside =>
  proposedCents ? { kind: 'proposed', cents: proposedCents } : { kind: 'asked', cents: askedCents };

/** Puts what is odd about the fields of a form into words, as questions. */
export const useDoubtful = () => {
  const { t, i18n } = useTranslation('doubts');
  const { day: longDay, money } = useFormats();
  const weekdayOf = (day: string) =>
    new Intl.DateTimeFormat((i18n.language as Language) === 'fr' ? 'fr-FR' : 'en-GB', {
      weekday: 'long',
      timeZone: 'UTC',
    }).format(new Date(day));
  return {
    day: (name: string, value: unknown, oddities: readonly DayOddity[]): Doubt[] => {
      const [day] = [value].filter((each) => typeof each === 'string');
      if (!day || oddities.length === 0) return [];
      const sentences = oddities.map((oddity) =>
        t(`days.${oddity.rule as 'weekend'}`, {
          day: longDay(day),
          weekday: weekdayOf(day),
          ...('holiday' in oddity && { holiday: t(`holidays.${oddity.holiday}`) }),
          ...('count' in oddity && { count: oddity.count }),
        }),
      );
      const about = [day, ...oddities.map(({ rule }) => rule)].join();
      return [{ name, about, question: sentences.join(' '), value: t('onDay', { day: longDay(day) }) }];
    },
    begun: (name: string, startsOn: string): Doubt[] => [
      {
        name,
        about: `${startsOn},begun`,
        question: t('begun.question', { day: longDay(startsOn) }),
        value: t('begun.value'),
      },
    ],
    time: (name: string, value: unknown): Doubt[] =>
      typeof value === 'string' && isOddHour(value)
        ? [{ name, about: value, question: t('hour', { time: value }), value }]
        : [],
    amount: (name: string, cents: unknown, beside: Beside): Doubt[] => {
      const far = typeof cents === 'number' && Number.isInteger(cents) ? farFrom(cents, beside.cents) : undefined;
      if (typeof cents !== 'number' || !far) return [];
      const question = t(`amounts.${far}`, {
        value: money(cents),
        beside: t(`beside.${beside.kind}`, { amount: money(beside.cents) }),
      });
      return [{ name, about: `${cents},${far},${beside.kind},${beside.cents}`, question, value: money(cents) }];
    },
  };
};
