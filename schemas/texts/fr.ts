import { inKindKinds } from './fr/decisions.ts';
import { events } from './fr/events.ts';
import { fields } from './fr/fields.ts';
import * as names from './fr/names.ts';
import { problems } from './fr/problems.ts';
import { rules } from './fr/rules.ts';
import { sessionNames } from './fr/sessions.ts';

/** The words of the vocabulary in French, in i18next's syntax. */
export const fr = { fields, rules, ...names, ...sessionNames, inKindKinds, events, problems };

/** The shape that every language fills: a missing translation is a type error. */
export type Texts = typeof fr;
