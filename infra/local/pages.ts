import type { Language } from '../../schemas/fields.ts';

/** What the small pages of the engines have in common: sign-in and the inbox, which exist on one machine only. */

const site = { fr: 'Appel à projets permanent', en: 'Permanent call for projects' };

/** A text as it stands in HTML. */
export const html = (value: string): string => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The language that a page is asked for, French unless it is English. */
export const languageOf = (url: URL, asked: unknown, accepted = 'fr'): Language => {
  const first = url.searchParams.get('lang') ?? (typeof asked === 'string' ? asked : accepted);
  return first.startsWith('en') ? 'en' : 'fr';
};

/** A whole document around a body of HTML. */
export const layout = (language: Language, title: string, body: string, styleHref: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)} · ${html(site[language])}</title><link rel="stylesheet" href="${styleHref}"></head>
<body><main>${body}</main></body></html>`;
