import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentTypes, type ContentType, filenameOf, maxFilename } from '../../schemas/attachment.ts';
import { documented, email, line, optionalText, text, typed } from '../../schemas/fields.ts';
import { instruction } from '../../schemas/instructions.ts';
import { allTidied, maxDepth, notKept, onOneLine, patternOf, tidied, tooDeep } from '../../schemas/kept.ts';
import { readable } from '../../schemas/readable.ts';

/** Texts of whatever code units, with what harms among them. */
const signs = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\udc00',
    '\r\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\u202e',
    '\ufeff',
    '\u200b',
    '\u200d',
    '\ufe0f',
    '\u00ad',
    '\u3164',
    ' ',
  ),
);
const typing = fc.array(signs, { maxLength: 12 }).map((parts) => parts.join(''));
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('a text that arrives', () => {
  test.each([
    ['half a pair', 'a\ud800b\udc00c', 'abc'],
    ['a whole pair', 'a😀b', 'a😀b'],
    ['NUL and controls', 'a\u0000b\u0007c\u001bd\u009be', 'abcde'],
    ['a turned direction', 'facture\u202efdp.exe', 'facturefdp.exe'],
    ['an isolated direction', 'a\u2066b\u2069', 'ab'],
    ['marks that people need to write with', 'a\u200db\u200fc\u00add', 'a\u200db\u200fc\u00add'],
    ['ends of lines of all kinds', 'a\r\nb\rc\u2028d\u2029e\u0085f\u000bg\u000ch', 'a\nb\nc\nd\ne\nf\ng\nh'],
    ['tabs', 'a\tb', 'a\tb'],
    ['a mark of byte order', '\ufeffa\ufeffb', 'ab'],
  ])('with %s is put right', (_, arrived, kept) => {
    expect(tidied(arrived)).toBe(kept);
    expect(text(100).parse(` ${arrived}\n`)).toBe(kept);
    expect(line(100).parse(`\n${arrived} `)).toBe(kept.replace(/[\n\t]/g, ' '));
    expect(typed.parse({ field: { inner: [arrived] } })).toEqual({ field: { inner: [kept] } });
  });

  test('is well formed, without controls, and stays as it is when it arrives again', () => {
    fc.assert(
      fc.property(typing, (arrived) => {
        const kept = tidied(arrived);
        expect([kept.isWellFormed(), /(?![\n\t])\p{Cc}|[\u2028-\u202e\u2066-\u2069\ufeff]/u.test(kept)]).toEqual([
          true,
          false,
        ]);
        expect(tidied(kept)).toBe(kept);
        expect(/[\n\t]/.test(onOneLine(arrived))).toBe(false);
        expect(allTidied([{ a: arrived }])).toEqual([{ a: kept }]);
      }),
    );
  });

  test('is taken where the document of the API takes it, and refused where it does not', () => {
    fc.assert(
      fc.property(typing, fc.nat(8), fc.integer({ min: 8, max: 60 }), (arrived, min, max) => {
        const { pattern = '' } = documented.get(text(max, min)) ?? {};
        // Half a pair is in no text that JSON can carry by its letter.
        fc.pre(arrived.isWellFormed());
        const documentTakes = arrived.length <= max && new RegExp(pattern as string, 'u').test(arrived);
        const taken = text(max, min).safeParse(arrived).success;
        // A lone carriage return counts here and not there, and a pair counts twice.
        const alike = !/\r(?!\n)/.test(arrived) && !/[\u{10000}-\u{10ffff}]/u.test(arrived);
        expect(taken || !documentTakes).toBe(true);
        if (alike) expect(taken).toBe(documentTakes);
      }),
      { numRuns: 1000 },
    );
    expect(patternOf(0)).toBeUndefined();
  });

  test.each(['\u200b', '\u00ad\u2060', '\u3164', '\ufe0f', '\u2800 \u200d'])(
    'of nothing that is seen is asked for as an empty one: %j',
    (blank) => {
      for (const [field, long] of [
        [text(100), blank],
        [line(100), blank],
        [text(100, 3), blank.repeat(3)],
      ] as const) {
        const said = field.safeParse(long).error?.issues.map((issue) => instruction(issue, 'fr').keys.at(-1));
        expect(said).toEqual(['rules.ask']);
        expect(field.parse(`${long}abc${long}`)).toBe(`${long}abc${long}`.trim());
      }
      expect(optionalText(100).parse(blank)).toBe(blank.trim());
    },
  );

  test('is counted as it was typed, and read as it was stored', () => {
    expect([text(3).safeParse('abc').success, text(3).safeParse('abc ').success]).toEqual([true, false]);
    expect(readable(text(3)).parse('\u0000 stored long ago \r')).toBe('\u0000 stored long ago \r');
  });
});

describe('a value that is kept as it was typed', () => {
  test.each<[string, unknown, (string | number)[], string]>([
    ['a number that only looks whole', { a: [1e308] }, ['a', 0], 'exact'],
    ['a number beyond those that are told apart', { a: 2 ** 53 }, ['a'], 'exact'],
    ['a number of sixty digits', JSON.parse(`{"a":${'9'.repeat(60)}}`), ['a'], 'exact'],
    ['a number next to nothing', { a: 1e-320 }, ['a'], 'exact'],
    ['a name that is empty', { a: { '': 1 } }, ['a', ''], 'key'],
    ['a name of the language itself', { a: { constructor: 1 } }, ['a', 'constructor'], 'key'],
    ['a name with a control', { a: { 'b\u0000': 1 } }, ['a', 'b\u0000'], 'key'],
  ])('is refused for %s, with the place', (_, value, path, rule) => {
    expect(notKept(value)).toEqual({ path, rule });
    const issues = typed.safeParse(value).error?.issues;
    expect(issues?.map((issue) => [issue.path, issue.code === 'custom' && issue.params?.rule])).toEqual([[path, rule]]);
  });

  test('has no name that would change what every object has', () => {
    const parsed = typed.parse(JSON.parse('{"a":{"__proto__":{"b":1}}}'));
    expect([Object.getPrototypeOf(parsed.a), ({} as { b?: number }).b]).toEqual([Object.prototype, undefined]);
  });

  test('goes down as many levels as a request may, and is gone through however deep it is', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect([tooDeep(nested(maxDepth)), notKept(nested(maxDepth))]).toEqual([undefined, undefined]);
    expect(tooDeep(nested(maxDepth + 1))).toEqual({ path: Array(maxDepth).fill(0), rule: 'too-deep' });
    expect(tooDeep(JSON.parse(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`))?.rule).toBe('too-deep');
  });

  test('is kept when every number, name and level can be, and otherwise not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const parts = (part: unknown): [string[], number[]] => {
          if (typeof part === 'number') return [[], [part]];
          if (typeof part !== 'object' || part === null) return [[], []];
          const inner = Object.values(part).map(parts);
          const names = Array.isArray(part) ? [] : Object.keys(part);
          return [[...names, ...inner.flatMap(([each]) => each)], inner.flatMap(([, each]) => each)];
        };
        const [names, numbers] = parts(value);
        const kept =
          names.every((name) => /^[A-Za-z0-9][\w-]{0,59}$/.test(name) && name !== 'constructor') &&
          numbers.every((number) => number === 0 || (Math.abs(number) >= 1e-100 && Math.abs(number) < 2 ** 53)) &&
          depthOf(value) <= maxDepth;
        expect(notKept(value) === undefined).toBe(kept);
      }),
    );
  });
});

describe('the name of a file', () => {
  test.each<[string, ContentType, string]>([
    ['statuts.pdf', 'application/pdf', 'statuts.pdf'],
    ['STATUTS.PDF', 'application/pdf', 'STATUTS.PDF'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['photo.JPG', 'image/jpeg', 'photo.JPG'],
    ['x.html', 'application/pdf', 'x.html.pdf'],
    ['facture\u202efdp.exe', 'application/pdf', 'facturefdp.exe.pdf'],
    ['../../etc/passwd', 'image/png', 'passwd.png'],
    ['C:\\Temp\\bilan.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'bilan.xlsx'],
    ['.pdf', 'application/pdf', 'pdf.pdf'],
    ['...', 'application/pdf', 'document.pdf'],
    ['..pdf', 'application/pdf', 'pdf.pdf'],
    ['.caché.pdf', 'application/pdf', 'caché.pdf'],
    ['CON.pdf', 'application/pdf', 'CON_.pdf'],
    ['nul', 'application/pdf', 'nul_.pdf'],
    ['lpt1.2026.png', 'image/png', 'lpt1_.2026.png'],
    ['console.pdf', 'application/pdf', 'console.pdf'],
    ['Budget : 2026 <v2> "fin"?.pdf', 'application/pdf', 'Budget - 2026 -v2- -fin--.pdf'],
    ['statuts .pdf', 'application/pdf', 'statuts.pdf'],
    [`${'字'.repeat(190)}.pdf`, 'application/pdf', `${'字'.repeat(83)}.pdf`],
    ['a\u0000b\nc\ud800.pdf', 'application/pdf', 'ab c.pdf'],
    ['Bilan du 12.05.2026', 'application/pdf', 'Bilan du 12.05.2026.pdf'],
  ])('%j of a file of type %s is %s', (filename, contentType, shown) => {
    expect(filenameOf({ filename, contentType })).toBe(shown);
  });

  test('says what the file is, without a path, and can stand in an address, whatever it was', () => {
    const type = fc.constantFrom(...(Object.keys(attachmentTypes) as ContentType[]));
    fc.assert(
      fc.property(typing, type, (filename, contentType) => {
        const shown = filenameOf({ filename: filename.slice(0, maxFilename), contentType });
        const ending = attachmentTypes[contentType];
        expect([shown.toLowerCase().endsWith(`.${ending}`), /[/\\\n]/.test(shown), shown.isWellFormed()]).toEqual([
          true,
          false,
          true,
        ]);
        expect(shown.length).toBeLessThanOrEqual(maxFilename);
        expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(255);
        expect(shown).toMatch(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)\s*\.)[^.<>:"|?*/\\][^<>:"|?*/\\]*$/i);
        expect(filenameOf({ filename: shown, contentType })).toBe(shown);
      }),
    );
  });
});

test.each([
  ['nom@domaine.example', true],
  ["prenom.o'nom+appel@sous.domaine.example", true],
  [`${'a'.repeat(64)}@domaine.example`, true],
  [`${'a'.repeat(65)}@domaine.example`, false],
  [`a@${'b'.repeat(63)}.example`, true],
  [`a@${'b'.repeat(64)}.example`, false],
  ['"a b"@domaine.example', false],
  ['a..b@domaine.example', false],
  ['a@domaine', false],
  ['a@-domaine.example', false],
])('the address %s is taken: %s', (address, taken) => {
  expect(email().safeParse(address).success).toBe(taken);
});
