import { loadAddress } from '../store/addresses.ts';
import type { StorePorts } from '../store/ports.ts';
import type { FileMails } from '../store/views.ts';

/**
 * Why mails to the file's contact are held back. An address is only looked up once a mail of this very file failed or
 * was held back: what is known of other people's addresses is nobody's business, and most files cost no read more.
 */
export const contactHoldOf = async (ports: StorePorts, file: FileMails) => {
  const troubled = file.notifications.some(
    ({ recipient, status, delivery }) => recipient === 'applicant' && (status === 'held' || delivery !== undefined),
  );
  const email = file.revisions.at(-1)?.content?.commitments.contactEmail;
  if (!troubled || !email) return undefined;
  const address = await loadAddress(ports, email);
  return address?.status === 'held' ? { kind: address.kind, at: address.at } : undefined;
};
