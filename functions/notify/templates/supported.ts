import { euros, longDay } from '../../../schemas/texts/format.ts';
import { key } from '../../blocks.ts';
import { askedRow, grantBlocks, lateBlocks, partlyRefusedBlocks } from './decided.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, toApplicant } from './layout.ts';

/** The letter of a decision to support. */
export const supported = toApplicant<TemplateFacts['supported']>({
  fr: (facts) => ({
    subject: `Votre projet est soutenu : dossier ${facts.application.number}`,
    title: 'Votre projet est soutenu',
    blocks: [
      key(`La Ville de Lille soutient votre projet à hauteur de ${euros(facts.amountCents, 'fr')}.`),
      fileRows(
        facts,
        ...askedRow(facts),
        ['Montant accordé :', euros(facts.amountCents, 'fr')],
        ['Décision du :', longDay(facts.decidedOn, 'fr')],
        facts.reference ? ['Référence :', facts.reference] : undefined,
      ),
      ...lateBlocks(facts),
      ...grantBlocks(facts),
      ...partlyRefusedBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Your project is supported: file ${facts.application.number}`,
    title: 'Your project is supported',
    blocks: [
      key(`The City of Lille supports your project with ${euros(facts.amountCents, 'en')}.`),
      fileRows(
        facts,
        ...askedRow(facts),
        ['Amount granted:', euros(facts.amountCents, 'en')],
        ['Decided on:', longDay(facts.decidedOn, 'en')],
        facts.reference ? ['Reference:', facts.reference] : undefined,
      ),
      ...lateBlocks(facts),
      ...grantBlocks(facts),
      ...partlyRefusedBlocks(facts),
    ],
  }),
});
