import { longDay } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, silentRefusalBlocks, toApplicant } from './layout.ts';

/** The letter of a deferral: nothing is decided, and the clock of silence is not stopped by it. */
export const deferred = toApplicant<TemplateFacts['deferred']>({
  fr: (facts) => ({
    subject: `Décision reportée : dossier ${facts.application.number}`,
    title: 'La décision est reportée',
    blocks: [
      key('La décision sur votre projet est reportée. Le dossier reste ouvert et sera repris.'),
      fileRows(
        facts,
        ['Report décidé le :', longDay(facts.decidedOn, 'fr')],
        facts.reference ? ['Référence :', facts.reference] : undefined,
      ),
      heading('Motifs'),
      quote(facts.reasons),
      ...silentRefusalBlocks(facts),
      paragraph('Vous n’avez rien à faire, sauf si les motifs ci-dessus vous le demandent.'),
      ...(facts.silenceRejectsOn
        ? [
            paragraph(
              `Ce report ne suspend pas le délai de réponse : sans décision au ${longDay(facts.silenceRejectsOn, 'fr')}, votre demande sera rejetée de façon implicite.`,
            ),
          ]
        : []),
    ],
  }),
  en: (facts) => ({
    subject: `Decision postponed: file ${facts.application.number}`,
    title: 'The decision is postponed',
    blocks: [
      key('The decision on your project is postponed. The file stays open and will be taken up again.'),
      fileRows(
        facts,
        ['Postponed on:', longDay(facts.decidedOn, 'en')],
        facts.reference ? ['Reference:', facts.reference] : undefined,
      ),
      heading('Reasons'),
      quote(facts.reasons),
      ...silentRefusalBlocks(facts),
      paragraph('You do not have to do anything, unless the reasons above ask you to.'),
      ...(facts.silenceRejectsOn
        ? [
            paragraph(
              `This does not suspend the time limit: without a decision by ${longDay(facts.silenceRejectsOn, 'en')}, your request will be refused by implicit decision.`,
            ),
          ]
        : []),
    ],
  }),
});
