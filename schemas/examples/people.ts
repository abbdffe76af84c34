import type { Audience } from '../contract.ts';

/** A person of the demonstration, as its identity provider knows them. All are invented. */
export interface ExamplePerson {
  id: string;
  name: string;
  email: string;
  audiences: readonly Exclude<Audience, 'public'>[];
  /** Named in the table that the start prints; the others only people the lists. */
  featured: boolean;
}

const firstNames = [
  ...[
    'Camille',
    'Dominique',
    'Alix',
    'Sacha',
    'Clarence',
    'Noa',
    'Morgan',
    'Andrea',
    'Charlie',
    'Maxime',
    'Lou',
    'Eden',
  ],
  ...['Yaël', 'Ange', 'Sam', 'Jo', 'Robin', 'Swann', 'Mahé', 'Elia', 'Rayan', 'Inès', 'Awa', 'Mehdi'],
];
const surnames = ['Exemple', 'Modèle', 'Spécimen', 'Fictif', 'Essai', 'Témoin'];

const ascii = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const make =
  (kind: string, audience: ExamplePerson['audiences'][number], domain: string, featured: number) =>
  (name: string, index: number): ExamplePerson => ({
    id: `demo-${kind}-${index + 1}`,
    name,
    email: `${ascii(name).replaceAll(' ', '.')}@${domain}`,
    audiences: [audience],
    featured: index < featured,
  });

/** One for each organisation, in the same order, and a last one who has none yet. */
export const applicants: ExamplePerson[] = [
  ...firstNames.map((first, index) => `${first} ${surnames[(index + Math.floor(index / 6)) % 6]}`),
  'Ariel Nouveau',
].map((name, index, all) => ({
  ...make('applicant', 'applicant', 'associations.example', 2)(name, index),
  ...(index === all.length - 1 && { featured: true }),
}));

export const jurors: ExamplePerson[] = [
  'Jeanne Jury',
  'Karim Jury',
  'Louise Jury',
  'Mathis Jury',
  'Nadia Jury',
  'Oscar Jury',
].map(make('juror', 'jury', 'jury.example', 4));

export const staff: ExamplePerson[] = ['Stella Agent', 'Thomas Agent', 'Ursula Agent'].map(
  make('staff', 'staff', 'ville.example', 2),
);

export const persons: ExamplePerson[] = [...applicants, ...jurors, ...staff];
