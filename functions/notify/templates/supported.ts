import { euros, longDay } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, toApplicant } from './layout.ts';

/**
 * The letter of a decision to support. The agreement above 23,000 EUR a year follows décret 2001-495; the financial
 * account within six months of the end of the financial year, the unified form Cerfa 15059.
 */
export const supported = toApplicant<TemplateFacts['supported']>({
  fr: (facts) => ({
    subject: `Votre projet est soutenu : dossier ${facts.application.number}`,
    title: 'Votre projet est soutenu',
    blocks: [
      key(`La Ville de Lille soutient votre projet à hauteur de ${euros(facts.amountCents, 'fr')}.`),
      fileRows(
        facts,
        ['Montant accordé :', euros(facts.amountCents, 'fr')],
        ['Décision du :', longDay(facts.decidedOn, 'fr')],
        facts.reference ? ['Référence :', facts.reference] : undefined,
      ),
      ...(facts.reasons ? [quote(facts.reasons)] : []),
      heading('La suite'),
      paragraph(
        'Le service prendra contact avec vous au sujet du versement. Une convention est obligatoire lorsque les aides de la Ville à votre structure dépassent 23 000 € dans l’année.',
      ),
      paragraph(
        'L’aide est réservée au projet présenté. Vous en rendrez compte par un compte rendu financier, dans les six mois qui suivent la fin de l’exercice pour lequel elle est versée.',
      ),
    ],
  }),
  en: (facts) => ({
    subject: `Your project is supported: file ${facts.application.number}`,
    title: 'Your project is supported',
    blocks: [
      key(`The City of Lille supports your project with ${euros(facts.amountCents, 'en')}.`),
      fileRows(
        facts,
        ['Amount granted:', euros(facts.amountCents, 'en')],
        ['Decided on:', longDay(facts.decidedOn, 'en')],
        facts.reference ? ['Reference:', facts.reference] : undefined,
      ),
      ...(facts.reasons ? [quote(facts.reasons)] : []),
      heading('What comes next'),
      paragraph(
        'The service will contact you about the payment. A grant agreement is compulsory when the City’s support to your organisation exceeds €23,000 in a year.',
      ),
      paragraph(
        'The grant is reserved for the project you presented. You will account for it in a financial report within six months of the end of the financial year for which it is paid.',
      ),
    ],
  }),
});
