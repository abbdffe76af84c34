import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** The letter of a withdrawal: which decision no longer stands, why, and how to dispute it (CRPA L211-2). */
export const decisionWithdrawn = toApplicant<TemplateFacts['decision-withdrawn']>({
  fr: (facts) => ({
    subject: `Décision retirée : dossier ${facts.application.number}`,
    title: 'La décision sur votre demande est retirée',
    blocks: [
      key(
        `La Ville de Lille retire sa décision du ${longDay(facts.formerDecidedOn, 'fr')}. Une nouvelle décision sera prise sur votre demande.`,
      ),
      fileRows(facts, ['Retirée le :', longDayOf(facts.withdrawnAt, 'fr')]),
      heading('Motifs'),
      quote(facts.reasons),
      paragraph('Le dossier reste ouvert : vous n’avez rien à faire, sauf si les motifs ci-dessus vous le demandent.'),
      ...remediesBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Decision withdrawn: file ${facts.application.number}`,
    title: 'The decision on your request is withdrawn',
    blocks: [
      key(
        `The City of Lille withdraws its decision of ${longDay(facts.formerDecidedOn, 'en')}. Your request will be decided again.`,
      ),
      fileRows(facts, ['Withdrawn on:', longDayOf(facts.withdrawnAt, 'en')]),
      heading('Reasons'),
      quote(facts.reasons),
      paragraph('The file stays open: you do not have to do anything, unless the reasons above ask you to.'),
      ...remediesBlocks(facts),
    ],
  }),
});
