import * as z from 'zod';
import { type DeliveryFailure, taggedMail } from '../../schemas/mail.ts';
import { logger } from '../observe.ts';
import { noteFailure } from '../store/addresses.ts';
import type { StorePorts } from '../store/ports.ts';

const told = z.object({ feedbackId: z.string().min(1), timestamp: z.string() });
/** Each of our mails goes to one address: the one that it was sent to, whatever a forwarder names instead. */
const mail = z.object({
  messageId: z.string().min(1),
  timestamp: z.string(),
  destination: z.tuple([z.string()]),
  tags: taggedMail,
});

/** The part of SES's events that is read here. */
export const deliveryEvent = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Bounce'), mail, bounce: told.extend({ bounceType: z.string() }) }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint: told }),
  z.object({ eventType: z.literal('Reject'), mail }),
]);
export type DeliveryEvent = z.output<typeof deliveryEvent>;

const failureOf = (event: DeliveryEvent): { kind: DeliveryFailure; feedbackId: string; timestamp: string } => {
  switch (event.eventType) {
    case 'Bounce':
      return { ...event.bounce, kind: event.bounce.bounceType === 'Permanent' ? 'bounced' : 'undelivered' };
    case 'Complaint':
      return { ...event.complaint, kind: 'complained' };
    case 'Reject':
      // A virus was found: SES gives no id of its own.
      return { feedbackId: event.mail.messageId, timestamp: event.mail.timestamp, kind: 'undelivered' };
  }
};

/**
 * Records what became of a mail: on its notification and, when nothing more shall be sent there, on the address. What is
 * told twice counts once.
 */
export const recordDelivery = async (ports: StorePorts, event: DeliveryEvent): Promise<void> => {
  const { kind, feedbackId, timestamp } = failureOf(event);
  const { tags: about, destination, messageId } = event.mail;
  const at = new Date(timestamp).toISOString();
  const first = await noteFailure(ports, { about, messageId, email: destination[0], kind, feedbackId, at });
  logger.info(first ? 'Mail that did not arrive' : 'Told again, or of a mail that is no longer known', {
    aggregate: 'sessionId' in about ? about.sessionId : 'applicationId' in about ? about.applicationId : about.act,
    ...('seq' in about && { seq: about.seq }),
    kind,
  });
};
