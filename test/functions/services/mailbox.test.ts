import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailboxOf } from '../../../functions/services/mailbox.ts';

const address = 'appel@ville.example';
/** Reads encoded words as mail programs do: the space between two is none (RFC 2047, section 6.2). */
const decoded = (words: string): string =>
  Buffer.concat(
    words.split(' ').map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64')),
  ).toString();

test('a plain name is quoted, and what is special in quotes escaped', () => {
  expect(mailboxOf('Service ESS, "Ville"', address)).toBe('"Service ESS, \\"Ville\\"" <appel@ville.example>');
});

test('without a name it is the address alone', () => {
  expect([mailboxOf(undefined, address), mailboxOf('  ', address)]).toEqual([address, address]);
});

test('a name with accents goes as encoded words', () => {
  expect(mailboxOf('Économie solidaire', address)).toBe(
    `=?UTF-8?B?${Buffer.from('Économie solidaire').toString('base64')}?= <${address}>`,
  );
});

test('no name begins another header', () => {
  expect(mailboxOf('Ville\r\nBcc: ana@ville.example', address)).toBe(`"Ville Bcc: ana@ville.example" <${address}>`);
});

test('whatever the name, it is one line of words that are short enough, and reads as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
      const said = mailboxOf(`é${name}`, address);
      const words = said.slice(0, -` <${address}>`.length);
      for (const word of words.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
      expect(said).toMatch(/^[\u0020-\u007e]+$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      expect(decoded(words)).toBe(`é${name}`.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim());
    }),
  );
});
