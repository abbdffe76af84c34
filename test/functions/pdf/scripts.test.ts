import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paragraph, quote } from '../../../functions/blocks.ts';
import { renderPdf } from '../../../functions/pdf/render-pdf.ts';
import { typeset } from '../../../functions/pdf/typeset.ts';
import { textOfPdf } from '../../support/pdf.ts';

const printed = async (text: string, language: 'fr' | 'en' = 'fr') => {
  const bytes = await renderPdf({
    title: 'Lettre',
    language,
    from: ['Ville de Lille', 'Appel'],
    blocks: [paragraph(text)],
    at: '2026-03-02T10:00:00.000Z',
  });
  return { bytes, lines: (textOfPdf(bytes)[0] ?? []).slice(3, -1) };
};
const turned = (word: string) => [...word].toReversed().join('');

describe('a letter shows, sign by sign,', () => {
  test.each([
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Greek', 'Ελλάδα, Αθήνα'],
    ['Cyrillic', 'Кириллица, Қазақ'],
    ['Chinese', '王小明，东京 株式会社'],
    ['Japanese', '山田 ひらがな カタカナ'],
    ['Korean', '한국 협회'],
    ['Devanagari', 'नमस्ते'],
    ['Tamil', 'அம்மா'],
    ['Thai', 'สมาคมไทย ผู้ที่'],
    ['Khmer', 'សមាគម ភាសា'],
    ['Georgian, Armenian, Amharic and Tifinagh', 'ქართული Հայերեն አማርኛ ⵜⴰⵎⴰⵣⵉⵖⵜ'],
    ['arrows, ticks and signs', 'a → b ✓ ☐ ☑ ≤ ½ № ◦ ▪ ﬁn'],
    ['emoji, with their sequences', '😀 👩‍🚀 🇫🇷 ❤️'],
    ['accents that no letter has ready', 'x\u0304 et q\u0323'],
  ])('%s', async (_, text) => {
    const { lines, bytes } = await printed(text);
    expect(lines).toEqual([text]);
    expect(bytes.length).toBeLessThan(60_000);
  });

  test.each([
    ['soft hyphens and marks of direction, of which nothing is left', 'cou\u00adpu\u200ere \u202efin', 'coupure fin'],
    ['composed what was typed in parts', 'Nguye\u0302\u0303n', 'Nguyễn'],
    ['the bullets and ticks of Word', '\uf0b7 un \uf0fc deux \uf0e0', '• un ✓ deux →'],
    ['each kind of line end', 'un\u2028deux', 'un'],
  ])('%s', async (_, typed, shown) => {
    expect((await printed(typed)).lines[0]).toBe(shown);
  });

  test.each([['नदियाँ किताब'], ['কৌশল'], ['கொடு'], ['น้ำ กำลัง'], ['ភ្នំពេញ ស្រី']])(
    'the signs of %s in the order of the script, and is copied as it was typed',
    (text) => {
      const measures = { fontOf: () => 'one', shownIn: (cluster: string) => cluster, widthOf: () => 1 };
      expect(typeset(text, 10, measures).map(({ pieces }) => pieces.map(({ read }) => read))).toEqual([[text]]);
    },
  );

  test('by its number what no font has, and says so in its language', async () => {
    const french = (await printed('M. \u{20bb7} \ue123')).lines;
    expect(french[0]).toBe('M. [U+20BB7] [U+E123]');
    expect(french[1]).toMatch(/entre crochets, par son numéro Unicode\.$/);
    expect((await printed('\u{13000}', 'en')).lines[1]).toMatch(/in brackets, by its Unicode number\.$/);
    expect((await printed('déjà vu')).lines).toEqual(['déjà vu']);
  });
});

describe('no text keeps a letter from being written:', () => {
  test.each([
    ['a mark of Arabic at a letter that its font knows no place at', 'ء\u08f4 لا\u08f4'],
    ['an accent of Latin on a sign of Tamil', '\u0b82\u030c'],
  ])('%s', async (_, text) => {
    expect((await printed(text)).lines).toHaveLength(1);
  });

  const scripts = 'Latin Arabic Hebrew Devanagari Bengali Tamil Thai Khmer Georgian Armenian Han Nko Syriac'.split(' ');
  const characters = scripts.map((script) => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const own = all.filter((each) => new RegExp(`\\p{Script_Extensions=${script}}`, 'u').test(each));
    return { letters: own, marks: own.filter((each) => /\p{M}/u.test(each)) };
  });
  const accents = Array.from({ length: 0x70 }, (_, place) => String.fromCharCode(0x300 + place));

  test('letters and marks of any script, as they never come together', async () => {
    const word = fc.constantFrom(...characters).chain(({ letters, marks }) => {
      const sign = fc.constantFrom(...letters);
      const mark = fc.constantFrom(...(marks.length > 0 ? marks : accents), ...accents);
      return fc.array(fc.oneof(sign, mark), { minLength: 1, maxLength: 5 }).map((signs) => signs.join(''));
    });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 100, maxLength: 200 }), async (words) => {
        expect((await printed(words.join(' '))).lines.length).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });
});

describe('from right to left', () => {
  test('Hebrew stands in its own order, numbers and Latin in theirs', async () => {
    const { lines } = await printed('שלום לכולם 123 Lille');
    expect(lines).toEqual([`Lille 123 ${turned('לכולם')} ${turned('שלום')}`]);
  });

  test('a French line with a name in Hebrew goes on to the right', async () => {
    expect((await printed('Association שלום de Lille')).lines).toEqual([`Association ${turned('שלום')} de Lille`]);
  });

  test('Arabic is joined, and each letter is copied as the one that was typed', async () => {
    const { lines } = await printed('نص طويل ليمتد');
    expect(lines).toEqual([`${turned('ليمتد')} ${turned('طويل')} ${turned('نص')}`]);
  });

  test('brackets are mirrored, and copied as they were typed', async () => {
    const { bytes, lines } = await printed('שלום (בדיקה)');
    expect(lines).toEqual([`(${turned('בדיקה')}) ${turned('שלום')}`]);
    expect(Buffer.from(bytes).length).toBeGreaterThan(0);
  });

  test('lines begin at the right, and none is wider than its place', () => {
    const measures = {
      fontOf: () => 'one',
      shownIn: (cluster: string) => cluster,
      widthOf: (text: string) => [...text].length,
    };
    const lines = typeset('שלום לכולם בעיר ליל', 10, measures);
    expect(lines.map(({ isRightToLeft, width }) => [isRightToLeft, width])).toEqual([
      [true, 10],
      [true, 8],
    ]);
    expect(lines.map(({ pieces }) => pieces.map(({ text }) => text))).toEqual([
      ['לכולם', ' ', 'שלום'],
      ['ליל', ' ', 'בעיר'],
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
        for (const line of typeset(text, 12, measures)) expect(line.width <= 12 || line.pieces.length === 1).toBe(true);
      }),
    );
  });
});

test('a long text in another script runs on over its pages within its mark', async () => {
  const sentence = 'Η επιτροπή εκτίμησε το έργο και τη συνεργασία. ';
  const bytes = await renderPdf({
    title: 'Lettre',
    language: 'fr',
    from: ['Ville de Lille', 'Appel'],
    blocks: [quote(sentence.repeat(150))],
    at: '2026-03-02T10:00:00.000Z',
  });
  const pages = textOfPdf(bytes);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat().join(' ').split('επιτροπή').length - 1).toBe(150);
});
