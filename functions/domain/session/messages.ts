import type { SessionEvent } from '../../../schemas/event.ts';
import type { SessionCore } from '../../../schemas/session.ts';

/** The mails about a session that there are. */
export type SessionMessageName = 'session-convened' | 'session-changed' | 'session-left' | 'session-cancelled';

/** How shortly one change of a session comes after another not to be told at once, and how long it then waits, in milliseconds. */
export const SETTLING_MS = 5 * 60_000;

/** Changes one upon another are told once in so long, in milliseconds, so that a series without end is told too. */
const SERIES_MS = 30 * 60_000;

type Placed = { type: string; seq: number; at: string };
const isChange = ({ type }: Pick<Placed, 'type'>) => type === 'session.changed';
const seriesOf = ({ at }: Pick<Placed, 'at'>) => Math.floor(Date.parse(at) / SERIES_MS);

/** Whether an event changes a session that was changed just before, its members being convened already: more may follow. */
export const settles = (events: readonly Placed[], event: Placed): boolean => {
  const convened = events.find(({ type }) => type === 'session.convened')?.seq ?? event.seq;
  return (
    isChange(event) &&
    events.some(
      (former) =>
        isChange(former) &&
        former.seq > convened &&
        former.seq < event.seq &&
        Date.parse(event.at) - Date.parse(former.at) < SETTLING_MS,
    )
  );
};

/** Whether a change is told with a later one, whose mail shows the session as it is then. */
export const isToldLater = (events: readonly Placed[], event: Placed): boolean =>
  isChange(event) &&
  events.some((later) => isChange(later) && later.seq > event.seq && seriesOf(later) === seriesOf(event));

/** The changes before an event whose mails may have been left to its own, the latest first. */
export const perhapsToldWith = <E extends Placed>(events: readonly E[], event: Placed): E[] =>
  isChange(event)
    ? events
        .filter((former) => isChange(former) && former.seq < event.seq && seriesOf(former) === seriesOf(event))
        .toReversed()
    : [];

/**
 * Which members are told of an event, and with which mail. Nobody hears of a session before its members are convened;
 * whoever joins later is convened by the change, and whoever sits no more is told so. `before` is the session as the event found it.
 */
export const sessionMessagesFor = (
  before: SessionCore | undefined,
  event: SessionEvent,
): { name: SessionMessageName; jurorId: string }[] => {
  if (!before) return [];
  const all = (name: SessionMessageName) => before.memberIds.map((jurorId) => ({ name, jurorId }));
  if (event.type === 'session.convened') return all('session-convened');
  if (!before.convenedAt) return [];
  if (event.type === 'session.cancelled') return all('session-cancelled');
  if (event.type !== 'session.changed') return [];
  const { memberIds } = event.data;
  return [
    ...memberIds.map((jurorId) => ({
      name: before.memberIds.includes(jurorId) ? ('session-changed' as const) : ('session-convened' as const),
      jurorId,
    })),
    ...before.memberIds
      .filter((jurorId) => !memberIds.includes(jurorId))
      .map((jurorId) => ({ name: 'session-left' as const, jurorId })),
  ];
};
