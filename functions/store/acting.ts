import { AsyncLocalStorage } from 'node:async_hooks';

/** What the events that are being made are part of. */
export interface Act {
  id: string;
  /** Whoever acts sends further requests of the same act, and says when it ends. */
  gathers: boolean;
  /** How many events of files and sessions it made in this request. */
  made: number;
}

const present = new AsyncLocalStorage<Act>();

/**
 * Runs something as part of an act: each event that it commits carries the act's id. The act travels with the run and not
 * from hand to hand, so that no operation can forget it.
 */
export const acting = <T>(act: Act, run: () => Promise<T>): Promise<T> => present.run(act, run);

/** The act under way, if there is one. */
export const presentAct = (): Act | undefined => present.getStore();
