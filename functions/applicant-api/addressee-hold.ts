import { loadAddress } from '../store/addresses.ts';
import type { ApplicationFile } from '../store/applications.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * Why letters of the file are held back. An address is only looked up once a mail of this very file failed or was held
 * back: what is known of other people's addresses is nobody's business, and most files cost no read more.
 */
export const addresseeHoldOf = async (
  ports: StorePorts,
  file: Pick<ApplicationFile, 'notifications'>,
  addressee: { email: string } | undefined,
) => {
  const troubled = file.notifications.some(
    ({ recipient, status, delivery }) => recipient === 'applicant' && (status === 'held' || delivery !== undefined),
  );
  if (!troubled || !addressee) return undefined;
  const address = await loadAddress(ports, addressee.email);
  return address?.status === 'held' ? { kind: address.kind, at: address.at } : undefined;
};
