import * as z from 'zod';
import { applicationId } from '../../../schemas/application.ts';
import { day, money } from '../../../schemas/fields.ts';
import { supportedProject } from '../../../schemas/monitoring.ts';

/** A figure of a quarter: decisions that are not announced count in numbers of their own. */
export const figureItem = z.object({
  projects: z.int().optional(),
  amountCents: z.int().optional(),
  keptProjects: z.int().optional(),
  keptCents: z.int().optional(),
});
export const supportedItem = supportedProject;

/** A grant in the list of its organisation and year. */
export const grantItem = z.object({
  applicationId,
  number: z.string(),
  title: z.string(),
  amountCents: money(),
  decidedOn: day(),
  announceOn: day().optional(),
});
export type Grant = z.infer<typeof grantItem>;
