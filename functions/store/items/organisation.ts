import * as z from 'zod';
import { digest, instant } from '../../../schemas/fields.ts';
import { organisation } from '../../../schemas/organisation.ts';

export const organisationHead = organisation.extend({
  salt: z.string(),
  lastHash: digest,
  lastAt: instant().optional(),
});
export type OrganisationHead = z.infer<typeof organisationHead>;
