import type { OrganisationContent } from '../organisation.ts';
import { applicants } from './people.ts';

export interface ExampleOrganisation {
  id: `org_${string}`;
  /** The person who acts for it. */
  memberId: string;
  content: OrganisationContent;
}

/** The digit that makes `digits` pass the Luhn check when it is put behind them. */
const luhnDigit = (digits: string): string => {
  const sum = [...digits].toReversed().reduce((total, character, index) => {
    const weighted = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

/** A number that passes the check and that plainly nobody has: a row of zeros, then a count. */
export const exampleSiret = (count: number): string => {
  const base = String(count).padStart(8, '0');
  const establishment = `${base}${luhnDigit(base)}0001`;
  return `${establishment}${luhnDigit(establishment)}`;
};

type Form = OrganisationContent['legalForm'];
/** Name, domain, form, street, postal code, commune, and the representative's function. */
type Row = [string, string, Form, string, string, string, string];

const rows: Row[] = [
  ['Les Ateliers du Canal', 'ateliers-du-canal', 'association', '4 quai du Modèle', '59000', 'Lille', 'Présidente'],
  ['La Ruche de Fives', 'ruche-de-fives', 'cooperative', '18 rue de l’Essai', '59800', 'Lille', 'Gérant'],
  ['Moulins Solidaires', 'moulins-solidaires', 'association', '7 rue du Témoin', '59000', 'Lille', 'Président'],
  ['Le Fil de Wazemmes', 'fil-de-wazemmes', 'association', '52 rue de l’Exemple', '59000', 'Lille', 'Présidente'],
  ['Habiter Autrement', 'habiter-autrement', 'cooperative', '3 allée du Plan', '59000', 'Lille', 'Gérante'],
  ['Recyclerie du Sud', 'recyclerie-du-sud', 'association', '110 rue du Spécimen', '59000', 'Lille', 'Trésorier'],
  ['Lomme en Partage', 'lomme-en-partage', 'association', '9 avenue du Modèle', '59160', 'Lomme', 'Présidente'],
  ['Hellemmes Mobilité', 'hellemmes-mobilite', 'association', '21 rue de l’Essai', '59260', 'Hellemmes', 'Président'],
  ['La Monnaie des Voisins', 'monnaie-des-voisins', 'association', '6 rue du Cas', '59800', 'Lille', 'Coprésidente'],
  ['Les Jardins du Faubourg', 'jardins-du-faubourg', 'association', '33 rue Fictive', '59000', 'Lille', 'Présidente'],
  ['Coopérative du Vieux Marché', 'vieux-marche', 'cooperative', '2 place de l’Exemple', '59800', 'Lille', 'Gérant'],
  ['Bois-Blancs en Commun', 'bois-blancs-en-commun', 'association', '15 rue du Témoin', '59000', 'Lille', 'Président'],
  ['Repair Vauban', 'repair-vauban', 'association', '40 rue du Spécimen', '59800', 'Lille', 'Secrétaire'],
  ['Saint-Maurice Entraide', 'saint-maurice-entraide', 'association', '8 rue Fictive', '59000', 'Lille', 'Présidente'],
  ['Le Comptoir Équitable', 'comptoir-equitable', 'cooperative', '27 rue du Modèle', '59000', 'Lille', 'Gérante'],
  ['Tremplin Emploi Lille', 'tremplin-emploi', 'association', '5 rue de l’Essai', '59000', 'Lille', 'Président'],
  [
    'Petite Enfance Partagée',
    'petite-enfance-partagee',
    'association',
    '12 rue du Cas',
    '59000',
    'Lille',
    'Présidente',
  ],
  ['Mutuelle des Quartiers', 'mutuelle-des-quartiers', 'mutual', '60 rue du Plan', '59800', 'Lille', 'Présidente'],
  ['Fondation Toit et Droits', 'toit-et-droits', 'foundation', '1 cour Fictive', '59000', 'Lille', 'Déléguée générale'],
  ['Cyclo-logistique Lilloise', 'cyclo-logistique', 'cooperative', '14 rue du Témoin', '59000', 'Lille', 'Gérant'],
  ['Numérique pour Tous', 'numerique-pour-tous', 'association', '77 rue de l’Exemple', '59000', 'Lille', 'Trésorière'],
  [
    'La Cantine des Possibles',
    'cantine-des-possibles',
    'social-enterprise',
    '10 rue du Cas',
    '59000',
    'Lille',
    'Gérante',
  ],
  ['Théâtre de la Cour Ouverte', 'cour-ouverte', 'association', '19 cour du Plan', '59800', 'Lille', 'Président'],
  ['Couveuse des Deux Rives', 'couveuse-deux-rives', 'association', '31 quai Fictif', '59000', 'Lille', 'Présidente'],
];

/** Invented organisations of Lille. Numbers pass their checks, addresses end in `.example`. */
export const organisations: ExampleOrganisation[] = rows.map(
  ([name, domain, legalForm, address, postalCode, city, representativeRole], index) => {
    const count = index + 1;
    const member = applicants[index];
    if (!member) throw new Error(`No example person for ${name}`);
    return {
      id: `org_${String(count).padStart(26, '0')}`,
      memberId: member.id,
      content: {
        name,
        legalForm,
        siret: exampleSiret(count),
        ...(legalForm === 'association' && { rna: `W000000${String(count).padStart(3, '0')}` }),
        address,
        postalCode,
        city,
        representativeName: member.name,
        representativeRole,
        email: `contact@${domain}.example`,
        // A range that the regulator keeps for fiction.
        phone: `03 53 01 00 ${String(count).padStart(2, '0')}`,
      },
    };
  },
);
