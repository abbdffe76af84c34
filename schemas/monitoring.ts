import * as z from 'zod';
import { applicationId } from './application.ts';
import { money } from './fields.ts';
import { territoryId } from './territory.ts';

/** A calendar quarter in Europe/Paris, `2026-Q4`. */
export const quarter = z.string().regex(/^[0-9]{4}-Q[1-4]$/);

/** The quarter of a calendar day. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;

/** The quarter `count` quarters after `from` (before it when negative). */
export const quarterPlus = (from: string, count: number): string => {
  const index = Number(from.slice(0, 4)) * 4 + Number(from.slice(6)) - 1 + count;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
};

/**
 * Of decisions that are not announced yet: counted apart and never within the others, so that what is told outside the
 * service tells nothing of them. Left out where there are none.
 */
export const keptBack = z.object({ projects: z.int().min(0), amountCents: money() });
export type KeptBack = z.infer<typeof keptBack>;

/** Supported projects that touch a territory in a quarter, and that territory's part of their money. */
export const figure = z.object({
  quarter,
  territoryId,
  projects: z.int().min(0),
  amountCents: money(),
  kept: keptBack.optional(),
});
export type Figure = z.infer<typeof figure>;

/** All supported projects of a quarter, each counted once however many territories it touches. */
export const quarterTotal = z.object({
  quarter,
  projects: z.int().min(0),
  amountCents: money(),
  kept: keptBack.optional(),
});
export type QuarterTotal = z.infer<typeof quarterTotal>;

/** One supported project under one territory and quarter. */
export const supportedProject = z.object({
  applicationId,
  number: z.string(),
  title: z.string(),
  organisationName: z.string(),
  quarter,
  /** Absent where the quarter is listed as a whole. */
  territoryId: territoryId.optional(),
  decidedOn: z.iso.date(),
  /** The day on which it is announced, where it is not yet. */
  announceOn: z.iso.date().optional(),
  /** The territory's part of the grant; all of it where the quarter is listed as a whole. */
  amountCents: money(),
  grantedCents: money(),
});
export type SupportedProject = z.infer<typeof supportedProject>;
