import type { CallVersion } from '../../schemas/call.ts';
import { addresseeAmong } from '../addressee.ts';
import { DomainError, notFound, recused } from '../domain/errors.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { withMails } from '../file-mails.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadMail } from './mail-view.ts';
import { personsOn, staffFacts, staffProjection } from './projection.ts';

/** The agent who acts. */
export type Agent = Pick<PersonItem, 'id' | 'roles' | 'juror'>;

/**
 * A submitted file, whoever asks.
 * @throws DomainError not-found for a draft, which is its applicant's own business, as for one that does not exist.
 */
export const submittedFile = async (ports: StorePorts, applicationId: string): Promise<ApplicationFile> => {
  const file = await loadFile(ports, applicationId);
  if (!file || file.head.state === 'draft') throw notFound();
  return file;
};

/**
 * Whoever is recused from a file is so in every role: an agent who stepped back from it, or did as a juror, neither reads
 * it nor acts on it.
 * @throws DomainError forbidden `recused`, with the date and nothing else.
 */
export const mustNotBeRecused = (person: Pick<PersonItem, 'id'>, head: Pick<ApplicationHead, 'recusals'>): void => {
  const recusal = head.recusals.find(({ jurorId }) => jurorId === person.id);
  if (recusal) throw recused(recusal.at);
};

/**
 * A submitted file that this agent may read: the way in of every operation on a file.
 * @throws DomainError not-found as `submittedFile`; forbidden `recused`.
 */
export const fileFor = async (
  ports: StorePorts,
  person: Pick<PersonItem, 'id'>,
  applicationId: string,
): Promise<ApplicationFile> => {
  const file = await submittedFile(ports, applicationId);
  mustNotBeRecused(person, file.head);
  return file;
};

/** The same without the rest of the file, for acts that need no more than to be allowed. */
export const mayTouch = async (
  ports: StorePorts,
  person: Pick<PersonItem, 'id'>,
  applicationId: string,
): Promise<void> => {
  const head = await loadHead(ports, applicationId);
  if (head) mustNotBeRecused(person, head);
};

/** The file as this agent sees it. */
export const projectForStaff = async (ports: StorePorts, { roles }: Agent, bare: ApplicationFile) => {
  const file = await withMails(ports, bare, { all: true });
  const persons = personsOn(file);
  const [organisation, call, named] = await Promise.all([
    loadOrganisation(ports, file.head.organisationId),
    loadCallVersion(ports, file.head.callId, file.head.callVersion),
    loadPersons(ports, persons),
  ]);
  if (!organisation) throw new Error(`Organisation ${file.head.organisationId} is gone`);
  const mail = await loadMail(ports, file, named, addresseeAmong(file, named, organisation.id));
  return staffProjection(file, organisation, call, named, mail, roles, ports.now().toISOString());
};

/**
 * Runs an act of staff on a submitted file, again when it lost to somebody else, and gives the file as staff see it then.
 * @throws DomainError not-found without such a file; forbidden `recused`; whatever the act refuses with, a conflict with all that staff can do
 * to the file as it stands.
 */
export const actOnFile = (
  ports: StorePorts,
  person: Agent,
  applicationId: string,
  act: (file: ApplicationFile, call: CallVersion) => Promise<ApplicationFile>,
) => onFile(ports, person, applicationId, async (file, call) => projectForStaff(ports, person, await act(file, call)));

/** The same with an answer of its own. */
export const onFile = <T>(
  ports: StorePorts,
  person: Agent,
  applicationId: string,
  act: (file: ApplicationFile, call: CallVersion) => Promise<T>,
): Promise<T> =>
  retrying(ports, async () => {
    const file = await fileFor(ports, person, applicationId);
    const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
    try {
      return await act(file, call);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.detail.state) throw error;
      const availableActions = actionsFor(file.head, 'staff', {
        ...staffFacts(file, call, ports.now().toISOString()),
        roles: person.roles,
      });
      throw new DomainError(error.kind, error.code, { ...error.detail, availableActions });
    }
  });
