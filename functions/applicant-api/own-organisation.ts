import { notFound } from '../domain/errors.ts';
import type { OrganisationHead, PersonItem } from '../store/items.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * The organisation that the person acts for under this id, or nothing: itself, or the one that it was merged into. What
 * is asked for may still stand under the former name, and so may the person.
 */
export const ownedAs = async (
  ports: StorePorts,
  person: PersonItem,
  organisationId: string,
): Promise<OrganisationHead | undefined> => {
  const own = person.organisationIds as string[];
  const organisation = await loadOrganisation(ports, organisationId);
  if (!organisation || own.includes(organisationId) || own.includes(organisation.id)) return organisation;
  const acting = await Promise.all(own.map((id) => loadOrganisation(ports, id)));
  return acting.some((each) => each?.id === organisation.id) ? organisation : undefined;
};

/**
 * An organisation that the person acts for; one that was merged answers as the one it went into.
 * @throws DomainError not-found for any other.
 */
export const ownOrganisation = async (
  ports: StorePorts,
  person: PersonItem,
  organisationId: string,
): Promise<OrganisationHead> => {
  const organisation = await ownedAs(ports, person, organisationId);
  if (!organisation) throw notFound();
  return organisation;
};
