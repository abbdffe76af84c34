import { euros, longDay } from '../../../schemas/texts/format.ts';
import { heading, key, quote } from '../../blocks.ts';
import { askedRow, grantBlocks, lateBlocks, refusalBlocks } from './decided.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** The letter of a decision that takes another's place: which one, why, what holds now, and how to dispute it. */
export const decisionCorrected = toApplicant<TemplateFacts['decision-corrected']>({
  fr: (facts) => ({
    subject: `Décision rectifiée : dossier ${facts.application.number}`,
    title: 'La décision sur votre demande est rectifiée',
    blocks: [
      key(
        facts.outcome === 'supported'
          ? `La Ville de Lille soutient votre projet à hauteur de ${euros(facts.amountCents, 'fr')}. Cette décision remplace celle du ${longDay(facts.formerDecidedOn, 'fr')}.`
          : `La Ville de Lille a décidé de ne pas soutenir votre projet. Cette décision remplace celle du ${longDay(facts.formerDecidedOn, 'fr')}.`,
      ),
      fileRows(
        facts,
        ...(facts.outcome === 'supported' ? askedRow(facts) : []),
        facts.outcome === 'supported' ? ['Montant accordé :', euros(facts.amountCents, 'fr')] : undefined,
        ['Décision du :', longDay(facts.decidedOn, 'fr')],
        facts.reference ? ['Référence :', facts.reference] : undefined,
      ),
      heading('Pourquoi la décision est rectifiée'),
      quote(facts.why),
      ...lateBlocks(facts),
      ...(facts.outcome === 'supported' ? grantBlocks(facts) : refusalBlocks(facts)),
      ...remediesBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Corrected decision: file ${facts.application.number}`,
    title: 'The decision on your request is corrected',
    blocks: [
      key(
        facts.outcome === 'supported'
          ? `The City of Lille supports your project with ${euros(facts.amountCents, 'en')}. This decision replaces the one of ${longDay(facts.formerDecidedOn, 'en')}.`
          : `The City of Lille has decided not to support your project. This decision replaces the one of ${longDay(facts.formerDecidedOn, 'en')}.`,
      ),
      fileRows(
        facts,
        ...(facts.outcome === 'supported' ? askedRow(facts) : []),
        facts.outcome === 'supported' ? ['Amount granted:', euros(facts.amountCents, 'en')] : undefined,
        ['Decided on:', longDay(facts.decidedOn, 'en')],
        facts.reference ? ['Reference:', facts.reference] : undefined,
      ),
      heading('Why the decision is corrected'),
      quote(facts.why),
      ...lateBlocks(facts),
      ...(facts.outcome === 'supported' ? grantBlocks(facts) : refusalBlocks(facts)),
      ...remediesBlocks(facts),
    ],
  }),
});
