import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/**
 * The letter which attests that the City's silence refused a request, and that the file ends (CRPA L231-4 3°). The period for
 * disputing such a refusal runs from its own day, not from this letter's, if the acknowledgement arrived (CJA R421-2, CRPA
 * L112-6).
 */
export const silenceRecorded = toApplicant<TemplateFacts['silence-recorded']>({
  fr: (facts) => ({
    subject: `Rejet né du silence de la Ville : dossier ${facts.application.number}`,
    title: 'Votre demande est rejetée par le silence de la Ville',
    blocks: [
      key(
        `La Ville n’a pas répondu à votre demande avant le terme du délai, le ${longDay(facts.refusedBySilenceOn, 'fr')} : son silence vaut rejet depuis cette date (code des relations entre le public et l’administration, article L. 231-4, 3°). Elle en prend acte et clôt le dossier.`,
      ),
      fileRows(
        facts,
        ['Demande déposée le :', longDayOf(facts.submittedAt, 'fr')],
        ['Rejetée par le silence depuis le :', longDay(facts.refusedBySilenceOn, 'fr')],
        ['Constaté le :', longDayOf(facts.recordedAt, 'fr')],
      ),
      heading('Motifs'),
      quote(facts.reasons),
      paragraph(
        'L’appel à projets est permanent : vous pouvez déposer une nouvelle demande à tout moment. Le service peut vous aider à la préparer.',
      ),
      ...remediesBlocks(facts),
      paragraph(
        `Ce rejet date du ${longDay(facts.refusedBySilenceOn, 'fr')} : le délai pour le contester court à compter de ce jour, et non de ce courrier, si l’accusé de réception de votre demande vous est parvenu (code des relations entre le public et l’administration, article L. 112-6).`,
      ),
    ],
  }),
  en: (facts) => ({
    subject: `Refused by the City’s silence: file ${facts.application.number}`,
    title: 'Your request is refused by the City’s silence',
    blocks: [
      key(
        `The City did not answer your request before the period ended, on ${longDay(facts.refusedBySilenceOn, 'en')}: its silence has amounted to a refusal since then (code des relations entre le public et l’administration, article L. 231-4, 3°). The City takes note of it and ends the file.`,
      ),
      fileRows(
        facts,
        ['Submitted on:', longDayOf(facts.submittedAt, 'en')],
        ['Refused by silence since:', longDay(facts.refusedBySilenceOn, 'en')],
        ['Recorded on:', longDayOf(facts.recordedAt, 'en')],
      ),
      heading('Reasons'),
      quote(facts.reasons),
      paragraph('The call is permanent: you can apply again at any time. The service can help you prepare for it.'),
      ...remediesBlocks(facts),
      paragraph(
        `This refusal dates from ${longDay(facts.refusedBySilenceOn, 'en')}: the period for disputing it runs from that day, not from this letter, if the acknowledgement of your request reached you (code des relations entre le public et l’administration, article L. 112-6).`,
      ),
    ],
  }),
});
