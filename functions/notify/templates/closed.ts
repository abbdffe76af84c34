import { longDay, longDayOf } from '../../../schemas/texts/format.ts';
import { heading, key, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { fileRows, remediesBlocks, toApplicant } from './layout.ts';

/** The letter of a file that is closed since what was asked for never came: what that was, why, and how to dispute it. */
export const closed = toApplicant<TemplateFacts['closed']>({
  fr: (facts) => ({
    subject: `Demande classée sans suite : dossier ${facts.application.number}`,
    title: 'Votre demande est classée sans suite',
    blocks: [
      key(
        `Le ${longDayOf(facts.requestedAt, 'fr')}, la Ville vous a demandé des pièces ou des informations, à fournir au plus tard le ${longDay(facts.dueOn, 'fr')}. Elle ne les a pas reçues : elle classe votre demande sans suite.`,
      ),
      fileRows(facts, ['Classée le :', longDayOf(facts.closedAt, 'fr')]),
      heading('Ce que la Ville vous avait demandé'),
      quote(facts.message),
      heading('Motifs'),
      quote(facts.reasons),
      paragraph(
        'L’appel à projets est permanent : vous pouvez déposer une nouvelle demande à tout moment. Si vous avez les pièces demandées, écrivez au service : il peut rouvrir ce dossier.',
      ),
      ...remediesBlocks(facts),
    ],
  }),
  en: (facts) => ({
    subject: `Request closed without follow-up: file ${facts.application.number}`,
    title: 'Your request is closed without follow-up',
    blocks: [
      key(
        `On ${longDayOf(facts.requestedAt, 'en')} the City asked you for documents or information, to be provided by ${longDay(facts.dueOn, 'en')}. It has not received them: it closes your request without follow-up.`,
      ),
      fileRows(facts, ['Closed on:', longDayOf(facts.closedAt, 'en')]),
      heading('What the City had asked you for'),
      quote(facts.message),
      heading('Reasons'),
      quote(facts.reasons),
      paragraph(
        'The call is permanent: you can apply again at any time. If you have what was asked for, write to the service: it can open this file again.',
      ),
      ...remediesBlocks(facts),
    ],
  }),
});
