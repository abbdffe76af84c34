import { ulid } from 'ulid';
import { api } from './api.ts';

/** One act of many requests, and how many events its answers told of so far. */
export interface Act {
  readonly id: `act_${string}`;
  events: number;
}

export const beginAct = (): Act => ({ id: `act_${ulid().toLowerCase()}`, events: 0 });

/**
 * Does many things as one act of the staff: whoever is told of several of them gets one mail. Its end is reported whatever
 * came of it; a report that does not arrive makes the mails leave some minutes later.
 */
export const asOneAct = async <T>(work: (act: Act) => Promise<T>): Promise<T> => {
  const act = beginAct();
  try {
    return await work(act);
  } finally {
    if (act.events > 0)
      await api('endAct', { params: { actId: act.id }, body: { events: act.events } }).catch(() => undefined);
  }
};
