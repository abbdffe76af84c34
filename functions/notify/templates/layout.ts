import type { Language } from '../../../schemas/fields.ts';
import { longDay } from '../../../schemas/texts/format.ts';
import { type Block, heading, lines, link, list, oneLine, paragraph, rows } from '../../blocks.ts';
import { letterPage } from '../../letter-page.ts';
import type { CommonFacts, Facts, LetterFacts, Message, ReceivedDocument, SilentlyRefused } from './facts.ts';

/** What one template says in one language. */
export interface Content {
  subject: string;
  /** The heading of the mail itself. */
  title: string;
  blocks: Block[];
}

export type Wording<F> = Record<Language, (facts: F) => Content>;

const words = {
  fr: {
    greeting: (name: string) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    attention: (name: string) => `À l’attention de ${name}`,
    dated: (day: string) => `Lille, le ${day}`,
    signed: 'Pour la Ville de Lille,',
    openFile: 'Ouvrir le dossier',
    openFiles: 'Ouvrir mes dossiers',
    answer: 'Confirmer ou refuser',
    openDraft: 'Ouvrir le brouillon',
    openSession: 'Ouvrir la séance',
    sessions: 'Mes séances',
    remedies: 'Voies et délais de recours',
    service: 'Le service qui suit ce dossier',
    sessionService: 'Le service qui organise la séance',
    name: 'Service\u00a0:',
    address: 'Adresse\u00a0:',
    email: 'Courriel\u00a0:',
    phone: 'Téléphone\u00a0:',
    number: 'Numéro de dossier\u00a0:',
    project: 'Projet\u00a0:',
    organisation: 'Structure\u00a0:',
    documents: 'Pièces reçues',
    noDocument: 'Aucune pièce n’était jointe.',
    refusedBySilence: (day: string) =>
      `Sans réponse de la Ville au ${day}, votre demande avait été rejetée de façon implicite. Le dossier reste néanmoins ouvert : la décision à venir remplacera ce rejet.`,
    footer: 'Ce message est envoyé automatiquement. Pour toute question, écrivez au service indiqué ci-dessus.',
  },
  en: {
    greeting: (name: string) => (name ? `Dear ${name},` : 'Good day,'),
    attention: (name: string) => `For the attention of ${name}`,
    dated: (day: string) => `Lille, ${day}`,
    signed: 'For the City of Lille,',
    openFile: 'Open the file',
    openFiles: 'Open my files',
    answer: 'Confirm or decline',
    openDraft: 'Open the draft',
    openSession: 'Open the session',
    sessions: 'My sessions',
    remedies: 'How to dispute this decision, and until when',
    service: 'The service in charge of this file',
    sessionService: 'The service that organises the session',
    name: 'Service:',
    address: 'Address:',
    email: 'E-mail:',
    phone: 'Phone:',
    number: 'File number:',
    project: 'Project:',
    organisation: 'Organisation:',
    documents: 'Documents received',
    noDocument: 'No document was attached.',
    refusedBySilence: (day: string) =>
      `As the City had not answered by ${day}, your request had been refused by implicit decision. The file stays open all the same: the decision to come will replace that refusal.`,
    footer: 'This message was sent automatically. If you have a question, write to the service named above.',
  },
} satisfies Record<Language, unknown>;

/** Which file this is about, with what more the mail has to say of it. */
export const fileRows = (facts: Facts, ...more: ([string, string] | undefined)[]): Block => {
  const { number, project, organisation } = words[facts.language];
  return rows(
    [number, facts.application.number],
    [project, facts.application.title],
    facts.organisationName ? [organisation, facts.organisationName] : undefined,
    ...more,
  );
};

/** That silence has refused, and that the file goes on all the same (CRPA L231-4). */
export const silentRefusalBlocks = (facts: { language: Language } & SilentlyRefused): Block[] =>
  facts.refusedBySilenceOn
    ? [paragraph(words[facts.language].refusedBySilence(longDay(facts.refusedBySilenceOn, facts.language)))]
    : [];

export const documentItems = (documents: ReceivedDocument[]): string[] =>
  documents.map(({ label, filename }) => `${label} (${filename})`);

export const documentList = (facts: Facts, documents: ReceivedDocument[]): Block[] => {
  const { documents: title, noDocument } = words[facts.language];
  return [heading(title), documents.length === 0 ? paragraph(noDocument) : list(documentItems(documents))];
};

export const remediesBlocks = (facts: { language: Language; remedies: string }): Block[] => [
  heading(words[facts.language].remedies),
  paragraph(facts.remedies),
];

const serviceBlocks = ({ language, service }: CommonFacts, of: 'service' | 'sessionService'): Block[] => {
  const { [of]: title, name, address, email, phone } = words[language];
  return [
    heading(title),
    rows([name, service.name], [address, service.address], [email, service.email], [phone, service.phone]),
  ];
};

/** Whom a letter is for and of which day it is, as `letterParts` reads them back. */
const headBlocks = ({ language, organisationName = '', address, recipientName, writtenOn }: LetterFacts): Block[] => {
  const { attention, dated } = words[language];
  return [
    lines(organisationName, attention(recipientName), ...address),
    paragraph(dated(longDay(writtenOn, language))),
  ];
};

/**
 * Who decided, by first name and name, and in what capacity (CRPA L212-1). With the service, which each letter names, that
 * stands for a signature by hand on what is told through an online service (L212-2 1°).
 */
const signatureBlocks = ({ language, signatory }: LetterFacts): Block[] =>
  signatory ? [lines(words[language].signed, signatory.name, signatory.capacity)] : [];

const compose = (
  facts: CommonFacts,
  { subject, title, blocks }: Content,
  way: { text: string; path: string } | undefined,
  { letter, of = 'service' }: { letter?: LetterFacts; of?: 'service' | 'sessionService' } = {},
): Message => {
  const { greeting, footer } = words[facts.language];
  const whole = [
    ...(letter ? headBlocks(letter) : []),
    paragraph(oneLine(greeting(facts.recipientName))),
    ...blocks,
    ...(letter ? signatureBlocks(letter) : []),
    ...(way ? [link(way.text, `${facts.siteUrl}${way.path}`)] : []),
    ...serviceBlocks(facts, of),
  ];
  return letterPage({ language: facts.language, over: facts.callTitle, subject, title, blocks: whole, footer });
};

const toFile = (facts: Facts, area: 'applicant' | 'jury') => ({
  text: words[facts.language].openFile,
  path: `/${area}/applications/${encodeURIComponent(facts.application.id)}`,
});

/** A template that writes to an applicant: a letter of the City. */
export const toApplicant =
  <F extends LetterFacts>(wording: Wording<F>) =>
  (facts: F): Message =>
    compose(facts, wording[facts.language](facts), toFile(facts, 'applicant'), { letter: facts });

/** A template that writes to a juror. */
export const toJuror =
  <F extends Facts>(wording: Wording<F>) =>
  (facts: F): Message =>
    compose(facts, wording[facts.language](facts), toFile(facts, 'jury'));

/** A mail to whoever was named as a contact; the secret of its link stands behind the `#`, which is sent to no server. */
export const toContact = <F extends CommonFacts>(wording: Wording<F>, facts: F, token: string): Message =>
  compose(facts, wording[facts.language](facts), { text: words[facts.language].answer, path: `/contact#${token}` });

/** A mail to whoever was a contact, and has nothing to open. */
export const toFormerContact = <F extends CommonFacts>(wording: Wording<F>, facts: F): Message =>
  compose(facts, wording[facts.language](facts), undefined);

/** A mail to a juror about several files; it leads to the list of all. */
export const toJury = <F extends CommonFacts>(wording: Wording<F>, facts: F): Message =>
  compose(facts, wording[facts.language](facts), { text: words[facts.language].openFiles, path: '/jury' });
/** A mail to the owner of a draft; it leads to its form. */
export const toDraft = <F extends CommonFacts>(wording: Wording<F>, facts: F, applicationId: string): Message =>
  compose(facts, wording[facts.language](facts), {
    text: words[facts.language].openDraft,
    path: `/applicant/applications/${encodeURIComponent(applicationId)}/project`,
  });

/** A mail to the owner of several drafts; it leads to the list of all files. */
export const toDrafts = <F extends CommonFacts>(wording: Wording<F>, facts: F): Message =>
  compose(facts, wording[facts.language](facts), { text: words[facts.language].openFiles, path: '/applicant' });

/** A mail to a member of the jury about a session; it leads there, or to the list of all where none is named. */
export const toMember = <F extends CommonFacts>(
  wording: Wording<F>,
  facts: F,
  sessionId: string | undefined,
): Message => {
  const { openSession, sessions } = words[facts.language];
  return compose(
    facts,
    wording[facts.language](facts),
    sessionId
      ? { text: openSession, path: `/jury/sessions/${encodeURIComponent(sessionId)}` }
      : { text: sessions, path: '/jury/sessions' },
    { of: 'sessionService' },
  );
};
