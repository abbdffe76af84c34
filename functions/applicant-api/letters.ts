import { addresseeOf, standingOfContact } from '../addressee.ts';
import { notFound } from '../domain/errors.ts';
import { type ChainedApplicationEvent, placesFor, timeline } from '../domain/timeline.ts';
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
    const places = placesFor(file.events as ChainedApplicationEvent[], 'applicant');
    return {
      items: lettersTo(told, 'applicant').flatMap((letter) => {
        const seq = places.get(letter.seq);
        return seq === undefined ? [] : [{ ...letter, seq }];
      }),
      addressee,
      contactHold: await addresseeHoldOf(ports, told, addressee),
      contact: standingOfContact(file, addressee),
    };
  },

  async getLetterPdf({ params, person }) {
    const file = await ownPart(ports, person, await loadMails(ports, params.applicationId));
    const places = placesFor(file.events as ChainedApplicationEvent[], 'applicant');
    const [chained] = [...places].find(([, place]) => place === params.seq) ?? [];
    if (chained === undefined) throw notFound();
    return printLetter(await withMails(ports, file), chained, params.seq);
  },

  async getTimeline({ params, person }) {
    const file = await ownPart(ports, person, await loadStory(ports, params.applicationId));
    return { items: timeline(file.events as ChainedApplicationEvent[], 'applicant', textsOf(file)) };
  },
});
