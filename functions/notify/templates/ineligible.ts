import { longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** Says that the project does not meet the call's conditions, why, and how to dispute it. */
export const ineligible = toApplicant<TemplateFacts['ineligible']>({
  fr: (facts) => ({
    subject: `Projet non éligible : dossier ${facts.application.number}`,
    title: 'Votre projet n’est pas éligible',
    blocks: [
      key('Votre projet ne remplit pas les conditions de l’appel à projets. Votre demande ne peut donc pas aboutir.'),
      fileRows(facts, ['Date :', longDayOf(facts.foundAt, 'fr')]),
      heading('Motifs'),
      quote(facts.reasons),
      paragraph(
        'Si votre projet évolue, vous pouvez déposer une nouvelle demande à tout moment. Le service peut vous aider à la préparer.',
      ),
      ...remediesBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Project not eligible: file ${facts.application.number}`,
    title: 'Your project is not eligible',
    blocks: [
      key('Your project does not meet the conditions of the call. Your request can therefore not succeed.'),
      fileRows(facts, ['Date:', longDayOf(facts.foundAt, 'en')]),
      heading('Reasons'),
      quote(facts.reasons),
      paragraph('If your project changes, you can apply again at any time. The service can help you prepare for it.'),
      ...remediesBlocks(facts),
    ],
  }),
});
