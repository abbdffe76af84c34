import type { Audience } from '../schemas/contract.ts';

/** What both platforms hold callers and consumers to. */

/** How the gateway lets audiences in: requests a second, and how many may come at once. */
export type Throttles = Readonly<Record<Audience, { ratePerSecond: number; burst: number }>>;

/**
 * Functions that an account may run at once, all of them together: Lambda's quota "Concurrent executions", once it is
 * raised from the 10 that a new account may have.
 */
export const usualPlaces = 1000;

/**
 * Share of the places that requests of an audience may take where anybody can make them: with an address alone, or with an
 * account that anybody can open. What is left is for the office and for what follows the events.
 */
const openShare = 0.3;

/** Seconds that a request is reckoned to take its place for: those of a cold start. Warm, it is a tenth of that. */
const reckonedSeconds = 1;

/** So many at once and so many a second that, however they come, no more than these places are taken. */
const within = (places: number): Throttles[Audience] => {
  const ratePerSecond = Math.max(1, Math.min(100, Math.floor(places / 3)));
  return { ratePerSecond, burst: Math.max(1, Math.min(200, Math.floor(places - ratePerSecond * reckonedSeconds))) };
};

/**
 * The gateway's throttle for each audience, as the account's places allow. Those of the office are wide: whoever has no
 * token of theirs is refused before a place is taken, and must not use up their requests by asking.
 */
export const throttlesFor = (places: number): Throttles => ({
  public: within(openShare * places),
  applicant: within(openShare * places),
  jury: { ratePerSecond: 1000, burst: 2000 },
  staff: { ratePerSecond: 1000, burst: 2000 },
});

/** Largest request body that API Gateway takes, in bytes. Source: quotas of HTTP APIs. */
export const gatewayBodyBytes = 10 * 1024 * 1024;

/** Largest request or answer that a synchronous Lambda invocation carries, in bytes. Source: quotas of Lambda. */
export const lambdaPayloadBytes = 6 * 1024 * 1024;

/** Longest that an HTTP API waits for a function, in seconds. Source: quotas of HTTP APIs. */
export const gatewayTimeoutSeconds = 30;

/** How often a message is handed out before it goes to the dead-letter queue. */
export const queueReceives = 10;

/** Messages of one queue batch. */
export const queueBatch = 10;

/** Batches of one queue that are worked on at once: the least that Lambda takes. */
export const queueConcurrency = 2;

/** Records of one stream batch, and how often a failing one is handed out before it goes to the failure queue. */
export const streamBatch = 100;
export const streamAttempts = 10;
