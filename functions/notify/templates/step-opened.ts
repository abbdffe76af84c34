import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { jurorDuties } from './jury.ts';
import { fileRows, toJuror } from './layout.ts';

/** Tells a juror that a step has opened: what to do, until when, and to step back in case of a conflict of interest. */
export const stepOpened = toJuror<TemplateFacts['step-opened']>({
  fr: (facts) => ({
    subject: `À évaluer d’ici au ${longDayOf(facts.dueAt, 'fr')} : ${facts.application.number}, ${facts.application.title}`,
    title: 'Un dossier à évaluer',
    blocks: [
      paragraph('Un dossier vous est confié pour évaluation.'),
      fileRows(facts, ['Étape :', facts.stepLabel]),
      key(`Remettez votre évaluation au plus tard le ${longDayOf(facts.dueAt, 'fr')}.`),
      ...jurorDuties.fr,
    ],
  }),
  en: (facts) => ({
    subject: `To evaluate by ${longDayOf(facts.dueAt, 'en')}: ${facts.application.number}, ${facts.application.title}`,
    title: 'A file to evaluate',
    blocks: [
      paragraph('A file has been assigned to you for evaluation.'),
      fileRows(facts, ['Step:', facts.stepLabel]),
      key(`Please submit your evaluation by ${longDayOf(facts.dueAt, 'en')}.`),
      ...jurorDuties.en,
    ],
  }),
});
