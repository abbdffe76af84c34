import { describe, expect, test } from 'vitest';
import { matchesOf } from '../../../functions/domain/evaluation/conflicts.ts';
import type { DeclaredOrganisation } from '../../../schemas/juror.ts';

const bound = (name: string, siret?: string): DeclaredOrganisation => ({
  name,
  interest: 'member',
  ...(siret && { siret }),
});
const found = (declared: DeclaredOrganisation, organisationName: string, partners?: string, siret?: string) =>
  matchesOf([declared], { organisationName, partners, siret }).map((match) => match.found);

describe('a declared organisation', () => {
  test.each([
    ['Les Ateliers du Canal', 'Les Ateliers du Canal'],
    ['ATELIERS DU CANAL', 'Les Ateliers du Canal'],
    ['Association Les Ateliers du Canal', 'Ateliers du Canal'],
    ['L’Œuvre des Écoles', 'oeuvre des ecoles'],
    ['Ateliers du Canal', 'Les Ateliers du Canal – section de Fives'],
  ])('%s is the applicant %s, however it is written', (declared, applicant) => {
    expect(found(bound(declared), applicant)).toEqual(['applicant']);
  });

  test.each([
    ['La Ruche', 'Les Ateliers du Canal'],
    ['Canaux', 'Les Ateliers du Canal'],
    ['Ate', 'Les Ateliers du Canal'],
    ['…', 'Les Ateliers du Canal'],
  ])('%s is not the applicant %s', (declared, applicant) => {
    expect(found(bound(declared), applicant)).toEqual([]);
  });

  test('of another name is the applicant by its SIRET', () => {
    expect(found(bound('Ancien nom', '12345678901234'), 'Nouveau nom', undefined, '12345678901234')).toEqual([
      'applicant',
    ]);
  });

  test('is a partner where the applicant wrote its name or its SIRET', () => {
    const partners = 'Avec la Ruche de Fives (prêt d’un local) et un bailleur, SIRET 123 456 789 01234.';
    expect(found(bound('La Ruche de Fives'), 'Les Ateliers du Canal', partners)).toEqual(['partner']);
    expect(found(bound('Un nom', '12345678901234'), 'Les Ateliers du Canal', partners)).toEqual(['partner']);
    expect(found(bound('Ruches'), 'Les Ateliers du Canal', partners)).toEqual([]);
  });

  test('is told once, as the applicant, with the name and the tie that the juror gave', () => {
    const declared = { name: 'La Ruche de Fives', interest: 'kin' } as const;
    const file = { organisationName: 'Ruche de Fives', partners: 'La Ruche de Fives elle-même' };
    expect(matchesOf([declared, bound('Moulins Solidaires')], file)).toEqual([
      { organisation: 'La Ruche de Fives', interest: 'kin', found: 'applicant' },
    ]);
  });
});
