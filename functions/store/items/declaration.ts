import * as z from 'zod';
import { instant, personId } from '../../../schemas/fields.ts';
import { declaredOrganisation } from '../../../schemas/juror.ts';

/**
 * A juror's declaration of interests for a year, as it stands or as it was. `salt` is that of the event which froze it;
 * there is none of those made before persons had events.
 */
export const declarationItem = z.object({
  year: z.int(),
  jurorId: personId(),
  revision: z.int().min(1),
  declaredAt: instant(),
  none: z.boolean(),
  organisations: z.array(declaredOrganisation),
  salt: z.string().optional(),
});
export type DeclarationItem = z.infer<typeof declarationItem>;
