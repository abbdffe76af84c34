import type { CallVersion } from '../../schemas/call.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import { addresseeOf, typedContact } from '../addressee.ts';
import { dayOf, endOfDay } from '../domain/calendar.ts';
import { type MessageName, messagesFor } from '../domain/messages.ts';
import { silenceRefusesOn } from '../domain/silence.ts';
import { actedAt, messageOf } from '../notify/facts.ts';
import { loadAddress } from '../store/addresses.ts';
import { type ApplicationFile, overlay } from '../store/applications.ts';
import { callInForce } from '../store/calls.ts';
import type { StorePorts } from '../store/ports.ts';
import type { Taken } from './told-acts.ts';

/** The letter to the applicant that an event leads to: at once, or on the day on which its decision is announced. */
const letterFor = (event: ApplicationEvent, outcome: Taken['decided']['application']['outcome']) => {
  const toApplicant = (one: ApplicationEvent): MessageName | undefined =>
    messagesFor(one).find(({ to }) => to.kind === 'applicant')?.name;
  const isKeptBack = 'announceOn' in event.data && event.data.announceOn !== undefined;
  return isKeptBack && outcome ? toApplicant({ type: 'application.announced', data: { outcome } }) : toApplicant(event);
};

/**
 * The letter that an act would lead to: the file as it would be, through the code that writes it when it leaves; nothing
 * where the applicant is told nothing. A decision that is kept back has the letter that leaves on its day, and is late where
 * silence has refused by then.
 */
export const letterOf = async (
  ports: StorePorts,
  siteUrl: string,
  taking: Taken & { file: ApplicationFile; call: CallVersion; at: string },
) => {
  const { file, call, decided, item, at } = taking;
  const { application, event } = decided;
  const name = letterFor(event, application.outcome);
  if (!name) return undefined;
  const { announceOn } = application;
  const toldOn = announceOn ?? dayOf(at);
  const lastDay = application.outcome && silenceRefusesOn(file.head, toldOn);
  const late = lastDay !== undefined && toldOn > lastDay;
  const told = {
    file: { ...overlay(file, item ? [item] : []), head: { ...file.head, ...application } },
    event: {
      ...event,
      data: { ...event.data, ...(late && { late }) },
      seq: application.version,
      // One that is kept back is of the day on which it leaves.
      at: announceOn ? endOfDay(announceOn) : at,
    } as ApplicationEvent & { seq: number; at: string },
  };
  const signedAt = event.type === 'application.announced' ? actedAt(told) : at;
  const [to, inForce] = await Promise.all([addresseeOf(ports, file), callInForce(ports, file.head.callId, signedAt)]);
  const address = to && (await loadAddress(ports, to.email));
  const { subject, text } = messageOf(name, {
    ...told,
    call,
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
