import type { Language } from '../../schemas/fields.ts';
import type { ReminderChoice } from '../../schemas/reminders.ts';
import { dayAndHour, longDay, longDayOf } from '../../schemas/texts/format.ts';
import { type Block, heading, key, link, list, paragraph } from '../blocks.ts';
import type { JurorDigest, StaffDigest } from '../domain/digest.ts';
import { letterPage } from '../letter-page.ts';
import type { ListedAssignment } from '../store/assignments.ts';
import type { ApplicationHead, SessionHead } from '../store/items.ts';

export interface DigestMail {
  subject: string;
  text: string;
  html: string;
}
/** A session of the jury that a juror is reminded of, with the files that the juror hears there. */
export interface SessionAhead {
  session: Pick<SessionHead, 'id' | 'title' | 'place' | 'startsAt'>;
  files: readonly ListedAssignment[];
}
interface Reader {
  person: { name: string; language: Language };
  choice: ReminderChoice;
  siteUrl: string;
}

/** The name that a reminder comes from: it may be of files of several calls, and of no one service. */
export const senderNameOf = (language: Language): string => words[language].over;

const words = {
  fr: {
    over: 'Appel à projets permanent',
    colon: '\u00a0: ',
    greeting: (name: string) => `Bonjour ${name},`,
    footer: 'Ce message est envoyé automatiquement, au plus une fois par jour.',
    daily:
      'Vous recevez ce rappel les jours où quelque chose vous attend. Vous pouvez le recevoir le lundi seulement, ou plus du tout\u00a0:',
    weekly:
      'Vous recevez ce rappel le lundi. Vous pouvez le recevoir chaque jour où quelque chose vous attend, ou plus du tout\u00a0:',
    choose: 'Choisir mes rappels',
    jury: {
      subject: (late: number, soon: number, sessions: number) =>
        [
          late > 0 && `${late} évaluation${late > 1 ? 's' : ''} en retard`,
          soon > 0 &&
            (late > 0 ? `${soon} à rendre bientôt` : `${soon} évaluation${soon > 1 ? 's' : ''} à rendre bientôt`),
          sessions > 0 && `${sessions} séance${sessions > 1 ? 's' : ''} du jury à venir`,
        ]
          .filter(Boolean)
          .join(', '),
      title: 'Ce qui vous attend au jury',
      late: 'En retard',
      soon: 'À rendre bientôt',
      lateOn: (day: string) => `était à rendre le ${day}`,
      dueOn: (day: string) => `à rendre le ${day}`,
      sessions: 'Séances du jury à venir',
      heard: (files: number) => `${files} dossier${files > 1 ? 's' : ''} à lire d’ici là`,
      open: 'Ouvrir mes dossiers',
      cannot:
        'Si vous ne pouvez pas évaluer un dossier, dites-le au service\u00a0: il en décharge un juré aussitôt, et les rappels cessent.',
    },
    staff: {
      subject: (files: number) => `${files} dossier${files > 1 ? 's' : ''} à débloquer`,
      title: 'Ce qui prend du retard',
      late: 'Étapes en retard',
      lateBy: (days: number) => `${days} jour${days > 1 ? 's' : ''} de retard`,
      outOfReach: 'Quorum hors d’atteinte\u00a0: un juré est à désigner',
      jurors: (have: number, need: number) => `${have} juré${have > 1 ? 's' : ''} pour un quorum de ${need}`,
      clocks: 'Silence qui vaut bientôt rejet',
      clockOn: (day: string) => `rejet implicite si rien n’est décidé au ${day}`,
      keptClockOn: (day: string) => `décision gardée, rejet implicite si elle n’est pas annoncée au ${day}`,
      open: 'Ouvrir les dossiers',
    },
  },
  en: {
    over: 'Permanent call for projects',
    colon: ': ',
    greeting: (name: string) => `Dear ${name},`,
    footer: 'This message was sent automatically, once a day at most.',
    daily: 'You receive this reminder on days with something to say. You can have it on Mondays only, or not at all:',
    weekly: 'You receive this reminder on Mondays. You can have it on each day with something to say, or not at all:',
    choose: 'Choose my reminders',
    jury: {
      subject: (late: number, soon: number, sessions: number) =>
        [
          late > 0 && `${late} evaluation${late > 1 ? 's' : ''} late`,
          soon > 0 && (late > 0 ? `${soon} due soon` : `${soon} evaluation${soon > 1 ? 's' : ''} due soon`),
          sessions > 0 && `${sessions} session${sessions > 1 ? 's' : ''} of the jury to come`,
        ]
          .filter(Boolean)
          .join(', '),
      title: 'What waits for you on the jury',
      late: 'Late',
      soon: 'Due soon',
      lateOn: (day: string) => `was due on ${day}`,
      dueOn: (day: string) => `due on ${day}`,
      sessions: 'Sessions of the jury to come',
      heard: (files: number) => `${files} file${files > 1 ? 's' : ''} to read before`,
      open: 'Open my files',
      cannot: 'If you cannot evaluate a file, tell the service: it relieves a juror at once, and the reminders cease.',
    },
    staff: {
      subject: (files: number) => `${files} file${files > 1 ? 's' : ''} to unblock`,
      title: 'What falls behind',
      late: 'Steps that are late',
      lateBy: (days: number) => `${days} day${days > 1 ? 's' : ''} late`,
      outOfReach: 'Quorum out of reach: a juror is to be assigned',
      jurors: (have: number, need: number) => `${have} juror${have > 1 ? 's' : ''} for a quorum of ${need}`,
      clocks: 'Silence that soon refuses',
      clockOn: (day: string) => `refused by silence if nothing is decided by ${day}`,
      keptClockOn: (day: string) => `decision kept back, refused by silence unless it is announced by ${day}`,
      open: 'Open the files',
    },
  },
} as const;

const compose = (
  { person, choice, siteUrl }: Reader,
  area: 'jury' | 'staff',
  mail: { subject: string; title: string; blocks: Block[] },
): DigestMail => {
  const { over, greeting, footer, choose, ...said } = words[person.language];
  return letterPage({
    language: person.language,
    over,
    subject: mail.subject,
    title: mail.title,
    footer,
    blocks: [
      paragraph(greeting(person.name)),
      ...mail.blocks,
      paragraph(choice === 'weekly' ? said.weekly : said.daily),
      link(choose, `${siteUrl}/${area}/reminders`),
    ],
  });
};

/** A part of a digest: a heading and a line for each file, or nothing. */
const part = (title: string, items: string[]): Block[] => (items.length > 0 ? [heading(title), list(items)] : []);

/** What a juror is told: titles and steps as the juror's list shows them, which a blind step leaves without a name. */
export const jurorMail = (
  reader: Reader & {
    digest: Pick<JurorDigest<ListedAssignment>, 'late' | 'soon'> & { sessions: readonly SessionAhead[] };
  },
): DigestMail => {
  const { digest, person, siteUrl } = reader;
  const { jury } = words[person.language];
  const line = (work: ListedAssignment, due: (day: string) => string) =>
    `${work.number}, ${work.title} (${work.stepLabel[person.language]})${words[person.language].colon}${due(longDayOf(work.dueAt, person.language))}`;
  const subject = jury.subject(digest.late.length, digest.soon.length, digest.sessions.length);
  return compose(reader, 'jury', {
    subject,
    title: jury.title,
    blocks: [
      key(`${subject}.`),
      ...part(
        jury.late,
        digest.late.map((work) => line(work, jury.lateOn)),
      ),
      ...part(
        jury.soon,
        digest.soon.map((work) => line(work, jury.dueOn)),
      ),
      ...part(
        jury.sessions,
        digest.sessions.map(
          ({ session, files }) =>
            `${dayAndHour(session.startsAt, person.language)}, ${session.place} (${session.title})${words[person.language].colon}${jury.heard(files.length)}. ${siteUrl}/jury/sessions/${session.id}`,
        ),
      ),
      link(jury.open, `${siteUrl}/jury`),
      paragraph(jury.cannot),
    ],
  });
};

/** What staff are told, each file with its address. */
export const staffMail = (reader: Reader & { digest: StaffDigest<ApplicationHead> }): DigestMail => {
  const { digest, person, siteUrl } = reader;
  const { staff } = words[person.language];
  const line = (file: ApplicationHead, said: string) =>
    `${file.number}, ${file.title}${words[person.language].colon}${said}. ${siteUrl}/staff/applications/${file.id}`;
  const files = new Set([
    ...digest.late.map(({ file }) => file.id),
    ...digest.outOfReach.map(({ id }) => id),
    ...digest.clocks.map(({ file }) => file.id),
  ]).size;
  const subject = staff.subject(files);
  return compose(reader, 'staff', {
    subject,
    title: staff.title,
    blocks: [
      key(`${subject}.`),
      ...part(
        staff.late,
        digest.late.map(({ file, days }) => line(file, staff.lateBy(days))),
      ),
      ...part(
        staff.outOfReach,
        digest.outOfReach.map((file) =>
          line(file, staff.jurors(file.jury?.jurorIds.length ?? 0, file.jury?.quorum ?? 0)),
        ),
      ),
      ...part(
        staff.clocks,
        digest.clocks.map(({ file, on }) =>
          line(file, (file.announceOn ? staff.keptClockOn : staff.clockOn)(longDay(on, person.language))),
        ),
      ),
      link(staff.open, `${siteUrl}/staff`),
    ],
  });
};
