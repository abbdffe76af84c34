import type { Translated } from '../../i18n.ts';
import type { sessions as french } from '../fr/sessions.ts';

/** Sessions of the jury, in English. */
export const sessions: Translated<typeof french> = {
  hearing: {
    together: 'This step is taken in session: the jury sees the marks, debates and votes together.',
    open: 'Go to the session',
    over: 'No session waits for this file.',
  },
};
