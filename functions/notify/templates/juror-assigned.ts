import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { jurorDuties } from './jury.ts';
import { fileRows, toJuror } from './layout.ts';

/** Tells a juror who joins a step already under way. */
export const jurorAssigned = toJuror<TemplateFacts['juror-assigned']>({
  fr: (facts) => ({
    subject: `Vous rejoignez le jury du dossier ${facts.application.number} : ${facts.application.title}`,
    title: 'Vous rejoignez le jury d’un dossier',
    blocks: [
      paragraph('Vous êtes désigné en complément du jury de ce dossier, dont l’étape en cours est déjà ouverte.'),
      fileRows(facts, ['Étape :', facts.stepLabel]),
      key(`Remettez votre évaluation au plus tard le ${longDayOf(facts.dueAt, 'fr')}.`),
      ...jurorDuties.fr,
    ],
  }),
  en: (facts) => ({
    subject: `You join the jury of file ${facts.application.number}: ${facts.application.title}`,
    title: 'You join the jury of a file',
    blocks: [
      paragraph('You have been added to the jury of this file, whose current step is already open.'),
      fileRows(facts, ['Step:', facts.stepLabel]),
      key(`Please submit your evaluation by ${longDayOf(facts.dueAt, 'en')}.`),
      ...jurorDuties.en,
    ],
  }),
});
