import type { Language } from '../../schemas/fields.ts';
import type { UsedUp } from './limit.ts';

const words: Record<Language, Record<NonNullable<UsedUp>, string>> = {
  fr: {
    address:
      'Trop de codes ont été demandés aujourd’hui pour cette adresse. Réessayez demain, ou écrivez au service qui suit l’appel à projets.',
    day: 'Trop de comptes ont été demandés aujourd’hui. Réessayez demain, ou écrivez au service qui suit l’appel à projets.',
  },
  en: {
    address:
      'Too many codes were asked for today for this address. Try again tomorrow, or write to the service that runs the call.',
    day: 'Too many accounts were asked for today. Try again tomorrow, or write to the service that runs the call.',
  },
};

/** What the sign-in page shows, in both languages: a pool tells no trigger which one its reader chose. */
export const refusal = (usedUp: NonNullable<UsedUp>): string => `${words.fr[usedUp]} · ${words.en[usedUp]}`;
