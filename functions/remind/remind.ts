import { silenceWarningDays } from '../../schemas/clocks.ts';
import { type MailAbout, mailAbout, reminderSeq } from '../../schemas/mail.ts';
import { isAgent } from '../../schemas/office.ts';
import { isRecused } from '../domain/application/open-step.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { isReminderDay, isReminderHour, jurorDigest, staffDigest } from '../domain/digest.ts';
import { sendLeased } from '../leased-mail.ts';
import { faultOf, logger } from '../observe.ts';
import { remindersOf } from '../reminders.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import { listByState, listClocks, loadHeads } from '../store/application-lists.ts';
import { type ListedAssignment, listOpenAssignments, stillOpen } from '../store/assignments.ts';
import { listStaffCalls, loadCallVersion } from '../store/calls.ts';
import type { ApplicationHead, PersonItem, SessionHead } from '../store/items.ts';
import { reminderKey } from '../store/keys.ts';
import { LeaseHeld } from '../store/lease.ts';
import { NoTurn } from '../store/pace.ts';
import { listStaff, loadPerson, loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadReminded, markReminded } from '../store/reminders.ts';
import { loadSessionHead } from '../store/sessions.ts';
import { type DigestMail, jurorMail, type SessionAhead, senderNameOf, staffMail } from './mails.ts';

/** What a run sends with. */
export interface Reminding {
  ports: StorePorts;
  mailer: Mailer;
  siteUrl: string;
}

/** The farthest ahead that any step reminds, in days, with the week that a weekly mail looks ahead. */
const FARTHEST_DAYS = 60 + 7;

/** States in which a file waits for staff or for its jury. */
const waiting = ['checking', 'ready', 'evaluating', 'deliberating', 'deciding'] as const;

/**
 * Reminds everybody who is to be reminded today and was not yet. It is woken each hour of the morning: what one run does
 * not come by, the next one does, and a person's lease of the day keeps it to one mail.
 * @returns how many jurors and members of staff were written to, and how many mails were refused and are tried next time.
 */
export const remind = async (reminding: Reminding): Promise<{ jurors: number; staff: number; refused: number }> => {
  const at = reminding.ports.now().toISOString();
  const count = { jurors: 0, staff: 0, refused: 0 };
  if (!isReminderHour(at)) return count;
  const note = async (who: 'jurors' | 'staff', sending: Promise<boolean>) => {
    try {
      if (await sending) count[who]++;
    } catch (error) {
      // No time is left: the next run goes on.
      if (error instanceof NoTurn) throw error;
      if (!(error instanceof LeaseHeld)) {
        count.refused++;
        logger.warn('A reminder did not leave', { error: faultOf(error) });
      }
    }
  };
  try {
    await remindJurors(reminding, at, (sending) => note('jurors', sending));
    await remindStaff(reminding, at, (sending) => note('staff', sending));
  } catch (error) {
    if (!(error instanceof NoTurn)) throw error;
  }
  return count;
};

type Note = (sending: Promise<boolean>) => Promise<void>;

/**
 * One query lists every open assignment that is late or due before long; what a juror is told is read strongly once the
 * mail's turn has come, so that nobody is reminded of what was submitted, relieved or recused a moment ago.
 */
const remindJurors = async ({ ports, mailer, siteUrl }: Reminding, at: string, note: Note): Promise<void> => {
  const listed = await listOpenAssignments(ports, addDays(dayOf(at), FARTHEST_DAYS));
  const byJuror = Map.groupBy(listed, ({ jurorId }) => jurorId);
  const persons = await loadPersons(ports, await notReminded(ports, [...byJuror.keys()], at));
  const sessionsAhead = convenedSessions(ports);
  for (const [jurorId, assignments] of byJuror) {
    const tell = async (person: PersonItem, open: readonly ListedAssignment[]): Promise<Reminder | undefined> => {
      const { choice } = remindersOf(person);
      const digest = person.roles.includes('juror') ? jurorDigest(open, choice, at) : undefined;
      if (!digest) return undefined;
      const sessions = await sessionsAhead(digest.heard);
      const [first] = [...digest.late, ...digest.soon, ...sessions.flatMap(({ files }) => files)];
      return (
        first && {
          message: jurorMail({ person, digest: { ...digest, sessions }, choice, siteUrl }),
          files: digest.late.length + digest.soon.length + sessions.reduce((sum, { files }) => sum + files.length, 0),
          applicationId: first.applicationId,
        }
      );
    };
    const person = persons.get(jurorId);
    if (person && (await tell(person, assignments)))
      await note(deliver({ ports, mailer }, person, at, async (now) => tell(now, await stillOpen(ports, assignments))));
  }
};

/**
 * The sessions at which files are heard, each read once in a run: those that are yet to come and whose members were
 * convened. Nobody hears of a session before that.
 */
const convenedSessions = (ports: StorePorts) => {
  const read = new Map<string, Promise<SessionHead | undefined>>();
  return async (heard: readonly ListedAssignment[]): Promise<SessionAhead[]> => {
    const found: SessionAhead[] = [];
    for (const [sessionId, files] of Map.groupBy(heard, (work) => work.sessionId ?? '')) {
      const reading = read.get(sessionId) ?? loadSessionHead(ports, sessionId);
      read.set(sessionId, reading);
      const session = await reading;
      if (session?.state === 'planned' && session.convenedAt) found.push({ session, files });
    }
    return found;
  };
};

const remindStaff = async ({ ports, mailer, siteUrl }: Reminding, at: string, note: Note): Promise<void> => {
  const today = dayOf(at);
  const all = (await listStaff(ports)).filter((person) => isReminderDay(remindersOf(person).choice, today));
  const left = new Set(
    await notReminded(
      ports,
      all.map(({ id }) => id),
      at,
    ),
  );
  const staff = all.filter(({ id }) => left.has(id));
  if (staff.length === 0) return;
  const files = await waitingFiles(ports, today);
  const found = staffDigest(files, silenceWarningDays, 'daily', at);
  if (!found) return;
  const concerned = new Set([
    ...found.late.map(({ file }) => file.id),
    ...found.outOfReach.map(({ id }) => id),
    ...found.clocks.map(({ file }) => file.id),
  ]);
  const tell = async (person: PersonItem, heads: readonly ApplicationHead[]): Promise<Reminder | undefined> => {
    const { choice } = remindersOf(person);
    if (!isAgent(person) || !isReminderDay(choice, today)) return undefined;
    // Of a file that the agent is recused from nothing is told.
    const own = await withCalls(
      ports,
      heads.filter((file) => !isRecused(file, person.id)),
    );
    const digest = staffDigest(own, silenceWarningDays, 'daily', at);
    const [first] = own;
    return digest && first
      ? { message: staffMail({ person, digest, choice, siteUrl }), files: own.length, applicationId: first.file.id }
      : undefined;
  };
  const heads = files.map(({ file }) => file).filter(({ id }) => concerned.has(id));
  for (const person of staff)
    if (await tell(person, heads))
      await note(
        deliver({ ports, mailer }, person, at, async (now) => tell(now, await loadHeads(ports, [...concerned]))),
      );
};

const withCalls = (ports: StorePorts, heads: readonly ApplicationHead[]) =>
  Promise.all(heads.map(async (file) => ({ file, call: await loadCallVersion(ports, file.callId, file.callVersion) })));

/** Every file that waits for somebody of the city, and those whose clock runs out, as the indexes know them. */
const waitingFiles = async (ports: StorePorts, today: string) => {
  const found = new Map<string, ApplicationHead>();
  const all = async (
    page: (cursor: string | undefined) => Promise<{ items: ApplicationHead[]; nextCursor?: string }>,
  ) => {
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page(cursor);
      for (const head of items) found.set(head.id, head);
      cursor = nextCursor;
    } while (cursor);
  };
  for (const { callId } of await listStaffCalls(ports))
    for (const state of waiting) await all((cursor) => listByState(ports, callId, state, cursor));
  await all((cursor) => listClocks(ports, addDays(today, silenceWarningDays), cursor));
  return withCalls(ports, [...found.values()]);
};

/** Those who had no reminder today: nobody else takes a turn to send. */
const notReminded = async (ports: StorePorts, personIds: readonly string[], at: string): Promise<string[]> => {
  const had = await loadReminded(ports, personIds, dayOf(at));
  return personIds.filter((id) => !had.has(id));
};

/** What a person is told. */
interface Reminder {
  message: DigestMail;
  files: number;
  applicationId: string;
}

/**
 * Sends a person's reminder of the day, unless it went out; held back where the address refuses our mails.
 * @param tell What to tell the person as they are now, read anew: the mail before may have waited long for its turn, and
 * indexes may not know yet who left.
 * @returns whether it left now.
 * @throws LeaseHeld while another run sends it; NoTurn; what the service refused with.
 */
const deliver = async (
  { ports, mailer }: Pick<Reminding, 'ports' | 'mailer'>,
  { id, email }: PersonItem,
  at: string,
  tell: (person: PersonItem) => Promise<Reminder | undefined>,
): Promise<boolean> => {
  if ((await loadAddress(ports, email))?.status === 'held') return false;
  const key = reminderKey(id, dayOf(at));
  let files = 0;
  const sent = await sendLeased({ ports, mailer }, key, async () => {
    const person = await loadPerson(ports, id);
    const reminder = person && (await tell(person));
    if (!reminder) return undefined;
    files = reminder.files;
    const { applicationId, message } = reminder;
    const about: MailAbout = mailAbout.parse({ applicationId, seq: reminderSeq, recipient: id });
    return { fromName: senderNameOf(person.language), to: person.email, ...message, about };
  });
  if (!sent) return false;
  if ('refused' in sent) throw sent.refused;
  await markReminded(ports, key, { messageId: sent.messageId, at: ports.now().toISOString(), files });
  return true;
};
