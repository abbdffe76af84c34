import type { Language } from '../fields.ts';
import { en } from './en.ts';
import { fr, type Texts } from './fr.ts';

/** Both languages at once, for programs that answer in either; pages load the one that is read. */
export const texts: Record<Language, Texts> = { fr, en };
