import { addresseeOf, standingOfContact } from '../addressee.ts';
import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { withMails } from '../file-mails.ts';
import { lettersTo, textsOf } from '../file-texts.ts';
import type { Operations } from '../http.ts';
import { printLetter } from '../print-letter.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadMails, loadStory } from '../store/views.ts';
import { ownPart } from './access.ts';
import { addresseeHoldOf } from './addressee-hold.ts';

type LetterOperations = Pick<Operations<'applicant'>, 'listLetters' | 'getLetterPdf' | 'getTimeline'>;

/** What was written to an applicant, and what happened. */
export const letterOperations = (ports: StorePorts): LetterOperations => ({
  async listLetters({ params, person }) {
    const file = await ownPart(ports, person, await loadMails(ports, params.applicationId));
    const [told, addressee] = await Promise.all([withMails(ports, file), addresseeOf(ports, file, [person])]);
    return {
      items: lettersTo(told, 'applicant'),
      addressee,
      contactHold: await addresseeHoldOf(ports, told, addressee),
      contact: standingOfContact(file, addressee),
    };
  },

  async getLetterPdf({ params, person }) {
    const file = await ownPart(ports, person, await loadMails(ports, params.applicationId));
    return printLetter(await withMails(ports, file), params.seq);
  },

  async getTimeline({ params, person }) {
    const file = await ownPart(ports, person, await loadStory(ports, params.applicationId));
    return { items: timeline(file.events as ChainedApplicationEvent[], 'applicant', textsOf(file)) };
  },
});
