import * as z from 'zod';
import { instant } from '../fields.ts';
import { declaredOrganisation, recusalReason, relief } from '../juror.ts';

export const ownDeclaration = z.object({
  /** The calendar year in Europe/Paris. */
  year: z.int(),
  /** 0 before the first declaration of the year; one more with each correction. */
  revision: z.int().min(0),
  declaredAt: instant().optional(),
  none: z.boolean(),
  organisations: z.array(declaredOrganisation),
});

export const recusalBody = recusalReason.extend({ confirm: z.literal(true) });

export const staffRecusal = recusalReason
  .partial()
  .extend({ jurorId: z.string(), jurorName: z.string(), at: instant() });
/** Without `reason` once it was erased. */
export const staffRelief = relief.partial({ reason: true }).extend({ jurorName: z.string() });
