import { longDay } from '../../../schemas/texts/format.ts';
import { key } from '../../blocks.ts';
import { lateBlocks, refusalBlocks } from './decided.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** The letter of a refusal, with its reasons, what the jury says of criteria, and how to dispute it. */
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
      ...lateBlocks(facts),
      ...refusalBlocks(facts),
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
      ...lateBlocks(facts),
      ...refusalBlocks(facts),
      ...remediesBlocks(facts),
    ],
  }),
});
