import type { Language } from '../../../schemas/fields.ts';
import { html, layout } from '../pages.ts';
import type { Person } from './people.ts';
import type { PrivateAudience, RealmName } from './realms.ts';

/** Words of the sign-in pages; they exist on one machine only and share nothing with the site's own texts. */
const words = {
  fr: {
    title: { applicant: 'Se connecter', office: 'Se connecter : jury et services' },
    other: { label: 'English', language: 'en' },
    demonstration:
      'Démonstration sur une seule machine : choisissez une personne, aucun mot de passe n’est demandé. En service, les associations reçoivent un code par e-mail ; le jury et les services utilisent un second facteur.',
    groups: {
      applicant: 'Associations de démonstration',
      jury: 'Membres du jury',
      staff: 'Services de la Ville',
    },
    invited: 'Personnes invitées',
    more: 'Autres personnes',
    newcomer: 'Ou venir pour la première fois',
    name: 'Nom et prénom',
    email: 'Adresse e-mail',
    enter: 'Continuer',
    newcomerFault: 'Indiquez votre nom et une adresse e-mail complète, par exemple prenom.nom@association.example.',
    agreed: (terms: string, privacy: string) =>
      `En continuant, vous acceptez les <a href="${html(terms)}">conditions d’utilisation</a> et avez pris connaissance des <a href="${html(privacy)}">mentions légales et données personnelles</a>.`,
    expired: 'Cette demande de connexion n’est plus valable. Revenez au site et connectez-vous à nouveau.',
    signOut: 'Se déconnecter',
    error: 'La connexion n’a pas abouti',
    back: 'Revenez au site et connectez-vous à nouveau.',
  },
  en: {
    title: { applicant: 'Sign in', office: 'Sign in: jury and staff' },
    other: { label: 'Français', language: 'fr' },
    demonstration:
      'Demonstration on one machine: choose a person, no password is asked. In service, associations get a code by e-mail; jury and staff use a second factor.',
    groups: { applicant: 'Demonstration associations', jury: 'Jury members', staff: 'City staff' },
    invited: 'Invited persons',
    more: 'Other persons',
    newcomer: 'Or come for the first time',
    name: 'Full name',
    email: 'E-mail address',
    enter: 'Continue',
    newcomerFault: 'Enter your name and a whole e-mail address, for instance first.last@association.example.',
    agreed: (terms: string, privacy: string) =>
      `By continuing you accept the <a href="${html(terms)}">terms of use</a> and have read the <a href="${html(privacy)}">legal notice and personal data</a>.`,
    expired: 'This request to sign in is no longer valid. Go back to the site and sign in again.',
    signOut: 'Sign out',
    error: 'Signing in did not work',
    back: 'Go back to the site and sign in again.',
  },
} as const;

export interface SignInPage {
  realm: RealmName;
  persons: readonly Person[];
  language: Language;
  /** Origin of the site's pages. */
  site: string;
  /** `refused`: the sentence with which somebody new was refused. */
  fault?: 'expired' | 'newcomer' | { refused: string };
  /** What a newcomer typed before. */
  typed?: Record<string, string>;
}

/** The page on which a person says who they are. */
export const signInPage = ({ realm, persons, language, site, fault, typed = {} }: SignInPage): string => {
  const say = words[language];
  const audiences: PrivateAudience[] = realm === 'applicant' ? ['applicant'] : ['jury', 'staff'];
  const buttons = (members: readonly Person[], label: string) =>
    `<ul aria-label="${html(label)}">${members
      .map(
        ({ id, name, email, note }) =>
          `<li><button class="person" name="person" value="${html(id)}"><strong>${html(name)}</strong><span>${html(
            note ? `${note} · ${email}` : email,
          )}</span></button></li>`,
      )
      .join('')}</ul>`;
  const groups = audiences.map((audience) => {
    const members = persons.filter((person) => !person.isInvited && person.audiences.includes(audience));
    const [first, others] = [true, false].map((shown) => members.filter(({ featured = true }) => featured === shown));
    if (!first || !others || members.length === 0) return '';
    const more = `${say.more} (${others.length})`;
    return `<h2>${html(say.groups[audience])}</h2>${buttons(first, say.groups[audience])}${
      others.length > 0 ? `<details><summary>${html(more)}</summary>${buttons(others, more)}</details>` : ''
    }`;
  });
  // The issuer does not know which part somebody was invited to take: our own items say that.
  const invited = persons.filter(({ isInvited }) => isInvited);
  if (invited.length > 0) groups.push(`<h2>${html(say.invited)}</h2>${buttons(invited, say.invited)}`);
  const said = typeof fault === 'object' ? fault.refused : fault === 'newcomer' ? say.newcomerFault : undefined;
  const newcomer = `<h2>${html(say.newcomer)}</h2>
    <form method="post">
      ${said === undefined ? '' : `<p class="fault" role="alert" id="fault">${html(said)}</p>`}
      <label for="name">${html(say.name)}</label>
      <input id="name" name="name" autocomplete="name" required maxlength="120" value="${html(typed.name ?? '')}">
      <label for="email">${html(say.email)}</label>
      <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${html(typed.email ?? '')}"${said === undefined ? '' : ' aria-describedby="fault" aria-invalid="true"'}>
      <p>${say.agreed(`${site}/terms?lang=${language}`, `${site}/legal?lang=${language}`)}</p>
      <button class="primary">${html(say.enter)}</button>
    </form>`;
  const choice =
    fault === 'expired'
      ? `<p class="fault" role="alert">${html(say.expired)}</p>`
      : `<p class="note">${html(say.demonstration)}</p>
         <form method="post">${groups.join('')}</form>
         ${realm === 'applicant' ? newcomer : ''}`;
  return layout(
    language,
    say.title[realm],
    `<nav><a href="?lang=${say.other.language}" lang="${say.other.language}">${say.other.label}</a></nav>
     <h1>${html(say.title[realm])}</h1>${choice}`,
    '../look.css',
  );
};

/** Asks to end the session, and by script does so at once. */
export const signOutPage = (form: string, language: Language): string => {
  const say = words[language];
  return layout(
    language,
    say.signOut,
    `<h1>${html(say.signOut)}</h1>${form}
     <button class="primary" type="submit" form="op.logoutForm" value="yes" name="logout">${html(say.signOut)}</button>
     <script src="../sign-out.js"></script>`,
    '../look.css',
  );
};

export const errorPage = (detail: string): string =>
  layout(
    'fr',
    words.fr.error,
    `<h1>${html(words.fr.error)}</h1><p>${html(words.fr.back)}</p>
     <p lang="en">${html(words.en.error)}. ${html(words.en.back)}</p><p><code lang="en">${html(detail)}</code></p>`,
    '/applicant/look.css',
  );
