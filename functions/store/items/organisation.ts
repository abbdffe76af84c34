import * as z from 'zod';
import { digest, instant, personId } from '../../../schemas/fields.ts';
import { organisation, organisationCore, organisationId, ownJoinRequest } from '../../../schemas/organisation.ts';

export const organisationHead = organisation
  .extend(organisationCore.shape)
  .extend({ salt: z.string(), lastHash: digest, lastAt: instant().optional() });
export type OrganisationHead = z.infer<typeof organisationHead>;

/**
 * Who holds a SIRET. `rev` changes with every write, so that whatever depends on the holder and its twins guards on it.
 * `mergingId` is the organisation that is being merged while its files move.
 */
export const siretItem = z.object({ organisationId, rev: z.int().min(1), mergingId: organisationId.optional() });
export type SiretItem = z.infer<typeof siretItem>;

/** An organisation whose SIRET another one holds; with `intoId` and `since` while it is being merged into that one. */
export const twinItem = z.object({
  siret: z.string(),
  organisationId,
  foundAt: instant(),
  intoId: organisationId.optional(),
  since: instant().optional(),
});
export type TwinItem = z.infer<typeof twinItem>;

export const joinItem = ownJoinRequest.extend({
  personId: personId(),
  organisationId,
  message: z.string().optional(),
  /** Of the staff who answered. */
  answeredBy: personId().optional(),
});
export type JoinItem = z.infer<typeof joinItem>;
