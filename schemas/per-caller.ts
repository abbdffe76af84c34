import type { Audience } from './contract/operation.ts';

/** Requests that one caller may make in a minute, by audience: an address where anybody may ask, else a person. */
export type PerCaller = Readonly<Record<Audience, number>>;

/**
 * EXAMPLES, unless a deployment says otherwise. A quarter of a minute's may come at once. A training room or a town hall is
 * one address: thirty people who open the pages together ask some hundred times. An agent's act on two hundred files is two
 * hundred requests, one after the other.
 */
export const usualPerCaller: PerCaller = { public: 1200, applicant: 600, jury: 1200, staff: 3000 };
