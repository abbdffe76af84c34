import type { Audience } from '../contract.ts';
import { everyDuty, type Role } from '../office.ts';

/** A person of the demonstration, as its identity provider knows them. All are invented. */
export interface ExamplePerson {
  id: string;
  name: string;
  email: string;
  audiences: readonly Exclude<Audience, 'public'>[];
  /** What the person may do in the office. */
  roles: readonly Role[];
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
    roles: audience === 'jury' ? ['juror'] : [],
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

/** Agents of the city, each with other roles; the first may do everything. */
const agents: [name: string, ...Role[]][] = [
  ['Stella Agent', ...everyDuty],
  ['Thomas Agent', 'case-officer', 'manager'],
  ['Ursula Agent', 'case-officer'],
  ['Renée Lecture', 'reader'],
  ['Félix Finances', 'finance'],
  ['Adèle Gestion', 'administrator'],
];
export const staff: ExamplePerson[] = agents.map(([name, ...roles], index) => ({
  ...make('staff', 'staff', 'ville.example', agents.length)(name, index),
  roles,
}));

export const persons: ExamplePerson[] = [...applicants, ...jurors, ...staff];
