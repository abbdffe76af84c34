import { key, paragraph } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toContact, type Wording } from './layout.ts';

/** What the mail to a contact needs to know: who named them, for which file, and the secret of the link that answers. */
export interface ConfirmationFacts extends CommonFacts {
  organisationName: string;
  number: string;
  token: string;
}

const wording: Wording<ConfirmationFacts> = {
  fr: ({ organisationName, number }) => ({
    subject: `Confirmez votre adresse pour le dossier ${number}`,
    title: 'Confirmez votre adresse',
    blocks: [
      paragraph(
        `La structure «\u00a0${organisationName}\u00a0» vous a indiqué comme contact de sa demande de soutien, dossier ${number}.`,
      ),
      paragraph(
        'Si vous confirmez, vous recevrez une copie des courriers de la Ville sur ce dossier. Le lien ci-dessous permet aussi de refuser. Il sert une seule fois.',
      ),
      key('Si vous ne connaissez pas cette structure, ne faites rien : aucune copie ne vous sera envoyée.'),
    ],
  }),
  en: ({ organisationName, number }) => ({
    subject: `Confirm your address for file ${number}`,
    title: 'Confirm your address',
    blocks: [
      paragraph(`${organisationName} named you as the contact of its request for support, file ${number}.`),
      paragraph(
        'If you confirm, you will receive a copy of the City’s letters on this file. You can also say no through the link below. It works once.',
      ),
      key('If you do not know this organisation, do nothing: no copy will be sent to you.'),
    ],
  }),
};

/** Asks the holder of a typed address whether copies of letters may go there. Pure. */
export const contactConfirmation = (facts: ConfirmationFacts): Message => toContact(wording, facts, facts.token);
