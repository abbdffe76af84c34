import { euros, longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, list, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { documentItems, fileRows, remediesBlocks, toApplicant } from './layout.ts';

/**
 * Acknowledges receipt as CRPA L112-3 and R112-5 ask: the day of receipt, the day on which silence decides and that it
 * then refuses (L231-4 3°), how and until when to dispute that, and the service in charge with its addresses.
 */
export const acknowledgement = toApplicant<TemplateFacts['acknowledgement']>({
  fr: (facts) => ({
    subject: `Accusé de réception du dossier ${facts.application.number} : ${facts.application.title}`,
    title: 'Accusé de réception de votre demande',
    blocks: [
      paragraph(
        `La Ville de Lille a reçu le ${longDayOf(facts.submittedAt, 'fr')} votre demande d’aide pour le projet décrit ci-dessous. Ce message en accuse réception. Conservez-le.`,
      ),
      fileRows(
        facts,
        ['Date de réception :', longDayOf(facts.submittedAt, 'fr')],
        ['Montant demandé :', euros(facts.amountAskedCents, 'fr')],
      ),
      heading('Quand vous recevrez une réponse'),
      key(
        `Sans réponse de la Ville au ${longDay(facts.silenceRejectsOn, 'fr')}, votre demande sera rejetée de façon implicite.`,
      ),
      paragraph(
        `En effet, le silence gardé pendant ${facts.silenceMonths} mois sur une demande d’aide financière vaut décision de rejet (article L. 231-4 du code des relations entre le public et l’administration). Si des pièces vous sont demandées, ce délai est suspendu dans l’attente de votre réponse, et la nouvelle date vous est indiquée.`,
      ),
      ...remediesBlocks(facts),
      heading('Ce que nous avons reçu'),
      list(['Le formulaire complet : projet, budget, contact et engagements', ...documentItems(facts.documents)]),
      paragraph(
        'Cet accusé de réception ne préjuge ni de la complétude du dossier, ni de la décision de la Ville (articles L. 112-3 et R. 112-5 du même code).',
      ),
    ],
  }),
  en: (facts) => ({
    subject: `Receipt of application ${facts.application.number}: ${facts.application.title}`,
    title: 'Your request has been received',
    blocks: [
      paragraph(
        `On ${longDayOf(facts.submittedAt, 'en')} the City of Lille received your request for support for the project described below. This message acknowledges its receipt. Please keep it.`,
      ),
      fileRows(
        facts,
        ['Date of receipt:', longDayOf(facts.submittedAt, 'en')],
        ['Amount requested:', euros(facts.amountAskedCents, 'en')],
      ),
      heading('When you will have an answer'),
      key(
        `If the City has not answered by ${longDay(facts.silenceRejectsOn, 'en')}, your request will be refused by implicit decision.`,
      ),
      paragraph(
        `Under French law, ${facts.silenceMonths} months’ silence on a request for financial support amounts to a refusal (article L. 231-4 of the code des relations entre le public et l’administration). If documents are requested from you, this period is suspended until you answer, and you are told the new date.`,
      ),
      ...remediesBlocks(facts),
      heading('What we received'),
      list(['The whole form: project, budget, contact and commitments', ...documentItems(facts.documents)]),
      paragraph(
        'This acknowledgement does not mean that the file is complete, and does not anticipate the City’s decision (articles L. 112-3 and R. 112-5 of the same code).',
      ),
    ],
  }),
});
