import type { Anchor } from '../call.ts';

/**
 * What each mark from 0 to 5 means, criterion by criterion. They are examples: no grid of Lille's with written marks was
 * found.
 */
const scale = (...texts: [fr: string, en: string][]): Anchor[] =>
  texts.map(([fr, en], mark) => ({ mark, text: { fr, en } }));

export const anchors = {
  'economic-logic': scale(
    ['Aucun modèle économique n’est décrit.', 'No economic model is described.'],
    ['Le projet ne vit que d’aides, et aucune recette n’est recherchée.', 'Lives on aid alone; no income is sought.'],
    ['Viable seulement avec une subvention chaque année.', 'Viable only with a grant every year.'],
    ['Des recettes propres crédibles, encore à confirmer.', 'Credible income of its own, still to be confirmed.'],
    [
      'Des recettes confirmées couvrent l’essentiel après le démarrage.',
      'Confirmed income covers most of it after the start.',
    ],
    [
      'Équilibre assuré et emplois durables, sans aide au-delà du démarrage.',
      'Balanced, with lasting jobs, without aid.',
    ],
  ),
  'social-need': scale(
    ['Aucun besoin n’est identifié.', 'No need is identified.'],
    ['Un besoin est affirmé, sans rien pour l’établir.', 'A need is claimed, with nothing to show it.'],
    [
      'Un besoin réel, auquel d’autres répondent déjà dans le quartier.',
      'A real need that others in the district meet.',
    ],
    ['Un besoin établi, auquel le projet répond en partie.', 'An established need, met in part.'],
    ['Une réponse précise, construite avec les personnes concernées.', 'A precise answer, built with those concerned.'],
    ['Une réponse nouvelle à un besoin que personne ne couvre.', 'A new answer to a need that nobody meets.'],
  ),
  'collective-dimension': scale(
    ['Le projet est porté par une seule personne.', 'One person alone carries the project.'],
    ['Une structure seule, sans partenaire.', 'One organisation alone, without partners.'],
    ['Des partenaires cités, sans engagement.', 'Partners are named, none is committed.'],
    ['Des partenaires engagés, aux rôles encore à préciser.', 'Committed partners, roles still to be settled.'],
    [
      'Des partenaires engagés, aux rôles et objectifs communs écrits.',
      'Committed partners with written roles and aims.',
    ],
    ['Habitants et partenaires décident ensemble.', 'Residents and partners decide together.'],
  ),
  innovation: scale(
    ['Rien ne distingue le projet.', 'Nothing sets the project apart.'],
    ['Une activité courante dans le quartier.', 'An activity that is common in the district.'],
    ['Une variante d’une activité connue.', 'A variant of a known activity.'],
    ['Une combinaison intéressante de moyens connus.', 'An interesting mix of known means.'],
    [
      'Une façon de faire nouvelle ici, sobre et respectueuse.',
      'A way of doing that is new here, frugal and respectful.',
    ],
    ['Une innovation que d’autres pourront reprendre.', 'An innovation that others will be able to take up.'],
  ),
} as const satisfies Record<string, Anchor[]>;
