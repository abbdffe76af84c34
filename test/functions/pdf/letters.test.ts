import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, blockText, heading, link, list, paragraph, quote, rows } from '../../../functions/blocks.ts';
import { pdfAssets } from '../../../functions/pdf/assets.ts';
import { renderPdf } from '../../../functions/pdf/render-pdf.ts';
import { bundle, copyAssets } from '../../../infra/aws/bundle.ts';
import { blocksOf } from '../../../schemas/letter.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { fileIn } from '../../support/files.ts';
import { tellApplication } from '../../support/mails.ts';
import { staffFile } from '../../support/whole-file.ts';

/** The parts of a PDF that say what it is: its dictionaries as they stand, streams unpacked. */
const unpacked = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, content = '']) => {
    try {
      return inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return `${text}\n${streams.join('\n')}`;
};

const document = {
  title: 'Accusé de réception',
  language: 'fr' as const,
  from: ['Ville de Lille', 'Appel à projets permanent'] as [string, string],
  blocks: [
    paragraph('Bonjour Żaneta Œuvrard,'),
    heading('Pièces'),
    list(['Statuts', 'RIB']),
    quote('Une ligne\nune autre, שלום 山田 😀 →'),
  ],
  at: '2026-03-18T09:00:00.000Z',
};

describe('a PDF', () => {
  test('is tagged, says its language and title, and carries its fonts', async () => {
    const text = unpacked(await renderPdf(document));
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const mark of ['/MarkInfo', '/Marked true', '/Lang (fr-FR)', '/DisplayDocTitle true', '/FontFile2', 'pdfuaid'])
      expect([mark, text.includes(mark)]).toEqual([mark, true]);
    for (const tag of ['/H1', '/H2', '/P', '/L', '/LI', '/BlockQuote']) expect(text).toContain(`/S ${tag}`);
  });

  test('of the same facts is the same to the byte', async () => {
    const [one, other] = [await renderPdf(document), await renderPdf(document)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  test('takes whatever people type, at any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 4000 }), { maxLength: 4 }), async (texts) => {
        const blocks = texts.flatMap((text): Block[] => [paragraph(text), quote(text), list([text])]);
        const bytes = await renderPdf({ ...document, blocks });
        expect(Buffer.from(bytes.slice(-6)).toString()).toContain('%%EOF');
      }),
      { numRuns: 15 },
    );
  });

  test('is written alike by the bundle that is deployed, which carries its own fonts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
    try {
      bundle(join(import.meta.dirname, '../../../functions/pdf/render-pdf.ts'), folder);
      copyAssets(pdfAssets, folder);
      writeFileSync(
        join(folder, 'run.mjs'),
        `import { renderPdf } from './index.mjs';
process.stdout.write(Buffer.from(await renderPdf(${JSON.stringify(document)})).toString('base64'));`,
      );
      const printed = execFileSync(process.execPath, [join(folder, 'run.mjs')], { cwd: folder }).toString();
      expect(printed).toBe(Buffer.from(await renderPdf(document)).toString('base64'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a text is taken apart and written again the same', () => {
  const line = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).map((text) => `x${text.trim()}x`);
  const block = fc.oneof(
    line.map(paragraph),
    line.map(heading),
    fc.array(line, { minLength: 1, maxLength: 4 }).map(list),
    fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => quote(lines.join('\n'))),
    line.map((text) => link(text, 'https://projets.ville.example/applicant')),
    fc
      .array(fc.tuple(fc.constantFrom('Projet\u00a0:', 'File number:'), line), { minLength: 2, maxLength: 4 })
      .map((entries) => rows(...entries)),
  );
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
      const text = blocks.map(blockText).join('\n\n');
      expect(blocksOf(text).map(blockText).join('\n\n')).toBe(text);
      expect(blocksOf(text)).toEqual(
        blocks.map((entry) =>
          entry.kind === 'list' ? list(entry.items.map((item) => item.replace(/ {2,}/g, ' '))) : entry,
        ),
      );
    }),
  );
});

describe('a letter as PDF', () => {
  let city: City;
  let applicationId: string;
  beforeAll(async () => {
    city = await openCity();
    applicationId = await fileIn(city, 'complements');
    await tellApplication(city.ports, { send: async () => 'sent' }, 'https://site.example', applicationId);
  });
  afterAll(() => undefined);

  test('is the same for the association and for staff, and named after the file', async () => {
    const { number, letters } = await staffFile(city, applicationId);
    const seq = String(letters[0]?.seq);
    const own = await city.ask('getLetterPdf', people.applicant.id, { params: { applicationId, seq } });
    expect(own.filename).toBe(`${number}-${seq}.pdf`);
    expect(Buffer.from(own.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await city.ask('getStaffLetterPdf', people.staff.id, { params: { applicationId, seq } })).toEqual(own);
  });

  test('is not there for an event that wrote none, for an event that is none, and for another association', async () => {
    const status = async (who: string, seq: string) =>
      (await city.send('getLetterPdf', who, { params: { applicationId, seq } })).status;
    expect(await status(people.applicant.id, '1')).toBe(404);
    expect(await status(people.applicant.id, 'first')).toBe(422);
    expect(await status(people.stranger.id, '2')).toBe(404);
  });
});
