import type { ApplicationContent } from '../../schemas/application.ts';
import { presentAct } from '../store/acting.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { type Asking, asking, contactOf } from '../store/contacts.ts';
import { sameAddress } from '../store/member-address.ts';
import type { StorePorts } from '../store/ports.ts';

/** Where the mail that asks stands: with the act, at the place of the file's next event. */
export const nextEvent = ({ head }: Pick<ApplicationFile, 'head'>, at: string): Parameters<typeof asking>[1] => ({
  act: presentAct()?.id as `act_${string}` | undefined,
  aggregate: { type: 'application', id: head.id },
  seq: head.version + 1,
  at,
});

/**
 * Asks the holder of the address that is about to be frozen as the file's contact, the first time that the file names it,
 * unless the letters go there anyway.
 */
export const asksContact = async (
  ports: StorePorts,
  file: ApplicationFile,
  { commitments: { contactEmail } }: ApplicationContent,
  addressee: { email: string } | undefined,
  at: string,
): Promise<Asking | undefined> => {
  if (addressee && sameAddress(contactEmail, addressee.email)) return undefined;
  if (contactOf(file.contacts, contactEmail)) return undefined;
  return asking(ports, nextEvent(file, at), contactEmail, undefined);
};
