import type { CallVersion } from '../../schemas/call.ts';
import { addresseeOf, typedContact } from '../addressee.ts';
import type { Decided } from '../domain/application/decided.ts';
import { dayOf, endOfDay } from '../domain/calendar.ts';
import { messagesFor } from '../domain/messages.ts';
import { silenceRefusesOn } from '../domain/silence.ts';
import { messageOf } from '../notify/facts.ts';
import { loadAddress } from '../store/addresses.ts';
import { type ApplicationFile, overlay } from '../store/applications.ts';
import { callInForce } from '../store/calls.ts';
import type { StorePorts } from '../store/ports.ts';
import type { Item } from '../store/read.ts';

/**
 * The letter that a decision would lead to: the file as it would be, through the code that writes it when it leaves.
 * A decision that is kept back has the letter that leaves on its day, and is late where silence has refused by then.
 */
export const letterOf = async (
  ports: StorePorts,
  siteUrl: string,
  taking: { file: ApplicationFile; call: CallVersion; decided: Decided; item: Item; at: string },
) => {
  const { file, call, decided, item, at } = taking;
  const { outcome, announceOn } = decided.application;
  const [to, inForce] = await Promise.all([addresseeOf(ports, file), callInForce(ports, file.head.callId, at)]);
  const address = to && (await loadAddress(ports, to.email));
  const { event } = decided;
  if (!outcome) throw new Error(`${file.head.id} has no decision to tell of`);
  const toldOn = announceOn ?? dayOf(at);
  const lastDay = silenceRefusesOn(file.head, toldOn);
  const late = lastDay !== undefined && toldOn > lastDay;
  const [told] = messagesFor({ type: 'application.announced', data: { outcome } });
  if (!told) throw new Error(`Nobody is told of ${outcome}`);
  const { subject, text } = messageOf(told.name, {
    file: overlay(file, [item]),
    call,
    event: {
      ...event,
      data: { ...event.data, ...(late && { late }) },
      seq: decided.application.version,
      // One that is kept back is of the day on which it leaves.
      at: announceOn ? endOfDay(announceOn) : at,
    } as typeof event & { seq: number; at: string },
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
    ...(late && { refusedBySilenceOn: lastDay }),
    ...(to && { to: { name: to.name, email: to.email } }),
    ...(address?.status === 'held' && { hold: address }),
  };
};
