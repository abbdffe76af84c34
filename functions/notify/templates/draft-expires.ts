import { longDay } from '../../../schemas/texts/format.ts';
import { key, paragraph, rows } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toDraft, type Wording } from './layout.ts';

/** What the warning that a draft expires needs to know. Names ending in `On` are days (`YYYY-MM-DD`). */
export interface DraftFacts extends CommonFacts {
  /** The title typed so far, perhaps none. */
  draft: { id: string; title: string };
  organisationName: string;
  savedOn: string;
  expiresOn: string;
}

const wording: Wording<DraftFacts> = {
  fr: ({ draft, organisationName, savedOn, expiresOn }) => ({
    subject: `Votre brouillon sera supprimé le ${longDay(expiresOn, 'fr')}${draft.title && `\u00a0: ${draft.title}`}`,
    title: 'Un brouillon arrive à son terme',
    blocks: [
      key(`Sans nouvel enregistrement, ce brouillon sera supprimé le ${longDay(expiresOn, 'fr')}, avec ses pièces.`),
      rows(
        ['Projet\u00a0:', draft.title || 'sans titre'],
        ['Structure\u00a0:', organisationName],
        ['Dernier enregistrement\u00a0:', longDay(savedOn, 'fr')],
      ),
      paragraph(
        'Pour le garder, ouvrez-le et reprenez votre saisie, ou choisissez «\u00a0Garder le brouillon\u00a0» parmi vos dossiers\u00a0: la date recule d’autant. Si vous n’en avez plus besoin, vous n’avez rien à faire.',
      ),
      paragraph('La Ville ne voit pas vos brouillons\u00a0: seul un dossier déposé lui parvient.'),
    ],
  }),
  en: ({ draft, organisationName, savedOn, expiresOn }) => ({
    subject: `Your draft will be deleted on ${longDay(expiresOn, 'en')}${draft.title && `: ${draft.title}`}`,
    title: 'A draft is about to expire',
    blocks: [
      key(`Unless it is saved again, this draft will be deleted on ${longDay(expiresOn, 'en')}, with its documents.`),
      rows(
        ['Project:', draft.title || 'untitled'],
        ['Organisation:', organisationName],
        ['Last saved:', longDay(savedOn, 'en')],
      ),
      paragraph(
        'To keep it, open it and go on typing, or choose “Keep the draft” among your files: the date then moves back. If you no longer need it, there is nothing to do.',
      ),
      paragraph('The City does not see your drafts: it receives a file only once it is submitted.'),
    ],
  }),
};

/** Warns the owner of a draft, before it expires. */
export const draftExpires = (facts: DraftFacts): Message => toDraft(wording, facts, facts.draft.id);
