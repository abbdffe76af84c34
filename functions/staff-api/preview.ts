import type { CallVersion } from '../../schemas/call.ts';
import { addresseeOf, typedContact } from '../addressee.ts';
import type { Decided } from '../domain/application/decided.ts';
import { dayOf, endOfDay } from '../domain/calendar.ts';
import { messagesFor } from '../domain/messages.ts';
import { silenceRefusesOn } from '../domain/silence.ts';
import { messageOf } from '../notify/facts.ts';
import { type ApplicationFile, overlay } from '../store/applications.ts';
import { callInForce } from '../store/calls.ts';
import type { StorePorts } from '../store/ports.ts';
import type { Item } from '../store/read.ts';

/**
 * The letter that a decision would lead to: the file as it would be, through the code that writes it when it leaves.
 * A decision that is kept back has the letter that leaves on its day.
 */
export const letterOf = async (
  ports: StorePorts,
  siteUrl: string,
  taking: { file: ApplicationFile; call: CallVersion; decided: Decided; item: Item; at: string },
) => {
  const { file, call, decided, item, at } = taking;
  const { outcome, announceOn } = decided.application;
  const [to, inForce] = await Promise.all([addresseeOf(ports, file), callInForce(ports, file.head.callId, at)]);
  const { event } = decided;
  if (!outcome) throw new Error(`${file.head.id} has no decision to tell of`);
  const late = 'late' in event.data && event.data.late === true;
  const refusedBySilenceOn = silenceRefusesOn(file.head, dayOf(at));
  const [told] = messagesFor({ type: 'application.announced', data: { outcome } });
  if (!told) throw new Error(`Nobody is told of ${outcome}`);
  const { subject, text } = messageOf(told.name, {
    file: overlay(file, [item]),
    call,
    // One that is kept back is of the day on which it leaves.
    event: { ...event, seq: decided.application.version, at: announceOn ? endOfDay(announceOn) : at },
    // Nobody is there to be written to: the letter is for the post, and named after the contact.
    language: to?.language ?? 'fr',
    siteUrl,
    recipientName: to?.name ?? typedContact(file)?.name ?? '',
    signatory: inForce?.signatory,
  });
  return {
    subject,
    body: text,
    late,
    ...(late && refusedBySilenceOn !== undefined && { refusedBySilenceOn }),
    ...(to && { to: { name: to.name, email: to.email } }),
  };
};
