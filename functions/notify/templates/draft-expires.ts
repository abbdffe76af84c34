import type { Language } from '../../../schemas/fields.ts';
import { longDay } from '../../../schemas/texts/format.ts';
import { key, list, paragraph, rows } from '../../blocks.ts';
import type { CommonFacts, Message } from './facts.ts';
import { toDraft, toDrafts, type Wording } from './layout.ts';

/** A draft that expires. Names ending in `On` are days (`YYYY-MM-DD`). */
export interface ExpiringDraft {
  id: string;
  /** The title typed so far, perhaps none. */
  title: string;
  organisationName: string;
  /** The call's title in the mail's language. */
  callTitle: string;
  savedOn: string;
  expiresOn: string;
}

/** What the warning that drafts expire needs to know: at least one of them, the first to go first. */
export interface DraftsFacts extends CommonFacts {
  drafts: readonly ExpiringDraft[];
}
interface DraftFacts extends CommonFacts {
  draft: ExpiringDraft;
}

const unseen = {
  fr: 'La Ville ne voit pas vos brouillons\u00a0: seul un dossier déposé lui parvient.',
  en: 'The City does not see your drafts: it receives a file only once it is submitted.',
};

const wording: Wording<DraftFacts> = {
  fr: ({ draft: { title, organisationName, savedOn, expiresOn } }) => ({
    subject: `Votre brouillon sera supprimé le ${longDay(expiresOn, 'fr')}${title && `\u00a0: ${title}`}`,
    title: 'Un brouillon arrive à son terme',
    blocks: [
      key(`Sans nouvel enregistrement, ce brouillon sera supprimé le ${longDay(expiresOn, 'fr')}, avec ses pièces.`),
      rows(
        ['Projet\u00a0:', title || 'sans titre'],
        ['Structure\u00a0:', organisationName],
        ['Dernier enregistrement\u00a0:', longDay(savedOn, 'fr')],
      ),
      paragraph(
        'Pour le garder, ouvrez-le et reprenez votre saisie, ou choisissez «\u00a0Garder le brouillon\u00a0» parmi vos dossiers\u00a0: la date recule d’autant. Si vous n’en avez plus besoin, vous n’avez rien à faire.',
      ),
      paragraph(unseen.fr),
    ],
  }),
  en: ({ draft: { title, organisationName, savedOn, expiresOn } }) => ({
    subject: `Your draft will be deleted on ${longDay(expiresOn, 'en')}${title && `: ${title}`}`,
    title: 'A draft is about to expire',
    blocks: [
      key(`Unless it is saved again, this draft will be deleted on ${longDay(expiresOn, 'en')}, with its documents.`),
      rows(
        ['Project:', title || 'untitled'],
        ['Organisation:', organisationName],
        ['Last saved:', longDay(savedOn, 'en')],
      ),
      paragraph(
        'To keep it, open it and go on typing, or choose “Keep the draft” among your files: the date then moves back. If you no longer need it, there is nothing to do.',
      ),
      paragraph(unseen.en),
    ],
  }),
};

/** A line for each draft, with its address; the call is named where there are several. */
const lines = ({ drafts, siteUrl }: DraftsFacts, language: Language): string[] => {
  const several = new Set(drafts.map(({ callTitle }) => callTitle)).size > 1;
  return drafts.map(({ id, title, organisationName, callTitle, savedOn, expiresOn }) => {
    const of = [organisationName, ...(several ? [callTitle] : [])].join(', ');
    const [saved, gone] = [savedOn, expiresOn].map((day) => longDay(day, language));
    const address = `${siteUrl}/applicant/applications/${encodeURIComponent(id)}/project`;
    return language === 'fr'
      ? `${title || 'Sans titre'} (${of})\u00a0: supprimé le ${gone}, dernier enregistrement le ${saved}. ${address}`
      : `${title || 'Untitled'} (${of}): deleted on ${gone}, last saved on ${saved}. ${address}`;
  });
};

const together: Wording<DraftsFacts> = {
  fr: (facts) => {
    const { length, 0: first } = facts.drafts;
    const day = first ? longDay(first.expiresOn, 'fr') : '';
    return {
      subject: `${length} de vos brouillons seront supprimés, à partir du ${day}`,
      title: 'Des brouillons arrivent à leur terme',
      blocks: [
        key(
          `Sans nouvel enregistrement, ces ${length} brouillons seront supprimés avec leurs pièces, à partir du ${day}.`,
        ),
        list(lines(facts, 'fr')),
        paragraph(
          'Pour en garder un, ouvrez-le et reprenez votre saisie, ou choisissez «\u00a0Garder le brouillon\u00a0» parmi vos dossiers\u00a0: sa date recule d’autant. De ceux dont vous n’avez plus besoin, vous n’avez rien à faire.',
        ),
        paragraph(unseen.fr),
      ],
    };
  },
  en: (facts) => {
    const { length, 0: first } = facts.drafts;
    const day = first ? longDay(first.expiresOn, 'en') : '';
    return {
      subject: `${length} of your drafts will be deleted, from ${day} on`,
      title: 'Drafts are about to expire',
      blocks: [
        key(
          `Unless they are saved again, these ${length} drafts will be deleted with their documents, from ${day} on.`,
        ),
        list(lines(facts, 'en')),
        paragraph(
          'To keep one, open it and go on typing, or choose “Keep the draft” among your files: its date then moves back. For those that you no longer need, there is nothing to do.',
        ),
        paragraph(unseen.en),
      ],
    };
  },
};

/** Warns somebody who can keep them of drafts, before they expire. */
export const draftsExpire = (facts: DraftsFacts): Message => {
  const [draft, more] = facts.drafts;
  if (!draft) throw new Error('A warning tells of no draft');
  return more ? toDrafts(together, facts) : toDraft(wording, { ...facts, draft }, draft.id);
};
