import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../schemas/fields.ts';
import type { Texts as Words } from '../schemas/texts/fr.ts';
import type { applicant } from './texts/fr/applicant.ts';
import type { audit } from './texts/fr/audit.ts';
import type { calls } from './texts/fr/calls.ts';
import type { clocks } from './texts/fr/clocks.ts';
import type { common } from './texts/fr/common.ts';
import type { conflicts } from './texts/fr/conflicts.ts';
import type { decisions } from './texts/fr/decisions.ts';
import type { doubts } from './texts/fr/doubts.ts';
import type { eligibility } from './texts/fr/eligibility.ts';
import type { jurors } from './texts/fr/jurors.ts';
import type { jury } from './texts/fr/jury.ts';
import type { mail } from './texts/fr/mail.ts';
import type { monitoring } from './texts/fr/monitoring.ts';
import type { organisations } from './texts/fr/organisations.ts';
import type { pages } from './texts/fr/pages.ts';
import type { reminders } from './texts/fr/reminders.ts';
import type { scoring } from './texts/fr/scoring.ts';
import type { sessions } from './texts/fr/sessions.ts';
import type { staff } from './texts/fr/staff.ts';
import type { waiting } from './texts/fr/waiting.ts';

const languages: readonly Language[] = ['fr', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      /** Landing and the other public pages. */
      pages: typeof pages;
      applicant: typeof applicant;
      /** Who did and who opened what. */
      audit: typeof audit;
      calls: typeof calls;
      eligibility: typeof eligibility;
      /** Files whose time to answer runs out. */
      clocks: typeof clocks;
      conflicts: typeof conflicts;
      jurors: typeof jurors;
      /** Decisions, one or several at a time, and what silence comes to. */
      decisions: typeof decisions;
      /** Questions about what was typed that is odd and may be right. */
      doubts: typeof doubts;
      jury: typeof jury;
      mail: typeof mail;
      monitoring: typeof monitoring;
      /** Persons who wait to be linked to an organisation, and organisations that are registered twice. */
      organisations: typeof organisations;
      /** Sessions of the jury. */
      sessions: typeof sessions;
      reminders: typeof reminders;
      /** The scoring grid, corrections and how many evaluations are in: jury and staff. */
      scoring: typeof scoring;
      staff: typeof staff;
      /** Documents that wait for the scanner's verdict. */
      waiting: typeof waiting;
      /** The words of the vocabulary, shared with letters: fields, rules, states, actions… */
      words: Words;
    };
  }
}

/** Makes every text of a catalogue a plain string: the shape that a second language must fill. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

type Catalogue = () => Promise<Record<string, object>>;
const areas = import.meta.glob<Record<string, object>>('./texts/*/*.ts');
const words = import.meta.glob<Record<string, object>>('../schemas/texts/*.ts');

/** Loads one catalogue of one language when a page first asks for it; a catalogue exports itself under its own name. */
const catalogues: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load: Catalogue | undefined =
      namespace === 'words' ? words[`../schemas/texts/${language}.ts`] : areas[`./texts/${language}/${namespace}.ts`];
    if (!load) return done(new Error(`No texts ${language}/${namespace}`), false);
    load().then(
      (module) => done(null, module[namespace] ?? module[language] ?? false),
      (error: Error) => done(error, false),
    );
  },
};

const storageKey = 'language';

/** The language chosen on this device, or the first that the browser asks for and the service speaks. */
const firstLanguage = (): Language => {
  const asked = [localStorage.getItem(storageKey), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return asked.flatMap((tag) => languages.filter((language) => language === tag))[0] ?? 'fr';
};

/** Starts the texts in the language chosen before, or in the browser's. */
export const startTexts = async (): Promise<void> => {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(storageKey, language);
  });
  await i18next
    .use(catalogues)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: [...languages],
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
};
