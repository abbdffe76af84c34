/** Why the platform cannot start, said to a person: what is wrong and how to mend it, in both languages. */
export class StartFault extends Error {
  readonly fr: string;
  readonly en: string;

  constructor(words: { fr: string; en: string }) {
    super(words.en);
    this.name = 'StartFault';
    this.fr = words.fr;
    this.en = words.en;
  }
}
