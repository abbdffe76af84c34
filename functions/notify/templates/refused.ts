import { longDay } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** The letter of a refusal, with its reasons and how to dispute it. */
export const refused = toApplicant<TemplateFacts['refused']>({
  fr: (facts) => ({
    subject: `Décision sur votre demande : dossier ${facts.application.number}`,
    title: 'La décision sur votre demande',
    blocks: [
      key('La Ville de Lille a décidé de ne pas soutenir votre projet.'),
      fileRows(
        facts,
        ['Décision du :', longDay(facts.decidedOn, 'fr')],
        facts.reference ? ['Référence :', facts.reference] : undefined,
      ),
      heading('Motifs'),
      quote(facts.reasons),
      paragraph(
        'L’appel à projets est permanent : vous pouvez déposer une nouvelle demande à tout moment. Le service peut vous aider à la préparer.',
      ),
      ...remediesBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Decision on your request: file ${facts.application.number}`,
    title: 'The decision on your request',
    blocks: [
      key('The City of Lille has decided not to support your project.'),
      fileRows(
        facts,
        ['Decided on:', longDay(facts.decidedOn, 'en')],
        facts.reference ? ['Reference:', facts.reference] : undefined,
      ),
      heading('Reasons'),
      quote(facts.reasons),
      paragraph('The call is permanent: you can apply again at any time. The service can help you prepare for it.'),
      ...remediesBlocks(facts),
    ],
  }),
});
