import { dayAndHour } from '../../../schemas/texts/format.ts';
import { type Block, key, paragraph, rows } from '../../blocks.ts';
import type { SessionMessageName } from '../../domain/session/messages.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toMember, type Wording } from './layout.ts';

/** What a mail about a session needs to know. */
export interface SessionFacts extends CommonFacts {
  session: { id: string; title: string; place: string; startsAt: string };
  /** When it was to begin before the change that the mail tells of. */
  formerStartsAt?: string | undefined;
  /** Files on the agenda when the mail is written. */
  files: number;
}

const about = ({ language, session, files }: SessionFacts): Block => {
  const when = dayAndHour(session.startsAt, language);
  return language === 'fr'
    ? rows(
        ['Séance\u00a0:', session.title],
        ['Date\u00a0:', when],
        ['Lieu\u00a0:', session.place],
        ['Dossiers à l’ordre du jour\u00a0:', String(files)],
      )
    : rows(
        ['Session:', session.title],
        ['Date:', when],
        ['Place:', session.place],
        ['Files on the agenda:', String(files)],
      );
};

/** That the session moved, and from when; nothing where it begins as it was to. */
const moved = ({ language, session, formerStartsAt }: SessionFacts): Block[] => {
  if (!formerStartsAt || formerStartsAt === session.startsAt) return [];
  const [was, is] = [formerStartsAt, session.startsAt].map((at) => dayAndHour(at, language));
  return [
    key(
      language === 'fr'
        ? `Elle était prévue le ${was}\u00a0: elle aura lieu le ${is}.`
        : `It was planned for ${was}: it will take place on ${is}.`,
    ),
  ];
};

const wordings: Record<SessionMessageName, Wording<SessionFacts>> = {
  'session-convened': {
    fr: (facts) => ({
      subject: `Séance du jury le ${dayAndHour(facts.session.startsAt, 'fr')}\u00a0: ${facts.session.title}`,
      title: 'Vous êtes convié à une séance du jury',
      blocks: [
        paragraph('Vous siégez à cette séance, où le jury examine ensemble les dossiers de l’ordre du jour.'),
        about(facts),
        key('Lisez les dossiers avant la séance, et déportez-vous de ceux qui vous placent en conflit d’intérêts.'),
        paragraph('Le vote se fait en séance, depuis votre téléphone ou votre ordinateur, à l’adresse ci-dessous.'),
      ],
    }),
    en: (facts) => ({
      subject: `Session of the jury on ${dayAndHour(facts.session.startsAt, 'en')}: ${facts.session.title}`,
      title: 'You are invited to a session of the jury',
      blocks: [
        paragraph('You sit in this session, at which the jury hears the files of the agenda together.'),
        about(facts),
        key(
          'Please read the files before the session, and recuse yourself from those that put you in a conflict of interest.',
        ),
        paragraph('Votes are cast during the session, from your phone or computer, at the address below.'),
      ],
    }),
  },
  'session-changed': {
    fr: (facts) => ({
      subject: `Séance du jury modifiée\u00a0: ${facts.session.title}`,
      title: 'Une séance du jury a été modifiée',
      blocks: [...moved(facts), paragraph('Voici la séance telle qu’elle est désormais prévue.'), about(facts)],
    }),
    en: (facts) => ({
      subject: `Session of the jury changed: ${facts.session.title}`,
      title: 'A session of the jury was changed',
      blocks: [...moved(facts), paragraph('This is the session as it is planned now.'), about(facts)],
    }),
  },
  'session-left': {
    fr: (facts) => ({
      subject: `Vous ne siégez plus à la séance du jury\u00a0: ${facts.session.title}`,
      title: 'Vous ne siégez plus à une séance du jury',
      blocks: [
        key(
          `Le service a changé la composition de la séance prévue le ${dayAndHour(facts.formerStartsAt ?? facts.session.startsAt, 'fr')}\u00a0: votre présence n’y est plus attendue.`,
        ),
        paragraph(
          'Ce message ne change rien à vos évaluations ni à vos autres séances. Si c’est une erreur, dites-le au service.',
        ),
      ],
    }),
    en: (facts) => ({
      subject: `You no longer sit in the session of the jury: ${facts.session.title}`,
      title: 'You no longer sit in a session of the jury',
      blocks: [
        key(
          `The members of the session planned for ${dayAndHour(facts.formerStartsAt ?? facts.session.startsAt, 'en')} have changed: you are no longer expected there.`,
        ),
        paragraph(
          'Your evaluations and your other sessions stay as they are. If this is a mistake, please tell the service.',
        ),
      ],
    }),
  },
  'session-cancelled': {
    fr: (facts) => ({
      subject: `Séance du jury annulée\u00a0: ${facts.session.title}`,
      title: 'Une séance du jury est annulée',
      blocks: [
        key(`La séance prévue le ${dayAndHour(facts.session.startsAt, 'fr')} n’aura pas lieu.`),
        paragraph('Ses dossiers seront examinés lors d’une autre séance.'),
      ],
    }),
    en: (facts) => ({
      subject: `Session of the jury cancelled: ${facts.session.title}`,
      title: 'A session of the jury is cancelled',
      blocks: [
        key(`The session planned for ${dayAndHour(facts.session.startsAt, 'en')} will not take place.`),
        paragraph('Its files will be heard at another session.'),
      ],
    }),
  },
};

/** The mail to a member about a session. Pure. */
export const sessionMail = (name: SessionMessageName, facts: SessionFacts): Message =>
  // The session is closed to whoever sits in it no more.
  toMember(wordings[name], facts, name === 'session-left' ? undefined : facts.session.id);
