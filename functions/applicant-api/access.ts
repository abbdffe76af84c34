import { notFound } from '../domain/errors.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCall, loadCallVersion } from '../store/calls.ts';
import type { ApplicationHead, OrganisationHead, PersonItem } from '../store/items.ts';
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

/** Whether the person acts for the file's organisation; nothing more is read unless it was merged, or the file is not the person's. */
const owns = async (ports: StorePorts, person: PersonItem, head: ApplicationHead): Promise<boolean> =>
  person.organisationIds.includes(head.organisationId) ||
  (await ownedAs(ports, person, head.organisationId)) !== undefined;

/**
 * The person's own file.
 * @throws DomainError not-found for any other, as for one that does not exist.
 */
export const ownFile = async (ports: StorePorts, person: PersonItem, applicationId: string): Promise<ApplicationFile> =>
  ownPart(ports, person, await loadFile(ports, applicationId));

/**
 * A part of the person's own file that was read.
 * @throws DomainError not-found for any other, as for one that does not exist.
 */
export const ownPart = async <P extends { head: ApplicationHead }>(
  ports: StorePorts,
  person: PersonItem,
  part: P | undefined,
): Promise<P> => {
  if (!part || !(await owns(ports, person, part.head))) throw notFound();
  return part;
};

/** The same with the head alone. */
export const ownHead = async (
  ports: StorePorts,
  person: PersonItem,
  applicationId: string,
): Promise<ApplicationHead> => {
  const head = await loadHead(ports, applicationId);
  if (!head || !(await owns(ports, person, head))) throw notFound();
  return head;
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

/** The version that a file stands under: its own once submitted, the call's current one while it is a draft. */
export const callOf = async (ports: StorePorts, head: ApplicationHead) => {
  if (head.state !== 'draft') return loadCallVersion(ports, head.callId, head.callVersion);
  const call = await loadCall(ports, head.callId);
  if (!call) throw new Error(`Call ${head.callId} is gone`);
  return call;
};
