import * as z from 'zod';
import { applicationId } from '../../../schemas/application.ts';
import { day, money } from '../../../schemas/fields.ts';
import { supportedProject } from '../../../schemas/monitoring.ts';

export const figureItem = z.object({ projects: z.int(), amountCents: z.int() });
export const supportedItem = supportedProject;

/** A grant in the list of its organisation and year. */
export const grantItem = z.object({
  applicationId,
  number: z.string(),
  title: z.string(),
  amountCents: money(),
  decidedOn: day(),
});
export type Grant = z.infer<typeof grantItem>;
