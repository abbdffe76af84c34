import { verdictHours } from '../../schemas/attachment.ts';
import type { StorePorts } from '../store/ports.ts';
import { countWaitingDocuments } from '../store/waiting-documents.ts';

/** How many documents have waited for the scanner's verdict for longer than it ever takes (counted up to a thousand). */
export const watchDocuments = (ports: StorePorts): Promise<number> =>
  countWaitingDocuments(ports, new Date(ports.now().getTime() - verdictHours * 3_600_000).toISOString());
