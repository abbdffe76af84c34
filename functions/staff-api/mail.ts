import type * as z from 'zod';
import type { unsentMail } from '../../schemas/contract/staff/mails.ts';
import { messageNames } from '../../schemas/mail.ts';
import type { OfficePerDay } from '../../schemas/per-day.ts';
import { addresseeOf } from '../addressee.ts';
import { resumeMail } from '../domain/application/resume-mail.ts';
import { dayOf } from '../domain/calendar.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { messagesOf, withMails } from '../file-mails.ts';
import type { Operations } from '../http.ts';
import { liftingOf, loadAddress } from '../store/addresses.ts';
import { loadHeads } from '../store/application-lists.ts';
import { commitToFile, loadFile } from '../store/applications.ts';
import { type Guarded, retrying } from '../store/commit.ts';
import type { MessageItem } from '../store/items/mail.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import { listUnsent, loadMessage, type Outcome, outcomeWrite } from '../store/messages.ts';
import { loadPerson, loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadSessionHead } from '../store/sessions.ts';
import { transact } from '../store/transact.ts';
import { actOnFile, type Made, mayTouch } from './access.ts';
import { emailOf, isUnsent, notArrivedTo, whyUnsent } from './mail-view.ts';
import { counting } from './mailing.ts';

/** Mails of one file to one person that one act has sent again at most: what is left is sent again by the next. */
const AGAIN_AT_MOST = 80;

export const mailOperations = (
  ports: StorePorts,
  most: OfficePerDay,
): Pick<Operations<'staff'>, 'resumeMail' | 'listUnsentMails' | 'settleMail'> => ({
  async resumeMail({ params, body, person, at }) {
    const made: Made = ({ type, data }) => type === 'application.mail-resumed' && data.recipient === body.recipient;
    return actOnFile(ports, person, params.applicationId, made, async (file) => {
      const { recipient } = body;
      const isLetter = recipient === 'applicant';
      const addressee = isLetter ? await addresseeOf(ports, file) : undefined;
      const email = emailOf(addressee, await loadPersons(ports, isLetter ? [] : [recipient]), recipient);
      const readerId = isLetter ? addressee?.id : recipient;
      const messages = await messagesOf(ports, file, recipient);
      // Of persons to whom this file never wrote nothing is told.
      const isKnown = messages.length > 0 || file.notifications.some((mail) => mail.recipient === recipient);
      if (!email || !isKnown) throw notFound();
      const address = await loadAddress(ports, email);
      const held = address?.status === 'held';
      const unsent = messages.filter(isUnsent);
      const older = notArrivedTo(await withMails(ports, file), recipient);
      const decided = resumeMail({
        application: file.head,
        recipient,
        due: held || unsent.length > 0 || older > 0,
        at,
      });
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        checks: [
          ...(held ? [liftingOf(ports, email, address, { at, personId: person.id })] : []),
          ...counting(ports, { by: person, most, of: 'mailsAgain', to: { id: readerId, of: 'mailedAgain' }, at }),
          ...unsent.slice(0, AGAIN_AT_MOST).map((message): Guarded => ({ write: againWrite(ports, message, at) })),
        ],
      });
    });
  },

  async listUnsentMails({ query, person }) {
    const { applicationId, sessionId, personId, cursor } = query;
    const aggregateId = applicationId ?? sessionId;
    const of = aggregateId ? { aggregateId } : personId ? { personId } : 'all';
    const { items, ...rest } = await listUnsent(ports, of, cursor);
    return { items: await namedRows(ports, items, person.id), ...rest };
  },

  async settleMail({ body, person, at }) {
    const { act, aggregate, seq, recipient, settle } = body;
    if ('on' in settle && settle.on > dayOf(at))
      throw new DomainError('invalid', 'invalid', {
        fields: [{ path: ['settle', 'on'], keys: ['rules.in-future'] }],
      });
    if (aggregate.type === 'application') await mayTouch(ports, person, aggregate.id);
    return retrying(ports, async () => {
      const message = await loadMessage(ports, { act, aggregate, seq, recipient });
      if (!message) throw notFound();
      if (!isUnsent(message)) throw new DomainError('conflict', 'mail-settled');
      const by = { byId: person.id, at };
      if (settle.outcome !== 'again') {
        const { outcome, ...said } = settle;
        const done: Outcome = { status: outcome, settled: { ...by, ...said } };
        await transact(ports, [{ write: outcomeWrite(ports, message, done, at) }]);
        return { done: true as const };
      }
      const reader = await currentReader(ports, message);
      const address = reader && (await loadAddress(ports, reader.email));
      const lifting =
        reader && address?.status === 'held'
          ? [liftingOf(ports, reader.email, address, { at, personId: person.id })]
          : [];
      await transact(ports, [
        { write: againWrite(ports, message, at) },
        ...lifting,
        ...counting(ports, { by: person, most, of: 'mailsAgain', to: { id: reader?.id, of: 'mailedAgain' }, at }),
      ]);
      return { done: true as const };
    });
  },
});

/** A message is to leave once more, at once. What it failed with is over. */
const againOf = (at: string): Outcome => ({
  status: 'waiting',
  leavesAt: at,
  again: true,
  delivery: undefined,
  refusal: undefined,
});
const againWrite = (ports: StorePorts, message: MessageItem, at: string) =>
  outcomeWrite(ports, message, againOf(at), at);

/** Whom a message would go to now. */
const currentReader = async (
  ports: StorePorts,
  { recipient, aggregate }: MessageItem,
): Promise<PersonItem | undefined> => {
  if (recipient !== 'applicant') return loadPerson(ports, recipient);
  const file = await loadFile(ports, aggregate.id);
  return file && addresseeOf(ports, file);
};

/** Rows of the list as an agent sees it: whose mail it is and what it is about, by name. */
const namedRows = async (
  ports: StorePorts,
  items: readonly MessageItem[],
  agentId: string,
): Promise<z.input<typeof unsentMail>[]> => {
  const idsOf = (type: 'application' | 'session') => [
    ...new Set(items.filter(({ aggregate }) => aggregate.type === type).map(({ aggregate }) => aggregate.id)),
  ];
  const [heads, sessions, persons] = await Promise.all([
    loadHeads(ports, idsOf('application')),
    Promise.all(idsOf('session').map((id) => loadSessionHead(ports, id))),
    loadPersons(ports, [...new Set(items.map(({ recipient }) => recipient).filter((id) => id !== 'applicant'))]),
  ]);
  return items.flatMap((message): z.input<typeof unsentMail>[] => {
    const { act, aggregate, seq, recipient, template, subject, refusal } = message;
    const head = heads.find(({ id }) => id === aggregate.id);
    const session = sessions.find((one) => one?.id === aggregate.id);
    const why = whyUnsent(message);
    const recusal = head?.recusals.find(({ jurorId }) => jurorId === agentId);
    if (head && recusal && why) return [closedRow(message, head, { ...why, recusedSince: recusal.at })];
    const about = head
      ? ({ type: 'application', id: head.id, number: head.number ?? '', title: head.title } as const)
      : session && ({ type: 'session', id: session.id, title: session.title } as const);
    if (!about || !why) return [];
    return [
      {
        act,
        about,
        seq,
        recipient,
        recipientName:
          recipient === 'applicant' ? (head?.organisationName ?? '') : (persons.get(recipient)?.name ?? ''),
        template: messageNames.find((name) => name === template),
        ...(subject && { subject }),
        ...why,
        ...(refusal && { refusal }),
      },
    ];
  });
};

/** A row of a file that the agent is recused from. */
const closedRow = (
  { act, seq, recipient, template }: MessageItem,
  { id, number = '' }: ApplicationHead,
  { recusedSince, ...why }: NonNullable<ReturnType<typeof whyUnsent>> & { recusedSince: string },
): z.input<typeof unsentMail> => ({
  act,
  about: { type: 'application', id, number, title: '', recusedSince },
  seq,
  recipient,
  recipientName: '',
  template: messageNames.find((name) => name === template),
  ...why,
});
