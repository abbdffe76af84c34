import { type Block, heading, key, paragraph } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toContact, type Wording } from './layout.ts';

/** What the mail to a contact needs to know: who named them, for which file, and the secret of the link that answers. */
export interface ConfirmationFacts extends CommonFacts {
  organisationName: string;
  number: string;
  token: string;
}

const inEnglish = ({ organisationName, number }: ConfirmationFacts): Block[] => [
  paragraph(`${organisationName} named you as the contact of its request for support, file ${number}.`),
  paragraph(
    'If you confirm, you will receive a copy of the City’s letters on this file. You can also say no through the link below. It works once.',
  ),
  key('If you do not know this organisation, do nothing: no copy will be sent to you.'),
];

/** In French, with the English after it: in which of them its reader reads, the answer will say. */
const wording: Wording<ConfirmationFacts> = {
  fr: (facts) => ({
    subject: `Confirmez votre adresse pour le dossier ${facts.number}`,
    title: 'Confirmez votre adresse',
    blocks: [
      paragraph(
        `La structure «\u00a0${facts.organisationName}\u00a0» vous a indiqué comme contact de sa demande de soutien, dossier ${facts.number}.`,
      ),
      paragraph(
        'Si vous confirmez, vous recevrez une copie des courriers de la Ville sur ce dossier. Le lien ci-dessous permet aussi de refuser. Il sert une seule fois.',
      ),
      key('Si vous ne connaissez pas cette structure, ne faites rien : aucune copie ne vous sera envoyée.'),
      heading('In English: confirm your address'),
      ...inEnglish(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Confirm your address for file ${facts.number}`,
    title: 'Confirm your address',
    blocks: inEnglish(facts),
  }),
};

/** Asks the holder of a typed address whether copies of letters may go there. Pure. */
export const contactConfirmation = (facts: ConfirmationFacts): Message => toContact(wording, facts, facts.token);
