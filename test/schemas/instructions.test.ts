import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { commitments, project } from '../../schemas/application.ts';
import { attachmentPromise } from '../../schemas/attachment.ts';
import { budget } from '../../schemas/budget.ts';
import { decision } from '../../schemas/decision.ts';
import { scoreContent } from '../../schemas/evaluation.ts';
import { type Language, localized } from '../../schemas/fields.ts';
import { type Issue, instruction } from '../../schemas/instructions.ts';
import { organisationContent } from '../../schemas/organisation.ts';
import { texts } from '../../schemas/texts/index.ts';

const i18n = createInstance();
await i18n.init({
  lng: 'fr',
  resources: { fr: { translation: texts.fr }, en: { translation: texts.en } },
  interpolation: { escapeValue: false },
});

/** Every instruction that a value gets, by dotted path. Spaces are made plain, so that expectations can be read. */
const instructionsFor = (schema: z.ZodType, value: unknown, language: Language = 'fr'): Record<string, string[]> => {
  const t = i18n.getFixedT(language) as (keys: string[], params: Record<string, string>) => string;
  const result = schema.safeParse(value, {
    error: (issue) => {
      const { keys, params } = instruction(issue, language);
      return t(keys, params);
    },
  });
  const found: Record<string, string[]> = {};
  for (const issue of result.error?.issues ?? []) {
    const path = issue.path.join('.');
    found[path] = [...(found[path] ?? []), issue.message.replace(/[\u00a0\u202f]/g, ' ')];
  }
  return found;
};

const validProject = {
  title: 'Une laverie solidaire',
  summary: 'Une laverie de quartier tenue par ses usagers, ouverte six jours sur sept.',
  socialNeed: 'Trente logements n’ont pas de machine.',
  sector: 'local-services',
  supportKind: 'start-up',
  territories: ['fives'],
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
  beneficiaries: 120,
};

const validBudget = {
  amountAskedCents: 500_000,
  charges: { 'staff-costs': 800_000 },
  products: { sales: 300_000 },
  inKindCharges: {},
  inKindProducts: {},
};

const validOrganisation = {
  name: 'Association Exemple',
  legalForm: 'association',
  siret: '73282932000074',
  address: '1 rue de l’Exemple',
  postalCode: '59000',
  city: 'Lille',
  representativeName: 'Camille Exemple',
  representativeRole: 'Présidente',
  email: 'contact@association.example',
  phone: '03 20 00 00 00',
};

describe('what is missing is asked for by name', () => {
  test('every field of an empty project says what to do', () => {
    expect(instructionsFor(project, {})).toEqual({
      title: ['Indiquez le titre du projet'],
      summary: ['Présentez votre projet'],
      socialNeed: ['Décrivez le besoin social auquel le projet répond'],
      sector: ['Choisissez le secteur d’activité du projet'],
      supportKind: ['Choisissez l’accompagnement demandé'],
      territories: ['Choisissez au moins un quartier ou une commune associée'],
      startsOn: ['Indiquez la date de début du projet'],
      endsOn: ['Indiquez la date de fin du projet'],
      beneficiaries: ['Indiquez le nombre de bénéficiaires'],
    });
  });

  test('a text of spaces, an empty date and an empty choice count as missing', () => {
    expect(
      instructionsFor(project, { ...validProject, title: '   ', startsOn: '', territories: [], sector: '' }),
    ).toEqual({
      title: ['Indiquez le titre du projet'],
      startsOn: ['Indiquez la date de début du projet'],
      territories: ['Choisissez au moins un quartier ou une commune associée'],
      sector: ['Choisissez le secteur d’activité du projet'],
    });
  });

  test('a box that is not ticked asks to be ticked', () => {
    const contact = { contactName: 'C. Exemple', contactEmail: 'c@asso.example', contactPhone: '0320000000' };
    expect(
      instructionsFor(commitments, { ...contact, republicanCommitment: true, accuracy: false, authority: true }),
    ).toEqual({ accuracy: ['Cochez cette case pour certifier l’exactitude des informations'] });
  });

  test('a decision without an outcome asks for it', () => {
    expect(instructionsFor(decision, {})).toEqual({ outcome: ['Choisissez la décision'] });
  });
});

describe('a value that breaks a rule gets the instruction that mends it', () => {
  test('lengths and counts name their limit', () => {
    expect(
      instructionsFor(project, { ...validProject, title: 'x'.repeat(121), summary: 'Court.', beneficiaries: 1.5 }),
    ).toEqual({
      title: ['Écrivez au plus 120 caractères'],
      summary: ['Présentez votre projet en 40 caractères au moins'],
      beneficiaries: ['Indiquez un nombre entier'],
    });
    expect(instructionsFor(project, { ...validProject, partners: 'x'.repeat(1001) })).toEqual({
      partners: ['Écrivez au plus 1 000 caractères'],
    });
  });

  test('dates say what is wrong with them', () => {
    expect(instructionsFor(project, { ...validProject, endsOn: '2026-12-31' })).toEqual({
      endsOn: ['Indiquez une date de fin qui ne précède pas la date de début'],
    });
    expect(instructionsFor(project, { ...validProject, startsOn: '2027-02-30' })).toEqual({
      startsOn: ['Indiquez une date qui existe, avec le jour, le mois et l’année'],
    });
  });

  test('an unbalanced budget names the gap and its side', () => {
    expect(instructionsFor(budget, { ...validBudget, products: { sales: 250_050 } })).toEqual({
      products: [
        'Équilibrez le budget : il manque 499,50 € de produits pour couvrir les charges, montant demandé compris',
      ],
    });
    expect(instructionsFor(budget, { ...validBudget, products: { sales: 350_000 } }, 'en')).toEqual({
      products: ['Balance the budget: income, amount requested included, exceeds the expenses by €500'],
    });
    expect(instructionsFor(budget, { ...validBudget, inKindCharges: { 'free-use': 100_000 } })).toEqual({
      inKindProducts: [
        'Équilibrez les contributions volontaires : il manque 1 000 € pour égaler le total de leurs emplois',
      ],
    });
  });

  test('amounts are spoken of in euros', () => {
    expect(
      instructionsFor(budget, { ...validBudget, amountAskedCents: 0, charges: { 'staff-costs': 10_000_000_001 } }),
    ).toMatchObject({
      amountAskedCents: ['Indiquez un montant demandé supérieur à zéro'],
      'charges.staff-costs': ['Indiquez un montant de 100 000 000 € au plus'],
    });
    expect(instructionsFor(budget, { ...validBudget, charges: { 'staff-costs': 'beaucoup' } })).toEqual({
      'charges.staff-costs': ['Indiquez un montant en euros, en chiffres'],
    });
  });

  test('an amount that can be read in two ways is asked about, with both', () => {
    expect(instructionsFor(budget, { ...validBudget, charges: { 'staff-costs': '12.500' } })).toEqual({
      'charges.staff-costs': ['Précisez ce montant : 12 500 € ou 12,50 € ?'],
    });
    expect(instructionsFor(budget, { ...validBudget, amountAskedCents: '12,500' }, 'en')).toEqual({
      amountAskedCents: ['Say which amount this is: €12,500 or €12.50?'],
    });
    expect(instructionsFor(budget, { ...validBudget, amountAskedCents: '12 5000' })).toEqual({
      amountAskedCents: ['Confirmez ce montant, 125 000 €, ou corrigez-le'],
    });
  });

  test('a year that cannot be meant is told as such, once', () => {
    expect(instructionsFor(project, { ...validProject, endsOn: '2206-12-31' })).toEqual({
      endsOn: ['Vérifiez l’année : indiquez une date entre 2000 et 2099'],
    });
  });

  test('a SIRET of the wrong length and one with a wrong digit are told apart', () => {
    const first = (value: string) => instructionsFor(organisationContent, { ...validOrganisation, siret: value }).siret;
    expect(first('7328293200007')?.[0]).toBe('Indiquez les 14 chiffres du numéro SIRET');
    expect(first('73282932000075')).toEqual(['Vérifiez le numéro SIRET : l’un de ses chiffres n’est pas le bon']);
    expect(first('732 829 320 00074')).toBeUndefined();
  });

  test('addresses and numbers of telephones show an example', () => {
    expect(instructionsFor(organisationContent, { ...validOrganisation, email: 'a@', phone: 'non' }, 'en')).toEqual({
      email: ['Enter a complete e-mail address, for example name@domain.example'],
      phone: ['Enter a phone number, for example 03 20 00 00 00'],
    });
  });

  test('a mark finds its words past the name of its criterion', () => {
    expect(
      instructionsFor(scoreContent, { kind: 'score', marks: { innovation: { points: 21, comment: '' } } }),
    ).toEqual({
      'marks.innovation.points': ['Donnez une note de 10 au plus'],
      'marks.innovation.comment': ['Expliquez votre appréciation'],
    });
  });

  test('a file that is too large is told the limit in megabytes', () => {
    const promise = {
      documentId: 'statutes',
      filename: 'statuts.pdf',
      contentType: 'application/pdf',
      sizeBytes: 11 * 1024 * 1024,
      sha256: `${'A'.repeat(43)}=`,
    };
    expect(instructionsFor(attachmentPromise, promise)).toEqual({
      sizeBytes: ['Choisissez un fichier de 10 Mo au plus'],
    });
    expect(instructionsFor(attachmentPromise, { ...promise, sizeBytes: 9, contentType: 'text/html' }, 'en')).toEqual({
      contentType: ['Choose a PDF, JPEG, PNG, XLSX or DOCX file'],
    });
  });
});

describe('an issue that has lost its input', () => {
  test('still tells a missing value from a wrong one', () => {
    const issues = project.safeParse({ ...validProject, title: undefined, beneficiaries: 'dix' }).error?.issues ?? [];
    expect(issues.map((issue) => instruction(issue, 'fr').keys)).toEqual([
      ['fields.title.ask', 'rules.ask'],
      ['fields.beneficiaries.type', 'rules.type-number', 'rules.type'],
    ]);
  });
});

test('a text of a call that is missing in a language is asked for as such, not as the project’s own', () => {
  const issues = localized.safeParse({ fr: '', en: 'Title' }).error?.issues ?? [];
  const [issue] = issues.map(({ path, ...rest }) => ({ ...rest, path: ['content', 'title', ...path] }));
  expect(instruction(issue as Issue, 'fr').keys).toEqual(['rules.ask-fr', 'rules.ask']);
});
