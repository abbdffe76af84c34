import { verdictHours } from '../../schemas/attachment.ts';
import { logger } from '../observe.ts';
import type { StorePorts } from '../store/ports.ts';
import { countWaitingDocuments } from '../store/waiting-documents.ts';

/**
 * How many documents have waited for the scanner's verdict for longer than it ever takes (counted up to a thousand). It says so,
 * zeros too: the alarm is over once they come.
 */
export const watchDocuments = async (ports: StorePorts): Promise<number> => {
  const since = new Date(ports.now().getTime() - verdictHours * 3_600_000).toISOString();
  const waiting = await countWaitingDocuments(ports, since);
  logger.info('Documents watched', { waiting });
  return waiting;
};
