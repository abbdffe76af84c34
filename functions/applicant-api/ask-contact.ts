import type { ApplicationContent } from '../../schemas/application.ts';
import { presentAct } from '../store/acting.ts';
import type { ApplicationFile } from '../store/applications.ts';
import type { Guarded } from '../store/commit.ts';
import { type Asking, asking, CONTACT_CHANGED, contactOf } from '../store/contacts.ts';
import { sameAddress } from '../store/member-address.ts';
import { messageWrite } from '../store/messages.ts';
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

/** The address that content about to be frozen replaces as the file's contact; nothing where it names the same one. */
export const formerContact = (
  { revisions }: Pick<ApplicationFile, 'revisions'>,
  { commitments: { contactEmail } }: ApplicationContent,
): string | undefined => {
  const former = revisions.at(-1)?.content?.commitments.contactEmail;
  return former === undefined || sameAddress(former, contactEmail) ? undefined : former;
};

/**
 * Tells the holder of the replaced address, who had confirmed it: of any other nobody knows whose it is, and where the
 * letters go it is known anyway.
 */
export const tellsFormerContact = (
  ports: StorePorts,
  file: ApplicationFile,
  former: string | undefined,
  addressee: { email: string } | undefined,
  at: string,
): Guarded[] => {
  if (former === undefined || (addressee && sameAddress(former, addressee.email))) return [];
  if (contactOf(file.contacts, former)?.status !== 'confirmed') return [];
  const told = { recipient: 'former-contact', audience: 'contact', template: CONTACT_CHANGED } as const;
  return [{ write: messageWrite(ports, nextEvent(file, at), told) }];
};
