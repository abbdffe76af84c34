import { notFound } from '../domain/errors.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCall, loadCallVersion } from '../store/calls.ts';
import type { ApplicationHead, OrganisationHead, PersonItem } from '../store/items.ts';
import { loadOrganisation } from '../store/organisations.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * The person's own file.
 * @throws DomainError not-found for any other, as for one that does not exist.
 */
export const ownFile = async (
  ports: StorePorts,
  person: PersonItem,
  applicationId: string,
): Promise<ApplicationFile> => {
  const file = await loadFile(ports, applicationId);
  if (!file || !person.organisationIds.includes(file.head.organisationId)) throw notFound();
  return file;
};

/** The same with the head alone. */
export const ownHead = async (
  ports: StorePorts,
  person: PersonItem,
  applicationId: string,
): Promise<ApplicationHead> => {
  const head = await loadHead(ports, applicationId);
  if (!head || !person.organisationIds.includes(head.organisationId)) throw notFound();
  return head;
};

/**
 * An organisation that the person acts for.
 * @throws DomainError not-found for any other.
 */
export const ownOrganisation = async (
  ports: StorePorts,
  person: PersonItem,
  organisationId: string,
): Promise<OrganisationHead> => {
  const organisation = (person.organisationIds as string[]).includes(organisationId)
    ? await loadOrganisation(ports, organisationId)
    : undefined;
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
