import { expect, test } from 'vitest';
import { templates } from '../../functions/notify/templates/templates.ts';
import { languages } from '../../schemas/fields.ts';
import { letterParts } from '../../schemas/letter.ts';
import { factsIn } from '../functions/notify/facts.ts';

test.each(languages)('a letter in %s is read back from its text', (language) => {
  const facts = factsIn(language).supported;
  const parts = letterParts(templates.supported(facts).text);
  expect(parts).toMatchObject({ language, from: ['Ville de Lille', facts.callTitle] });
  expect(parts.to).toEqual([
    facts.organisationName,
    language === 'fr' ? `À l’attention de ${facts.recipientName}` : `For the attention of ${facts.recipientName}`,
    ...facts.address,
  ]);
  expect(parts.dated).toBe(language === 'fr' ? 'Lille, le 1er décembre 2026' : 'Lille, 1 December 2026');
  expect(parts.blocks.map(({ kind }) => kind)).toEqual([
    'paragraph',
    'paragraph',
    'rows',
    'quote',
    'heading',
    'list',
    'heading',
    'quote',
    'heading',
    'paragraph',
    'paragraph',
    'heading',
    'paragraph',
    'paragraph',
    'link',
    'heading',
    'rows',
  ]);
  const rows = parts.blocks.find((block) => block.kind === 'rows');
  expect(rows?.rows.map(([, value]) => value)).toContain(facts.application.number);
  expect(parts.footer).not.toBe('');
});

test('names that look like a greeting, a table or markup change nothing', () => {
  const facts = {
    ...factsIn('fr').refused,
    organisationName: 'Dear Fives,',
    recipientName: 'Anne\nDear,',
    reasons: 'Projet : un\nNuméro : deux\n\n-- \n\n# trois',
  };
  const parts = letterParts(templates.refused(facts).text);
  expect(parts.language).toBe('fr');
  expect(parts.to.slice(0, 2)).toEqual(['Dear Fives,', 'À l’attention de Anne Dear,']);
  expect(parts.blocks.find(({ kind }) => kind === 'quote')).toEqual({ kind: 'quote', text: facts.reasons });
});

test('a letter of a former release, without a day and an address, is read as it stands', () => {
  const body =
    'Ville de Lille\nAppel\n\nVotre projet est soutenu\n\nBonjour Camille,\n\nNuméro\u00a0: ESS-2026-4F7K2\nProjet\u00a0: Un atelier\n\nOuvrir le dossier\nhttps://site.example/x\n\n-- \nEnvoyé automatiquement.\n';
  expect(letterParts(body)).toEqual({
    from: ['Ville de Lille', 'Appel'],
    title: 'Votre projet est soutenu',
    to: [],
    blocks: [
      { kind: 'paragraph', text: 'Bonjour Camille,' },
      {
        kind: 'rows',
        rows: [
          ['Numéro\u00a0:', 'ESS-2026-4F7K2'],
          ['Projet\u00a0:', 'Un atelier'],
        ],
      },
      { kind: 'link', text: 'Ouvrir le dossier', url: 'https://site.example/x' },
    ],
    footer: 'Envoyé automatiquement.',
    language: 'fr',
  });
});
