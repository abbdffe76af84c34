import * as z from 'zod';

/** Something said to a person in both languages. */
export interface Words {
  fr: string;
  en: string;
}

/** Why the platform cannot start, said to a person: what is wrong and how to mend it, in both languages. */
export class StartFault extends Error {
  readonly fr: string;
  readonly en: string;

  constructor(words: Words) {
    super(words.en);
    this.name = 'StartFault';
    this.fr = words.fr;
    this.en = words.en;
  }
}

/**
 * Reads what was kept in a file or a folder.
 * @throws StartFault that names it, and how it is mended, when it cannot be read.
 */
export const reading = <T>(path: string, mend: Words, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    const why =
      error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0] : (error as Error).message.split('\n')[0];
    throw new StartFault({
      fr: `${path} est illisible (${why}) : ${mend.fr}.`,
      en: `${path} cannot be read (${why}): ${mend.en}.`,
    });
  }
};
