import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import * as z from 'zod';
import { email, text } from '../../../schemas/fields.ts';
import { languageOf } from '../pages.ts';
import { readBody } from '../read-body.ts';
import { script, style } from './look.ts';
import { signInPage } from './pages.ts';
import type { PeopleBook, Person } from './people.ts';
import type { Realm } from './realms.ts';

const newcomer = z.object({ name: text(120), email: z.string().trim().pipe(email()) });

/**
 * Asked before somebody becomes a person of the associations.
 * @returns the sentence to refuse them with, if they are refused.
 */
export type BeforeSignUp = (email: string) => Promise<string | undefined>;

export interface SignInOptions {
  /** Origins of the site's pages: terms and privacy notice are on the first. */
  siteOrigins: readonly string[];
  beforeSignUp?: BeforeSignUp | undefined;
}

/**
 * The pages on which a person says who they are. Answers true when a request was one of theirs.
 */
export const signInPages =
  (provider: Provider, realm: Realm, people: PeopleBook, { beforeSignUp, siteOrigins }: SignInOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', realm.issuer);
    if (url.pathname === '/look.css') return send(response, 200, 'text/css', style);
    if (url.pathname === '/sign-out.js') return send(response, 200, 'text/javascript', script);
    if (!/^\/interaction\/[\w-]+$/.test(url.pathname)) return false;

    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    const language = languageOf(url, details?.params.ui_locales, request.headers['accept-language']);
    const persons = people.of(realm.name);
    const page = { realm: realm.name, persons, language, site: siteOrigins[0] ?? '' };
    if (!details) return html(response, 400, signInPage({ ...page, fault: 'expired' }));
    if (request.method !== 'POST') return html(response, 200, signInPage(page));

    const body = await readBody(request, 10_000);
    const form = Object.fromEntries(new URLSearchParams(body.toString()));
    const refused = await refusalOf(form, people, beforeSignUp);
    if (refused !== undefined) return html(response, 422, signInPage({ ...page, fault: { refused }, typed: form }));
    const person = chosen(form, realm, people);
    if (!person) return html(response, 422, signInPage({ ...page, fault: 'newcomer', typed: form }));
    const returnTo = await provider.interactionResult(request, response, { login: { accountId: person.id } });
    people.noteUse(person.id);
    await leaveOther(provider, details.session?.uid, person.id);
    response.writeHead(303, { location: returnTo }).end();
    return true;
  };

/** Why whoever comes for the first time may not, if they may not. */
const refusalOf = async (
  form: Record<string, string>,
  people: PeopleBook,
  beforeSignUp: BeforeSignUp | undefined,
): Promise<string | undefined> => {
  const typed = newcomer.safeParse(form);
  return form.person || !typed.success || people.knows(typed.data.email) ? undefined : beforeSignUp?.(typed.data.email);
};

/** A demonstration person of this realm by button, or for associations a newcomer by name and address. */
const chosen = (form: Record<string, string>, realm: Realm, people: PeopleBook): Person | undefined => {
  if (form.person) return people.of(realm.name).find(({ id }) => id === form.person);
  const typed = newcomer.safeParse(form);
  return realm.name === 'applicant' && typed.success ? people.welcome(typed.data.name, typed.data.email) : undefined;
};

/** Empties the issuer's session of whoever was signed in before; their tokens in other tabs stay good. */
const leaveOther = async (provider: Provider, uid: string | undefined, personId: string) => {
  const session = uid ? await provider.Session.findByUid(uid) : undefined;
  if (!session || session.accountId === personId) return;
  Object.assign(session, { accountId: undefined, loginTs: undefined, authorizations: undefined });
  await session.persist();
};

const html = (response: ServerResponse, status: number, body: string) =>
  send(response, status, 'text/html; charset=utf-8', body);

const send = (response: ServerResponse, status: number, type: string, body: string): true => {
  response.writeHead(status, { 'content-type': type }).end(body);
  return true;
};
