import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HIDDEN,
  hiddenProject,
  hidesApplicant,
  hidesPeers,
  hiding,
  isHiddenFrom,
} from '../../functions/domain/identity.ts';
import { aContent } from '../factories/application.ts';
import { aCall, aScoreStep } from '../factories/call.ts';

const content = {
  organisation: {
    ...aContent().organisation,
    name: 'L’Établi des Voisins',
    siret: '78467169500087',
    rna: 'W595012345',
    representativeName: 'Ève Dubois-Exemple',
    address: '12 rue du Faubourg d’Exemple',
    email: 'contact@etabli.example',
    phone: '+33 3 20 00 00 01',
  },
  commitments: {
    ...aContent().commitments,
    contactName: 'Noé Martin Exemplaire',
    contactEmail: 'noe@etabli.example',
    contactPhone: '06.00.00.00.02',
  },
};
const hide = hiding(content);

describe('what names the applicant is taken out of a text', () => {
  test.each([
    ['its name', 'Porté par L’Établi des Voisins à Lille.', `Porté par ${HIDDEN} à Lille.`],
    ['in capitals, without accents', "L'ETABLI DES VOISINS accueille", `${HIDDEN} accueille`],
    ['without its article', 'aux amis de Établi des voisins,', `aux amis de ${HIDDEN},`],
    ['with hyphens', 'Établi-des-Voisins', HIDDEN],
    ['over a line break', 'Établi des\nVoisins', HIDDEN],
    ['in decomposed letters', 'L’Établi des Voisins'.normalize('NFD'), HIDDEN],
    ['a person', 'Ève Dubois-Exemple répondra', `${HIDDEN} répondra`],
    ['a family name', 'M. Exemplaire, Mme DUBOIS EXEMPLE', `M. ${HIDDEN}, Mme ${HIDDEN}`],
    ['a SIRET in groups', 'SIRET 784 671 695 00087.', `SIRET ${HIDDEN}.`],
    ['a SIREN', 'SIREN 784671695', `SIREN ${HIDDEN}`],
    ['an RNA number', 'w595012345', HIDDEN],
    [
      'telephones however written',
      '03 20 00 00 01 ou 0600000002 ou +33 6 00 00 00 02',
      `${HIDDEN} ou ${HIDDEN} ou ${HIDDEN}`,
    ],
    [
      'any mailbox and site',
      'asso@autre.example, https://etabli.example/a et www.autre.example',
      `${HIDDEN}, ${HIDDEN} et ${HIDDEN}`,
    ],
    [
      'sites without www or https',
      'Voir etabli.fr, l-établi.asso.fr/projets et facebook.com/etabli.',
      `Voir ${HIDDEN}, ${HIDDEN} et ${HIDDEN}`,
    ],
    ['an address', 'au 12 rue du faubourg d’exemple', `au ${HIDDEN}`],
  ])('%s', (_, typed, expected) => expect(hide(typed)).toBe(expected));

  test('and the rest of it stands as it was, to the letter', () => {
    const plain = 'Des voisins établis à Lille, 12 ateliers (3 200 €) : « réparer » — ça dure.'.normalize('NFD');
    expect(hide(plain)).toBe(plain);
  });

  test('wherever it stands, and however often', () => {
    const names = [
      content.organisation.name,
      content.organisation.representativeName,
      content.commitments.contactName,
      content.organisation.email,
      content.organisation.siret,
      content.commitments.contactPhone,
    ];
    const around = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '.', '\n', '(', '*', '’', '3') });
    fc.assert(
      fc.property(fc.array(fc.tuple(around, fc.constantFrom(...names)), { minLength: 1, maxLength: 4 }), (parts) => {
        const typed = parts.map(([before, name]) => `${before} ${name} `).join('');
        for (const name of names) expect(hide(typed).toLowerCase()).not.toContain(name.toLowerCase());
      }),
    );
  });

  test('of every text of a project that an applicant writes', () => {
    const said = 'Avec L’Établi des Voisins';
    const project = { ...aContent().project, title: said, summary: said, socialNeed: said, partners: said };
    expect(JSON.stringify(hiddenProject(project, hide))).not.toContain('tabli');
    const { partners: _none, ...bare } = project;
    expect('partners' in hiddenProject(bare, hide)).toBe(false);
  });
});

describe('a step hides', () => {
  const blind = (applicant: boolean, peers: boolean) => {
    const steps = aCall().steps.map((step) =>
      step.kind === 'score' ? aScoreStep({ blind: { applicant, peers } }) : step,
    );
    return aCall({ steps });
  };
  const jury = { stepId: 'evaluation', openedAt: '', dueAt: '', jurorIds: [], wanted: 1, quorum: 1 };

  test('the applicant, or peers, when it says so, and no other step does', () => {
    expect([hidesApplicant(blind(true, false), 'evaluation'), hidesPeers(blind(true, false), 'evaluation')]).toEqual([
      true,
      false,
    ]);
    expect([hidesApplicant(blind(false, true), 'evaluation'), hidesPeers(blind(false, true), 'evaluation')]).toEqual([
      false,
      true,
    ]);
    for (const stepId of ['completeness', 'committee-opinion', 'council-decision', 'no-such-step', undefined])
      expect(hidesApplicant(blind(true, true), stepId)).toBe(false);
  });

  test('the applicant from those whose part it is, while it is open', () => {
    expect(isHiddenFrom({ jury }, blind(true, true), { stepId: 'evaluation' })).toBe(true);
    expect(isHiddenFrom({}, blind(true, true), { stepId: 'evaluation' })).toBe(false);
    expect(
      isHiddenFrom({ jury: { ...jury, stepId: 'committee-opinion' } }, blind(true, true), { stepId: 'evaluation' }),
    ).toBe(false);
  });
});
