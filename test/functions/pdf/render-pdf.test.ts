import { describe, expect, test } from 'vitest';
import { heading, key, list, paragraph, quote, rows } from '../../../functions/blocks.ts';
import { type Printed, renderPdf } from '../../../functions/pdf/render-pdf.ts';
import { textOfPdf } from '../../support/pdf.ts';

const letter: Printed = {
  title: 'La décision sur votre demande',
  language: 'fr',
  from: ['Ville de Lille', 'Appel à projets permanent'],
  at: '2026-03-02T10:00:00.000Z',
  blocks: [
    paragraph('Bonjour Łucja Şahin-Dąbrowska,'),
    key('La Ville a décidé de ne pas soutenir votre projet.'),
    rows(['Numéro :', 'ESS-2026-4F7K2'], ['Montant :', '12\u202f500\u00a0€']),
    heading('Motifs'),
    quote('Le budget ne dit pas\r\nqui paie les salaires.'),
    list(['Statuts (statuts.pdf)', 'Relevé d’identité bancaire']),
  ],
};
const raw = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a PDF', () => {
  test('says every word of its blocks, also with letters beyond those of French', async () => {
    const pages = textOfPdf(await renderPdf(letter));
    expect(pages).toEqual([
      [
        'Ville de Lille',
        'Appel à projets permanent',
        'La décision sur votre demande',
        'Bonjour Łucja Şahin-Dąbrowska,',
        'La Ville a décidé de ne pas soutenir votre projet.',
        'Numéro :',
        'ESS-2026-4F7K2',
        'Montant :',
        '12\u00a0500\u00a0€',
        'Motifs',
        'Le budget ne dit pas',
        'qui paie les salaires.',
        '•',
        'Statuts (statuts.pdf)',
        '•',
        'Relevé d’identité bancaire',
        'La décision sur votre demande\u00a0– Page 1 sur 1',
      ],
    ]);
  });

  test('is tagged for readers’ software: language, title, headings, list, table and quotation', async () => {
    const text = raw(await renderPdf(letter));
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (fr-FR)');
    expect(text).toContain('/DisplayDocTitle true');
    const kinds = new Set([...text.matchAll(/\/S \/(\w+)/g)].map(([, kind]) => kind));
    expect([...kinds].toSorted()).toEqual(
      ['BlockQuote', 'Document', 'H1', 'H2', 'L', 'LBody', 'LI', 'Lbl', 'P', 'TD', 'TH', 'TR', 'Table'].toSorted(),
    );
    expect(text).toMatch(/pdfuaid/);
  });

  test('embeds what it is written with', async () => {
    const text = raw(await renderPdf(letter));
    expect([...text.matchAll(/\/FontFile2/g)]).toHaveLength(2);
    expect(text).not.toContain('Helvetica');
  });

  test('is the same to the byte whenever it is asked for', async () => {
    expect(Buffer.compare(await renderPdf(letter), await renderPdf(letter))).toBe(0);
    expect(raw(await renderPdf(letter))).toContain('(D:20260302100000Z)');
  });

  test('runs on over as many pages as it needs and numbers them', async () => {
    const sentence = 'Le jury a relevé la qualité du partenariat local. ';
    const pages = textOfPdf(
      await renderPdf({ ...letter, blocks: Array.from({ length: 6 }, () => quote(sentence.repeat(50))) }),
    );
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map((lines) => lines.at(-1))).toEqual(
      pages.map((_, index) => `La décision sur votre demande\u00a0– Page ${index + 1} sur ${pages.length}`),
    );
    expect(pages.flat().join(' ').split('relevé la qualité').length - 1).toBe(300);
  });

  test('takes whatever people typed', async () => {
    const odd = 'a\u0000b\u202ec\u200bd \u{1f600} 漢 e\u0301';
    const [page] = textOfPdf(await renderPdf({ ...letter, blocks: [paragraph(odd), quote(''), list([])] }));
    expect(page?.[3]).toMatch(/^abcd .* é$/);
  });
});
