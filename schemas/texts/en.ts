import { inKindKinds } from './en/decisions.ts';
import { events } from './en/events.ts';
import { fields } from './en/fields.ts';
import * as names from './en/names.ts';
import { problems } from './en/problems.ts';
import { rules } from './en/rules.ts';
import { sessionNames } from './en/sessions.ts';
import type { Texts } from './fr.ts';

/** The words of the vocabulary in English, in i18next's syntax. */
export const en = { fields, rules, ...names, ...sessionNames, inKindKinds, events, problems } satisfies Texts;
