import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { lettersTo, textsOf } from '../file-texts.ts';
import type { Operations } from '../http.ts';
import { printLetter } from '../print-letter.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadMails, loadStory } from '../store/views.ts';
import { ownPart } from './access.ts';
import { contactHoldOf } from './contact-hold.ts';

type LetterOperations = Pick<Operations<'applicant'>, 'listLetters' | 'getLetterPdf' | 'getTimeline'>;

/** What was written to an applicant, and what happened. */
export const letterOperations = (ports: StorePorts): LetterOperations => ({
  async listLetters({ params, person }) {
    const file = await ownPart(ports, person, await loadMails(ports, params.applicationId));
    const contactHold = await contactHoldOf(ports, file);
    return { items: lettersTo(file, 'applicant'), ...(contactHold && { contactHold }) };
  },

  async getLetterPdf({ params, person }) {
    return printLetter(await ownPart(ports, person, await loadMails(ports, params.applicationId)), params.seq);
  },

  async getTimeline({ params, person }) {
    const file = await ownPart(ports, person, await loadStory(ports, params.applicationId));
    return { items: timeline(file.events as ChainedApplicationEvent[], 'applicant', textsOf(file)) };
  },
});
