/**
 * The shape of the one table, for whoever makes it. Item keys are spelt in `keys.ts`; the index keys there are the
 * attributes named here. All indexes are made at the start: a table takes one index change per update.
 */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; read code checks expiry itself, since deletion is lazy. */
  timeToLive: 'expiresAt',
  indexes: [
    /** By person: a juror's assignments, an organisation's files. */
    { name: 'byPerson', partitionKey: 'personKey', sortKey: 'personSort' },
    /** By call and state: the staff queue. */
    { name: 'byState', partitionKey: 'stateKey', sortKey: 'stateSort' },
    /** By due date: reminders, clocks about to run out, orphans to remove. */
    { name: 'byDue', partitionKey: 'dueKey', sortKey: 'dueSort' },
  ],
} as const;
