import type { InKindSupport } from '../decision.ts';
import type { Ballot, Opinion, ScoreContent } from '../evaluation.ts';

/** What invented jurors and staff write. `index` is the application's, `juror` the juror's place; no chance is involved. */

const remarks: Record<string, readonly [string, string, string]> = {
  'economic-logic': [
    'Le modèle repose presque entièrement sur les aides ; les recettes propres restent à trouver.',
    'Recettes crédibles, mais la deuxième année n’est pas encore assurée.',
    'Budget solide, recettes diversifiées et emplois qui dureront.',
  ],
  'social-need': [
    'Le besoin est réel, mais le dossier ne dit pas qui d’autre y répond déjà.',
    'Besoin bien décrit, appuyé sur des échanges avec les habitants.',
    'Réponse précise à un besoin que personne ne couvre aujourd’hui.',
  ],
  'collective-dimension': [
    'Le projet est porté par une seule structure ; les partenaires ne sont pas engagés.',
    'Partenaires identifiés, rôles à préciser.',
    'Les habitants et les partenaires participent aux décisions.',
  ],
  innovation: [
    'Une activité utile, proche de ce qui existe dans le quartier voisin.',
    'Une combinaison intéressante de moyens connus.',
    'Une façon de faire nouvelle ici, sobre et facile à transmettre.',
  ],
};

/** A mark from 1 to 5, higher for some applications than for others. */
const points = (index: number, juror: number, place: number): number =>
  Math.max(1, Math.min(5, 2 + ((index * 7 + 3) % 4) + ((index + juror * 2 + place) % 3) - 1));

export const exampleScore = (index: number, juror: number): ScoreContent => ({
  kind: 'score',
  marks: Object.fromEntries(
    Object.entries(remarks).map(([criterion, [low, middle, high]], place) => {
      const given = points(index, juror, place);
      return [criterion, { points: given, comment: given <= 2 ? low : given === 3 ? middle : high }];
    }),
  ),
  ...((index + juror) % 2 === 0 && { comment: 'Un échange avec la structure aiderait à préciser le calendrier.' }),
});

const notes: Record<Opinion, string> = {
  favourable: 'Le comité juge le projet mûr, utile au quartier et bien entouré.',
  reserved: 'Le comité demande que le plan de financement soit confirmé avant tout versement.',
  unfavourable: 'Le projet n’est pas assez avancé : ni le lieu ni les partenaires ne sont trouvés.',
};

/** What a session comes to, in line with the application's marks. */
const exampleOpinion = (index: number): Opinion => {
  const level = (index * 7 + 3) % 4;
  return level >= 2 ? 'favourable' : level === 1 ? 'reserved' : 'unfavourable';
};

/** A member's vote: most go with the opinion, the third now and then is more careful. */
export const exampleBallot = (index: number, juror: number): Ballot =>
  juror === 2 && index % 2 === 1 && exampleOpinion(index) === 'favourable' ? 'reserved' : exampleOpinion(index);

/** The amount that a session would propose, in whole hundreds of euros where there are some; nothing when it is against. */
export const exampleProposal = (index: number, askedCents: number): number | undefined =>
  exampleOpinion(index) === 'unfavourable'
    ? undefined
    : Math.floor((askedCents * 9) / 10 / 10_000) * 10_000 || askedCents;

export const exampleNotes = (index: number): string => notes[exampleOpinion(index)];

export const exampleComplements =
  'Merci de joindre les comptes du dernier exercice clos, approuvés par l’assemblée générale, et une version signée des statuts.';
export const exampleIneligible =
  'Le projet décrit se déroule pour l’essentiel en dehors de Lille, Hellemmes et Lomme, alors que l’appel à projets porte sur ces trois territoires.';
export const exampleRefusal =
  'Le jury a relevé l’utilité du projet, mais son équilibre économique n’est pas établi au-delà de la première année, et les partenaires annoncés n’ont pas confirmé leur engagement.';
export const exampleDeferral =
  'La décision est reportée à une prochaine séance, dans l’attente de la confirmation du local et du plan de financement.';
export const exampleSupport =
  'Le projet répond à un besoin constaté dans le quartier et associe ses habitants. Une convention précisera le calendrier des versements.';

/** What a city may lend beside the money, and what it may ask for: examples. */
export const exampleInKind: InKindSupport[] = [
  { kind: 'premises', description: 'Une salle municipale un soir par semaine, pendant la première année (exemple).' },
];
export const exampleConditions = 'Un bilan d’étape est présenté au service au bout de six mois.';

/** Why a juror of the examples steps back from a file. */
export const exampleRecusal = {
  interest: 'member',
  reason: 'Je suis membre du conseil d’administration de cette structure depuis deux ans.',
} as const;

/** Why staff of the examples take a juror off a file. */
export const exampleRelief = 'Absence prolongée : le dossier est confié à un autre membre du jury.';

/** Why a decision of the examples is corrected, and why one is withdrawn. */
export const exampleCorrection = 'Le montant voté par le conseil était mal reporté dans la première décision.';
export const exampleClosing =
  'Sans les pièces demandées, la Ville ne peut pas étudier le projet. Le service a relancé la structure par téléphone, sans réponse.';
export const exampleSilence =
  'Le projet n’a pas pu être présenté au jury dans le délai. La Ville ne prendra pas d’autre décision sur cette demande.';
export const exampleReopening = 'La structure a écrit qu’elle était en mesure de fournir les pièces demandées.';
export const exampleWithdrawal =
  'La structure a fait savoir, après avoir été entendue, que le projet ne se ferait pas à l’endroit prévu ; la décision reposait sur ce lieu.';
