import { notFound } from '../domain/errors.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCall, loadCallVersion } from '../store/calls.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import type { StorePorts } from '../store/ports.ts';
import { ownedAs } from './own-organisation.ts';

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

/** The version that a file stands under: its own once submitted, the call's current one while it is a draft. */
export const callOf = async (ports: StorePorts, head: ApplicationHead) => {
  if (head.state !== 'draft') return loadCallVersion(ports, head.callId, head.callVersion);
  const call = await loadCall(ports, head.callId);
  if (!call) throw new Error(`Call ${head.callId} is gone`);
  return call;
};
