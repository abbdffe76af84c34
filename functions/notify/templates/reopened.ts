import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, silentRefusalBlocks, toApplicant } from './layout.ts';

/** Says that a file which had ended goes on: how it had ended, why it is opened again, and what silence comes to now. */
export const reopened = toApplicant<TemplateFacts['reopened']>({
  fr: (facts) => ({
    subject: `Dossier rouvert : dossier ${facts.application.number}`,
    title: 'Votre dossier est rouvert',
    blocks: [
      key(
        facts.ended === 'closed'
          ? `La Ville avait classé votre demande sans suite le ${longDayOf(facts.endedAt, 'fr')}. Elle revient sur ce classement et reprend l’étude de votre dossier.`
          : `La Ville avait constaté, le ${longDayOf(facts.endedAt, 'fr')}, que son silence avait rejeté votre demande. Elle reprend l’étude de votre dossier.`,
      ),
      fileRows(facts, ['Rouvert le :', longDayOf(facts.reopenedAt, 'fr')]),
      heading('Motifs'),
      quote(facts.reasons),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            paragraph(
              `Sans réponse de la Ville au ${longDay(facts.silenceRejectsOn, 'fr')}, votre demande sera réputée rejetée.`,
            ),
          ]),
      paragraph('Vous n’avez rien à faire pour l’instant : la Ville vous écrira s’il lui manque quelque chose.'),
    ],
  }),
  en: (facts) => ({
    subject: `File opened again: file ${facts.application.number}`,
    title: 'Your file is open again',
    blocks: [
      key(
        facts.ended === 'closed'
          ? `The City had closed your request without follow-up on ${longDayOf(facts.endedAt, 'en')}. It takes that back and goes on studying your file.`
          : `The City had recorded on ${longDayOf(facts.endedAt, 'en')} that its silence had refused your request. It goes on studying your file.`,
      ),
      fileRows(facts, ['Opened again on:', longDayOf(facts.reopenedAt, 'en')]),
      heading('Reasons'),
      quote(facts.reasons),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            paragraph(
              `If the City has not answered by ${longDay(facts.silenceRejectsOn, 'en')}, your request will be deemed refused.`,
            ),
          ]),
      paragraph('You do not have to do anything for now: the City will write to you if something is missing.'),
    ],
  }),
});
