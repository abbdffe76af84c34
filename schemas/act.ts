import { id } from './fields.ts';

/** One act of a person: one request, or the many that a page sends to do one thing to many files. */
export const actId = id('act');

/** Files and sessions that one act makes events of at most; a page shares out, opens or decides fewer. */
export const mostActEvents = 5000;
