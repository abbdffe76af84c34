import type { CallVersion } from '../../schemas/call.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { withMails } from '../file-mails.ts';
import { type ApplicationFile, loadFile } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { loadOrganisation } from '../store/organisations.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadMail } from './mail-view.ts';
import { personsOn, staffFacts, staffProjection } from './projection.ts';

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
export const projectForStaff = async (ports: StorePorts, bare: ApplicationFile) => {
  const file = await withMails(ports, bare, { all: true });
  const persons = personsOn(file);
  const [organisation, call, named] = await Promise.all([
    loadOrganisation(ports, file.head.organisationId),
    loadCallVersion(ports, file.head.callId, file.head.callVersion),
    loadPersons(ports, persons),
  ]);
  if (!organisation) throw new Error(`Organisation ${file.head.organisationId} is gone`);
  const mail = await loadMail(ports, file, named);
  return staffProjection(file, organisation, call, named, mail, ports.now().toISOString());
};

/**
 * Runs an act of staff on a submitted file, again when it lost to somebody else, and gives the file as staff see it then.
 * @throws DomainError not-found without such a file; whatever the act refuses with, a conflict with all that staff can do
 * to the file as it stands.
 */
export const actOnFile = (
  ports: StorePorts,
  applicationId: string,
  act: (file: ApplicationFile, call: CallVersion) => Promise<ApplicationFile>,
) => onFile(ports, applicationId, async (file, call) => projectForStaff(ports, await act(file, call)));

/** The same with an answer of its own. */
export const onFile = <T>(
  ports: StorePorts,
  applicationId: string,
  act: (file: ApplicationFile, call: CallVersion) => Promise<T>,
): Promise<T> =>
  retrying(ports, async () => {
    const file = await submittedFile(ports, applicationId);
    const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
    try {
      return await act(file, call);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.detail.state) throw error;
      const availableActions = actionsFor(file.head, 'staff', staffFacts(file, call));
      throw new DomainError(error.kind, error.code, { ...error.detail, availableActions });
    }
  });
