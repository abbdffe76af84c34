import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, silentRefusalBlocks, toApplicant } from './layout.ts';

/** Says what is missing, until when to send it, and that the clock stands still meanwhile (CRPA L114-5), unless silence has refused. */
export const complementsRequested = toApplicant<TemplateFacts['complements-requested']>({
  fr: (facts) => ({
    subject: `Pièces à fournir d’ici au ${longDay(facts.dueOn, 'fr')} : dossier ${facts.application.number}`,
    title: 'Des pièces manquent à votre dossier',
    blocks: [
      paragraph('Votre dossier ne peut pas encore être étudié : il y manque des pièces ou des informations.'),
      fileRows(facts),
      heading('Ce que la Ville vous demande'),
      quote(facts.message),
      key(`Répondez au plus tard le ${longDay(facts.dueOn, 'fr')}.`),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            paragraph(
              `Depuis le ${longDayOf(facts.requestedAt, 'fr')}, le délai au terme duquel le silence de la Ville vaut rejet est suspendu. Il reprendra dès que vous aurez répondu, et au plus tard à l’échéance indiquée ci-dessus (article L. 114-5 du code des relations entre le public et l’administration).`,
            ),
          ]),
      paragraph(
        'Ouvrez le dossier, joignez les pièces ou corrigez le formulaire, puis choisissez « Envoyer les compléments ».',
      ),
    ],
  }),
  en: (facts) => ({
    subject: `Documents to provide by ${longDay(facts.dueOn, 'en')}: file ${facts.application.number}`,
    title: 'Documents are missing from your file',
    blocks: [
      paragraph('Your file cannot be studied yet: documents or information are missing.'),
      fileRows(facts),
      heading('What the City asks you for'),
      quote(facts.message),
      key(`Please answer by ${longDay(facts.dueOn, 'en')}.`),
      ...(facts.refusedBySilenceOn
        ? silentRefusalBlocks(facts)
        : [
            paragraph(
              `Since ${longDayOf(facts.requestedAt, 'en')}, the period after which the City’s silence amounts to a refusal has been suspended. It will resume as soon as you have answered, and at the latest on the date above (article L. 114-5 of the code des relations entre le public et l’administration).`,
            ),
          ]),
      paragraph(
        'Open the file, attach the documents or correct the form, then choose “Send the additional documents”.',
      ),
    ],
  }),
});
