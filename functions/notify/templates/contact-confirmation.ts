import { type Block, heading, key, paragraph } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toContact, type Wording } from './layout.ts';

/**
 * What the mail to a contact needs to know: for which file, and the secret of the link that answers. Whoever has it sent
 * may be anybody, and so may be whoever gets it: nothing stands in it that the one could have written to the other. Which
 * organisation asks is told by the page of the link.
 */
export interface ConfirmationFacts extends CommonFacts {
  recipientName: '';
  number: string;
  token: string;
}

const inEnglish = ({ number }: ConfirmationFacts): Block[] => [
  paragraph(
    `An organisation that asks the City for support named your address as the contact of its file ${number}. The page of the link below says which organisation it is.`,
  ),
  paragraph(
    'If you confirm, you will receive a copy of the City’s letters on this file. You can also say no through the link below. It works once.',
  ),
  key('If this means nothing to you, do nothing: no copy will be sent to you.'),
];

/** In French, with the English after it: in which of them its reader reads, the answer will say. */
const wording: Wording<ConfirmationFacts> = {
  fr: (facts) => ({
    subject: `Confirmez votre adresse pour le dossier ${facts.number}`,
    title: 'Confirmez votre adresse',
    blocks: [
      paragraph(
        `Une structure qui demande une aide à la Ville a indiqué votre adresse comme contact de son dossier ${facts.number}. La page du lien ci-dessous dit de quelle structure il s’agit.`,
      ),
      paragraph(
        'Si vous confirmez, vous recevrez une copie des courriers de la Ville sur ce dossier. Le lien permet aussi de refuser. Il sert une seule fois.',
      ),
      key('Si cela ne vous dit rien, ne faites rien : aucune copie ne vous sera envoyée.'),
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
