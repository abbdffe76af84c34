import type { Audience } from '../schemas/contract.ts';

/** What both platforms hold callers and consumers to. */

/**
 * The gateway's throttle for each audience: requests a second, and how many may come at once. On AWS one throttle stands
 * for all routes, that of the public.
 */
export const throttles: Readonly<Record<Audience, { ratePerSecond: number; burst: number }>> = {
  public: { ratePerSecond: 100, burst: 200 },
  applicant: { ratePerSecond: 100, burst: 200 },
  jury: { ratePerSecond: 100, burst: 200 },
  staff: { ratePerSecond: 50, burst: 100 },
};

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

/** Records of one stream batch, and how often a failing one is handed out before it goes to the failure queue. */
export const streamBatch = 100;
export const streamAttempts = 10;

/**
 * Request units that the table and each of its indexes take in a second, unless a stage says otherwise. One partition bears as
 * much, so that it stands in nobody's way before many are busy at once; what a loop costs at the most is in docs/costs.md.
 */
export const tableUnits = { read: 3000, write: 1000 } as const;
