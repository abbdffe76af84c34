import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, link, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, toJuror } from './layout.ts';

/** Reminds a juror, by hand of the staff, of an evaluation that is late. */
export const reminded = toJuror<TemplateFacts['reminded']>({
  fr: (facts) => ({
    subject: `Votre évaluation est attendue\u00a0: dossier ${facts.application.number}`,
    title: 'Votre évaluation est attendue',
    blocks: [
      paragraph('Le service vous rappelle un dossier dont vous êtes juré et qui attend encore votre évaluation.'),
      fileRows(facts, ['Étape\u00a0:', facts.stepLabel]),
      key(`Elle était à remettre le ${longDayOf(facts.dueAt, 'fr')}.`),
      paragraph(
        'Si vous ne pouvez pas évaluer ce dossier, dites-le au service\u00a0: il vous en décharge aussitôt, et les rappels cessent.',
      ),
      link('Choisir mes rappels', `${facts.siteUrl}/jury/reminders`),
    ],
  }),
  en: (facts) => ({
    subject: `Your evaluation is awaited: file ${facts.application.number}`,
    title: 'Your evaluation is awaited',
    blocks: [
      paragraph('The service reminds you of a file that you are a juror of and that still awaits your evaluation.'),
      fileRows(facts, ['Step:', facts.stepLabel]),
      key(`It was due on ${longDayOf(facts.dueAt, 'en')}.`),
      paragraph(
        'If you cannot evaluate this file, tell the service: it relieves you at once, and the reminders cease.',
      ),
      link('Choose my reminders', `${facts.siteUrl}/jury/reminders`),
    ],
  }),
});
