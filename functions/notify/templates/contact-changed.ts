import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, paragraph } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toFormerContact, type Wording } from './layout.ts';

/** What the mail to a former contact needs to know: of which file, and when another address took its place. */
export interface ContactChangedFacts extends CommonFacts {
  number: string;
  at: string;
}

const wording: Wording<ContactChangedFacts> = {
  fr: ({ number, at }) => ({
    subject: `Votre adresse n’est plus le contact du dossier ${number}`,
    title: 'Une autre adresse remplace la vôtre',
    blocks: [
      paragraph(
        `Le ${longDayOf(at, 'fr')}, la structure a indiqué une autre adresse comme contact de son dossier ${number}. Vous aviez confirmé la vôtre\u00a0: les copies des courriers de la Ville n’y seront plus envoyées.`,
      ),
      key('Si ce changement vous surprend, écrivez au service indiqué ci-dessous.'),
    ],
  }),
  en: ({ number, at }) => ({
    subject: `Your address is no longer the contact of file ${number}`,
    title: 'Another address takes the place of yours',
    blocks: [
      paragraph(
        `On ${longDayOf(at, 'en')} the organisation named another address as the contact of its file ${number}. You had confirmed yours: copies of the City’s letters will no longer be sent there.`,
      ),
      key('If this change surprises you, write to the service named below.'),
    ],
  }),
};

/** Tells the holder of a confirmed address that another one took its place. Pure. */
export const contactChanged = (facts: ContactChangedFacts): Message => toFormerContact(wording, facts);
