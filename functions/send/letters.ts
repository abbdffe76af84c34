import { type ApplicationEvent, isKnown, type SessionEvent, type StoredEvent } from '../../schemas/event.ts';
import type { Language } from '../../schemas/fields.ts';
import { type Address, addresseeOf, contactBefore, copyTo, standingOfContact, typedContact } from '../addressee.ts';
import type { MessageName } from '../domain/messages.ts';
import { type ReplayedSessionEvent, replaySession } from '../domain/session/evolve.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { isToldLater, perhapsToldWith, type SessionMessageName } from '../domain/session/messages.ts';
import { actedAt, askedFileOf, messageOf, type Told } from '../notify/facts.ts';
import { contactChanged } from '../notify/templates/contact-changed.ts';
import { contactConfirmation } from '../notify/templates/contact-confirmation.ts';
import type { Message } from '../notify/templates/facts.ts';
import { gatheredMail } from '../notify/templates/gathered.ts';
import { sessionMail } from '../notify/templates/sessions.ts';
import { templates } from '../notify/templates/templates.ts';
import { type ApplicationFile, loadFile } from '../store/applications.ts';
import { callInForce, loadCall, loadCallVersion } from '../store/calls.ts';
import { CONFIRMATION, CONTACT_CHANGED, contactOf, linkFor } from '../store/contacts.ts';
import { readEvents } from '../store/events.ts';
import type { MessageItem } from '../store/items/mail.ts';
import { actOfEvent } from '../store/keys.ts';
import { loadMessages } from '../store/messages.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadSession } from '../store/sessions.ts';

/** Who a message goes to and what it says; or why it is not due any more; or that there is nobody to send it to. */
export type Letter = Due | { kind: 'dropped'; why: string } | { kind: 'nobody'; copied?: boolean };
interface Due {
  kind: 'due';
  to: Address & { personId?: string };
  fromName: string;
  told?: Told;
  write: () => Message;
  /** The contact of the file gets a copy. */
  copied?: boolean;
  /** The last mail to the contact did not arrive. */
  failedBefore?: boolean;
}

const dropped = (why: string): Letter => ({ kind: 'dropped', why });

/** Sessions' mails, by name: whatever else stands on a message is a mail about a file. */
const sessionMails: readonly string[] = [
  'session-convened',
  'session-changed',
  'session-left',
  'session-cancelled',
] satisfies SessionMessageName[];

/** Whether this code writes the mail: one that it does not know waits for the code that does. */
export const hasTemplate = ({ template }: Pick<MessageItem, 'template'>): boolean =>
  template in templates || template === CONFIRMATION || template === CONTACT_CHANGED || sessionMails.includes(template);

type Chained<E> = StoredEvent & E;

/**
 * Reads for one run what messages are written from. Files are read again for each mail, so that what is sent and whom it
 * goes to is decided on what is true when it leaves.
 */
export const lettersOf = (ports: StorePorts, siteUrl: string) => {
  const files = new Map<string, Promise<ApplicationFile | undefined>>();
  const fileOf = (id: string) => {
    const reading = files.get(id) ?? loadFile(ports, id);
    files.set(id, reading);
    return reading;
  };

  const callOf = ({ head }: ApplicationFile) => loadCallVersion(ports, head.callId, head.callVersion);

  const ofFile = async (message: MessageItem): Promise<Letter> => {
    const file = await fileOf(message.aggregate.id);
    if (!file) return dropped('gone');
    if (message.template === CONFIRMATION) return ofConfirmation(file);
    const event = file.events.find(({ seq }) => seq === message.seq) as Chained<ApplicationEvent> | undefined;
    if (!event) return dropped('gone');
    if (message.template === CONTACT_CHANGED) return ofFormerContact(file, event);
    if (message.audience === 'juror') return ofJuror(file, event, message);
    const addressee = await addresseeOf(ports, file);
    const copy = copyTo(file, addressee);
    if (message.audience === 'contact') {
      if (!copy) return dropped('not-confirmed');
      const failedBefore = standingOfContact(file, addressee)?.failed !== undefined;
      return { ...(await letterTo(file, event, message, copy)), failedBefore };
    }
    const copied = copy !== undefined;
    if (!addressee) return { kind: 'nobody', copied };
    const { email, name, language, id: personId } = addressee;
    return { ...(await letterTo(file, event, message, { email, name, language, personId })), copied };
  };

  const letterTo = async (
    file: ApplicationFile,
    event: Chained<ApplicationEvent>,
    { template, audience }: MessageItem,
    to: Due['to'],
  ): Promise<Due> => {
    const [call, inForce] = await Promise.all([
      callOf(file),
      audience === 'juror' ? undefined : callInForce(ports, file.head.callId, actedAt({ file, event })),
    ]);
    const { name: recipientName, language } = to;
    const told: Told = { file, call, event, language, siteUrl, recipientName, signatory: inForce?.signatory };
    const write = () => messageOf(template as MessageName, told);
    return {
      kind: 'due',
      to,
      fromName: call.service.name,
      told,
      write: audience === 'contact' ? () => asCopy(write(), to.language) : write,
    };
  };

  const ofJuror = async (
    file: ApplicationFile,
    event: Chained<ApplicationEvent>,
    message: MessageItem,
  ): Promise<Letter> => {
    const why = notDueTo(file, message);
    if (why) return dropped(why);
    const to = await jurorOf(ports, message.recipient);
    if (!to) return { kind: 'nobody' };
    return to === 'left' ? dropped('left') : letterTo(file, event, message, to);
  };

  /** The question to the contact, while nobody answered it: each time that it leaves with a link of its own. */
  const ofConfirmation = async (file: ApplicationFile): Promise<Letter> => {
    const addressee = await addresseeOf(ports, file);
    const contact = typedContact(file);
    const known = contact && contactOf(file.contacts, contact.email);
    if (!known || standingOfContact(file, addressee)?.state !== 'asked') return dropped('answered');
    const token = await linkFor(ports, file.head.id, known);
    if (!token) return dropped('answered');
    const call = await callOf(file);
    // Nobody knows yet in which language the holder reads: it asks in both, and the answer says.
    const { language } = contact;
    const facts = {
      ...{ language, siteUrl, token, service: call.service },
      recipientName: '' as const,
      callTitle: call.title[language],
      number: file.head.number ?? '',
    };
    return {
      kind: 'due',
      to: contact,
      fromName: call.service.name,
      write: () => contactConfirmation(facts),
    };
  };

  /** What the contact is told whom the event replaced by another one. */
  const ofFormerContact = async (file: ApplicationFile, event: Chained<ApplicationEvent>): Promise<Letter> => {
    const former = contactBefore(file, event.seq);
    if (!former || contactOf(file.contacts, former.email)?.status !== 'confirmed') return dropped('not-confirmed');
    const [addressee, call] = await Promise.all([addresseeOf(ports, file), callOf(file)]);
    const language = addressee?.language ?? former.language;
    const facts = {
      ...{ language, siteUrl, service: call.service, at: event.at },
      recipientName: '',
      callTitle: call.title[language],
      number: file.head.number ?? '',
    };
    return {
      kind: 'due',
      to: { ...former, language },
      fromName: call.service.name,
      write: () => contactChanged(facts),
    };
  };

  const ofSession = async (message: MessageItem): Promise<Letter> => {
    const { id } = message.aggregate;
    const [loaded, events] = await Promise.all([loadSession(ports, id), readEvents(ports, { type: 'session', id })]);
    const call = loaded && (await loadCall(ports, loaded.session.callId));
    if (!loaded || !call) return dropped('gone');
    const name = message.template as SessionMessageName;
    const known = events.filter(isKnown) as (Chained<SessionEvent> & ReplayedSessionEvent)[];
    const event = known.find(({ seq }) => seq === message.seq);
    if (!event) return dropped('gone');
    const why =
      notDueOf(loaded.session, name, message.recipient) ??
      (name === 'session-changed' && !message.again && isToldLater(known, event) ? TOLD_LATER : undefined);
    if (why) return dropped(why);
    const to = await jurorOf(ports, message.recipient);
    if (!to) return { kind: 'nobody' };
    if (to === 'left') return dropped('left');
    const since = await firstUntold(ports, perhapsToldWith(known, event), message);
    const before = replaySession(known.filter(({ seq }) => seq < since));
    const write = () =>
      sessionMail(name, {
        language: to.language,
        siteUrl,
        recipientName: to.name,
        callTitle: call.title[to.language],
        service: call.service,
        session: loaded.session,
        formerStartsAt: before?.startsAt,
        files: agendaOf(loaded).length,
      });
    return { kind: 'due', to, fromName: call.service.name, write };
  };

  return {
    /** Forgets what was read: the next mail is decided anew. */
    forget: () => files.clear(),
    of: (message: MessageItem): Promise<Letter> =>
      message.aggregate.type === 'session' ? ofSession(message) : ofFile(message),
  };
};

/** The same letter, which says that it is a copy. */
const asCopy = (letter: Message, language: Language): Message => ({
  ...letter,
  subject: `${language === 'fr' ? 'Copie\u00a0:' : 'Copy:'} ${letter.subject}`,
});

/** The juror as the store knows them now; `left` for one whose role was taken away. */
const jurorOf = async (
  ports: StorePorts,
  personId: string,
): Promise<(Address & { personId: string }) | 'left' | undefined> => {
  const person = await loadPerson(ports, personId);
  if (!person) return undefined;
  if (!person.roles.includes('juror')) return 'left';
  const { email, name, language } = person;
  return { email, name, language, personId };
};

/**
 * Why a message asks a juror for nothing any more: who is recused or was relieved may not do it. A reminder, and what is
 * sent once more, is for whoever is awaited at that step.
 */
const notDueTo = (file: ApplicationFile, { recipient, stepId, template, again }: MessageItem): string | undefined => {
  const own = file.assignments.find(({ jurorId }) => jurorId === recipient);
  if (!own) return 'replaced';
  if (own.state === 'recused' || own.state === 'relieved') return own.state;
  const isAwaited = own.stepId === stepId && own.state === 'assigned';
  return (again || template === 'reminded') && !isAwaited ? 'done' : undefined;
};

/** Why the mail of a change did not leave that the mail of the next one tells as well. */
const TOLD_LATER = 'told-later';

/**
 * The first of the changes just before a message's own that its reader was not told of; its own without any. One whose mail still
 * waits is not told either: it will be left to this one, whichever leaves first.
 */
const firstUntold = async (
  ports: StorePorts,
  changes: readonly StoredEvent[],
  { recipient, seq }: MessageItem,
): Promise<number> => {
  if (changes.length === 0) return seq;
  const mails = await loadMessages(
    ports,
    changes.map((event) => ({ act: actOfEvent(event), aggregate: event.aggregate, seq: event.seq, recipient })),
  );
  const untold = changes.map((change) => {
    const mail = mails.find((one) => one.seq === change.seq);
    return mail?.dropped === TOLD_LATER || (mail?.status === 'waiting' && !mail.again);
  });
  const told = untold.indexOf(false);
  return changes[(told < 0 ? changes.length : told) - 1]?.seq ?? seq;
};

/**
 * Why a mail about a session is due no more: who sits no more is not convened, who sits again did not leave, and nobody is
 * called to what was cancelled or is over.
 */
const notDueOf = (
  { state, memberIds }: { state: string; memberIds: readonly string[] },
  name: SessionMessageName,
  jurorId: string,
): string | undefined => {
  const sits = memberIds.includes(jurorId);
  if (name === 'session-left') return sits ? 'sits-again' : undefined;
  if (!sits) return 'replaced';
  if (name === 'session-cancelled') return undefined;
  return state === 'cancelled' ? 'cancelled' : state === 'closed' ? 'over' : undefined;
};

/** What one mail says of messages that are due to one person: the letter as it is, or the list of the files. */
export const written = (
  letters: readonly Extract<Letter, { kind: 'due' }>[],
  messages: readonly MessageItem[],
  siteUrl: string,
): Message => {
  const [first] = letters;
  if (!first) throw new Error('A mail tells of nothing');
  const told = letters.flatMap((letter) => letter.told ?? []);
  const [{ call }] = told.length > 1 ? (told as [Told]) : [{ call: undefined }];
  if (!call) return first.write();
  const language: Language = first.to.language;
  return gatheredMail({
    language,
    siteUrl,
    recipientName: first.to.name,
    callTitle: call.title[language],
    service: call.service,
    files: told.map(askedFileOf),
    reminds: messages.every(({ template }) => template === 'reminded'),
  });
};
