import type { Language } from '../schemas/fields.ts';
import { fields as fieldsEn } from '../schemas/texts/en/fields.ts';
import { roles as rolesEn, states as statesEn } from '../schemas/texts/en/names.ts';
import { problems as problemsEn } from '../schemas/texts/en/problems.ts';
import { rules as rulesEn } from '../schemas/texts/en/rules.ts';
import { fields as fieldsFr } from '../schemas/texts/fr/fields.ts';
import { roles as rolesFr, states as statesFr } from '../schemas/texts/fr/names.ts';
import { problems as problemsFr } from '../schemas/texts/fr/problems.ts';
import { rules as rulesFr } from '../schemas/texts/fr/rules.ts';

/**
 * The words of an API answer. They need lookup and values only, no plurals, so that i18next (48 kB), which the pages
 * use on the same catalogues, would cost every cold start more than all of this API's own code.
 */
const catalogues = {
  fr: { fields: fieldsFr, rules: rulesFr, problems: problemsFr, states: statesFr, roles: rolesFr },
  en: { fields: fieldsEn, rules: rulesEn, problems: problemsEn, states: statesEn, roles: rolesEn },
} as const;

const lookUp = (language: Language, key: string): string | undefined => {
  let found: unknown = catalogues[language];
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return typeof found === 'string' ? found : undefined;
};

/** The first of these keys that the catalogue has, its `{{values}}` filled in; the last key itself when it has none. */
export const words = (language: Language, keys: readonly string[], params: Record<string, unknown> = {}): string => {
  const found = keys.map((key) => lookUp(language, key)).find((text) => text !== undefined);
  return (found ?? keys.at(-1) ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
};
