import { type OrganisationHead, organisationHead } from './items/organisation.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { readItem } from './stored.ts';

/** An organisation itself, also one that was merged into another; read strongly. */
export const loadOrganisationItself = async (
  ports: StorePorts,
  organisationId: string,
): Promise<OrganisationHead | undefined> => {
  const item = await get(ports, keys.organisationKey(organisationId));
  return item && readItem(organisationHead, item);
};

/** An organisation, read strongly; one that was merged answers as the one it went into. */
export const loadOrganisation = async (
  ports: StorePorts,
  organisationId: string,
): Promise<OrganisationHead | undefined> => {
  let found = await loadOrganisationItself(ports, organisationId);
  // It ends: only one that still stands for itself can be merged into, and never into itself.
  while (found?.mergedIntoId) found = await loadOrganisationItself(ports, found.mergedIntoId);
  return found;
};
