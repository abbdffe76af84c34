import type { Language } from '../../schemas/fields.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';

/** Where a mail goes, and in which language. */
export interface Address {
  email: string;
  name: string;
  language: Language;
}

/** The contact that the file names, in the language of whoever submitted it; nothing for a file without content. */
export const contactOf = async (ports: StorePorts, file: ApplicationFile): Promise<Address | undefined> => {
  const contact = file.revisions.at(-1)?.content?.commitments;
  if (!contact) return undefined;
  const submitted = file.events.find((event) => event.type === 'application.submitted');
  const submitter = submitted?.actor.personId && (await loadPerson(ports, submitted.actor.personId));
  return {
    email: contact.contactEmail,
    name: contact.contactName,
    language: submitter ? submitter.language : 'fr',
  };
};
