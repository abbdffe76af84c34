import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, toApplicant } from './layout.ts';

/** Confirms that the file was withdrawn at its owner's request. */
export const withdrawn = toApplicant<TemplateFacts['withdrawn']>({
  fr: (facts) => ({
    subject: `Dossier retiré : ${facts.application.number}`,
    title: 'Votre dossier est retiré',
    blocks: [
      key(`Votre dossier a été retiré le ${longDayOf(facts.withdrawnAt, 'fr')}. La Ville n’y donnera pas suite.`),
      fileRows(facts),
      paragraph('Vous pouvez déposer une nouvelle demande à tout moment.'),
      paragraph('Si vous n’êtes pas à l’origine de ce retrait, écrivez sans attendre au service indiqué ci-dessous.'),
    ],
  }),
  en: (facts) => ({
    subject: `Application withdrawn: ${facts.application.number}`,
    title: 'Your application is withdrawn',
    blocks: [
      key(`Your application was withdrawn on ${longDayOf(facts.withdrawnAt, 'en')}. The City will not pursue it.`),
      fileRows(facts),
      paragraph('You can apply again at any time.'),
      paragraph('If you did not ask for this, please write to the service named below without delay.'),
    ],
  }),
});
