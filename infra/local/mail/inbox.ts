import type { IncomingMessage, ServerResponse } from 'node:http';
import type { getStoreReadonly } from 'aws-ses-v2-local/dist/store.js';
import { style } from '../identity/look.ts';
import { html, languageOf, layout } from '../pages.ts';

/** A mail as the inbox keeps it; `at` in epoch seconds. */
export type Mail = ReturnType<typeof getStoreReadonly>['emails'][number];

/** As many mails as a page shows: the newest. */
const SHOWN = 200;

const words = {
  fr: {
    title: 'Boîte de réception de démonstration',
    note: 'Tous les messages que le service envoie arrivent ici, quels que soient leurs destinataires. Rien ne quitte cette machine.',
    none: 'Aucun message pour l’instant.',
    all: (count: number, shown: number) =>
      count > shown ? `Les ${shown} derniers messages sur ${count}` : `Messages (${count})`,
    from: 'De',
    to: 'À',
    at: 'Le',
    formatted: 'Version mise en forme',
    apart: 'Ouvrir dans un nouvel onglet',
    empty: 'Vider la boîte',
    other: { label: 'English', language: 'en' },
  },
  en: {
    title: 'Demonstration inbox',
    note: 'All messages that the service sends arrive here, whoever they are for. Nothing leaves this machine.',
    none: 'No message yet.',
    all: (count: number, shown: number) =>
      count > shown ? `The last ${shown} of ${count} messages` : `Messages (${count})`,
    from: 'From',
    to: 'To',
    at: 'On',
    formatted: 'Formatted version',
    apart: 'Open in a new tab',
    empty: 'Empty the inbox',
    other: { label: 'Français', language: 'fr' },
  },
} as const;

const inboxStyle = `${style}
main { max-width: 60rem; }
.mail { background: var(--paper); border: 1px solid var(--line); border-radius: .375rem; padding: 0 1rem; }
.mail summary { text-decoration: none; overflow-wrap: anywhere; }
.mail summary strong { display: block; }
.mail summary span { color: #47544f; font-size: .9375rem; }
.text { white-space: pre-line; overflow-wrap: anywhere; }
iframe { width: 100%; height: 36rem; border: 1px solid var(--line); background: var(--paper); }
`;

/** New mails appear by themselves, but never while somebody reads one. */
const script = `setInterval(async () => {
  if (document.hidden || document.querySelector('details[open]')) return;
  const answer = await fetch('/count').catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== document.querySelector('[data-count]').dataset.count) location.reload();
}, 2000);`;

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail may hold anything: it runs nothing, loads nothing, and its links open elsewhere. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
const mailPolicy = [
  `sandbox ${sandbox}`,
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
].join('; ');

/** The pages of the inbox. Answers true when a request was for one of them. */
export const inboxPages =
  (store: { mails(): readonly Mail[]; clear(): void }) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const send = (type: string, body: string, policy = pagePolicy): true => {
      response.setHeader('content-security-policy', policy);
      // Without a referrer a browser would not say either that the form it posts is our own.
      response.setHeader('referrer-policy', 'same-origin');
      response.writeHead(200, { 'content-type': type }).end(request.method === 'HEAD' ? undefined : body);
      return true;
    };
    if (request.method === 'POST' && url.pathname === '/clear-store') {
      store.clear();
      response.writeHead(303, { location: '/' }).end();
      return true;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const mails = store.mails();
    if (url.pathname === '/') {
      const language = languageOf(url, undefined, request.headers['accept-language']);
      return send('text/html; charset=utf-8', inboxPage(mails, language));
    }
    if (url.pathname === '/inbox.css') return send('text/css; charset=utf-8', inboxStyle);
    if (url.pathname === '/inbox.js') return send('text/javascript; charset=utf-8', script);
    if (url.pathname === '/count') return send('text/plain', String(mails.length));
    if (url.pathname === '/store') return send('application/json', JSON.stringify({ emails: mails }));
    const id = /^\/mails\/([^/]+)$/.exec(url.pathname)?.[1];
    const mail = mails.find(({ messageId }) => messageId === id);
    if (!mail?.body.html) return false;
    return send('text/html; charset=utf-8', `<base target="_blank">${mail.body.html}`, mailPolicy);
  };

const inboxPage = (mails: readonly Mail[], language: 'fr' | 'en'): string => {
  const say = words[language];
  const shown = mails.slice(-SHOWN).reverse();
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
  const one = ({ messageId, subject, from, destination, at: seconds, body }: Mail) => {
    const to = [...destination.to, ...destination.cc, ...destination.bcc].join(', ');
    const path = `/mails/${encodeURIComponent(messageId)}`;
    const formatted = `<p><strong>${say.formatted}</strong> (<a href="${path}" target="_blank">${say.apart}</a>)</p>
      <iframe src="${path}" title="${html(`${say.formatted} : ${subject}`)}" sandbox="${sandbox}" loading="lazy"></iframe>`;
    return `<li><details class="mail"><summary><strong>${html(subject)}</strong>
      <span>${say.to} ${html(to)} · ${html(at.format(seconds * 1000))}</span></summary>
      <p>${say.from} ${html(from)}</p><p class="text">${html(body.text ?? '')}</p>${body.html ? formatted : ''}</details></li>`;
  };
  return layout(
    language,
    say.title,
    `<nav><a href="?lang=${say.other.language}" lang="${say.other.language}">${say.other.label}</a></nav>
     <h1 data-count="${mails.length}">${say.title}</h1><p class="note">${say.note}</p>
     ${
       shown.length === 0
         ? `<p>${say.none}</p>`
         : `<h2>${say.all(mails.length, shown.length)}</h2><ul>${shown.map(one).join('')}</ul>
            <form method="post" action="/clear-store"><button class="primary">${say.empty}</button></form>`
     }
     <script src="/inbox.js"></script>`,
    '/inbox.css',
  );
};
