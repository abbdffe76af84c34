import * as z from 'zod';
import { digest } from '../../../schemas/fields.ts';
import { organisation } from '../../../schemas/organisation.ts';

export const organisationHead = organisation.extend({ salt: z.string(), lastHash: digest });
export type OrganisationHead = z.infer<typeof organisationHead>;
