import type { CallVersion } from '../../schemas/call.ts';
import type { ApplicationEvent, StoredEvent } from '../../schemas/event.ts';
import { DomainError, notFound, recused } from '../domain/errors.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import type { ChainedApplicationEvent } from '../domain/timeline.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import type { Item } from '../store/read.ts';
import { type FileView, loadView } from '../store/views.ts';
import { froze, isDone, mayBeOwnDoing } from './own-act.ts';
import { personsShown, staffFacts, staffProjection } from './projection.ts';

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

/**
 * What a submitted file shows this agent first; throws as `fileFor`. Whether its quorum is met is as it was a moment ago.
 */
export const viewFor = async (
  ports: StorePorts,
  person: Pick<PersonItem, 'id'>,
  applicationId: string,
): Promise<FileView> => openTo(person, await loadView(ports, applicationId, () => ({ quorum: true, actors: true })));

/**
 * A part of a submitted file that was read, for this agent.
 * @throws DomainError not-found for a draft and for nothing; forbidden `recused`.
 */
export const openTo = <P extends Pick<FileView, 'head'>>(person: Pick<PersonItem, 'id'>, part: P | undefined): P => {
  if (!part || part.head.state === 'draft') throw notFound();
  mustNotBeRecused(person, part.head);
  return part;
};

/** Lets an agent in to a part of a file that is read by itself; throws as `openTo`. */
export const mayRead = async (
  ports: StorePorts,
  person: Pick<PersonItem, 'id'>,
  applicationId: string,
): Promise<Pick<FileView, 'head'>> => {
  const head = await loadHead(ports, applicationId);
  return openTo(person, head && { head });
};

/** The same for acts that need no more than to be allowed, and meet what is not there by themselves. */
export const mayTouch = async (
  ports: StorePorts,
  person: Pick<PersonItem, 'id'>,
  applicationId: string,
): Promise<void> => {
  const head = await loadHead(ports, applicationId);
  if (head) mustNotBeRecused(person, head);
};

/** What the file shows this agent first, with the names of who acted as they were a moment ago. */
export const projectForStaff = async (ports: StorePorts, { roles }: Agent, file: FileView) => {
  const [organisation, call, persons] = await Promise.all([
    loadOrganisation(ports, file.head.organisationId),
    loadCallVersion(ports, file.head.callId, file.head.callVersion),
    loadPersons(ports, personsShown(file), { strongly: false }),
  ]);
  if (!organisation) throw new Error(`Organisation ${file.head.organisationId} is gone`);
  return staffProjection(file, organisation, call, persons, roles, ports.now().toISOString());
};

/** Which event of a file a request is done with; `frozen` is what stands at its place. */
export type Made = (event: ChainedApplicationEvent, frozen: Item | undefined) => boolean;

/** The event of this type that froze what was sent, but for the version that was read. */
export const saying =
  (
    type: ApplicationEvent['type'],
    { version: _version, ...words }: { version?: number; [name: string]: unknown },
  ): Made =>
  (event, frozen) =>
    event.type === type && froze(event, frozen, words);

/**
 * Runs an act of staff on a submitted file, again when it lost to somebody else, and gives the file as staff see it then. An
 * act that was done already, and is asked again under its name, is answered as done: `made` tells its event.
 * @throws DomainError not-found without such a file; forbidden `recused`; whatever the act refuses with, a conflict with all that staff can do
 * to the file as it stands.
 */
export const actOnFile = (
  ports: StorePorts,
  person: Agent,
  applicationId: string,
  made: Made,
  act: (file: ApplicationFile, call: CallVersion) => Promise<ApplicationFile>,
) =>
  onFile(ports, person, applicationId, async (file, call) => {
    try {
      return await projectForStaff(ports, person, await act(file, call));
    } catch (error) {
      const isMade = (event: ChainedApplicationEvent) =>
        made(
          event,
          file.items.find((item) => item.seq === event.seq && item.salt !== undefined),
        );
      if (!mayBeOwnDoing(error) || !isDone(file.events as (StoredEvent & ChainedApplicationEvent)[], person, isMade))
        throw error;
      return projectForStaff(ports, person, file);
    }
  });

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
