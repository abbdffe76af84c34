import { notFound } from '../domain/errors.ts';
import { type ApplicationFile, loadFile } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { loadOrganisation } from '../store/organisations.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { personsOn, staffProjection } from './projection.ts';

/**
 * A submitted file.
 * @throws DomainError not-found for a draft, which is its applicant's own business, as for one that does not exist.
 */
export const submittedFile = async (ports: StorePorts, applicationId: string): Promise<ApplicationFile> => {
  const file = await loadFile(ports, applicationId);
  if (!file || file.head.state === 'draft') throw notFound();
  return file;
};

/** The file as staff see it. */
export const projectForStaff = async (ports: StorePorts, file: ApplicationFile) => {
  const persons = personsOn(file);
  const [organisation, call, named] = await Promise.all([
    loadOrganisation(ports, file.head.organisationId),
    loadCallVersion(ports, file.head.callId, file.head.callVersion),
    loadPersons(ports, persons),
  ]);
  if (!organisation) throw new Error(`Organisation ${file.head.organisationId} is gone`);
  return staffProjection(file, organisation, call, named);
};
