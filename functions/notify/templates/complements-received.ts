import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { key, paragraph } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { documentList, fileRows, remediesBlocks, silentRefusalBlocks, toApplicant } from './layout.ts';

/**
 * Acknowledges what was sent, and names the new day on which silence refuses: the clock runs again. Where silence has
 * refused already it says so.
 */
export const complementsReceived = toApplicant<TemplateFacts['complements-received']>({
  fr: (facts) => ({
    subject: `Compléments reçus : dossier ${facts.application.number}`,
    title: 'Vos compléments sont arrivés',
    blocks: [
      paragraph(
        `La Ville de Lille a reçu vos compléments le ${longDayOf(facts.receivedAt, 'fr')}. L’étude de votre dossier reprend.`,
      ),
      fileRows(facts, ['Compléments reçus le :', longDayOf(facts.receivedAt, 'fr')]),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            key(
              `Le délai court à nouveau. Sans réponse de la Ville au ${longDay(facts.silenceRejectsOn, 'fr')}, votre demande sera rejetée de façon implicite.`,
            ),
          ]),
      ...remediesBlocks(facts),
      ...documentList(facts, facts.documents),
    ],
  }),
  en: (facts) => ({
    subject: `Additional documents received: file ${facts.application.number}`,
    title: 'Your additional documents have arrived',
    blocks: [
      paragraph(
        `The City of Lille received your additional documents on ${longDayOf(facts.receivedAt, 'en')}. It is studying your file again.`,
      ),
      fileRows(facts, ['Additional documents received on:', longDayOf(facts.receivedAt, 'en')]),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            key(
              `The period runs again. If the City has not answered by ${longDay(facts.silenceRejectsOn, 'en')}, your request will be refused by implicit decision.`,
            ),
          ]),
      ...remediesBlocks(facts),
      ...documentList(facts, facts.documents),
    ],
  }),
});
