import { fontOf } from './fonts.ts';

/** Signs that Word sets in fonts of symbols, under numbers of its own: bullets, arrows, ticks and boxes. */
const ofSymbolFonts: Record<string, string> = {
  '\uf02d': '\u2212',
  '\uf06c': '\u25cf',
  '\uf06e': '\u25a0',
  '\uf06f': '\u25a1',
  '\uf071': '\u2751',
  '\uf075': '\u25c6',
  '\uf076': '\u2756',
  '\uf0a7': '\u25aa',
  '\uf0a8': '\u25fb',
  '\uf0b7': '\u2022',
  '\uf0d8': '\u27a2',
  '\uf0e0': '\u2192',
  '\uf0e8': '\u2794',
  '\uf0f0': '\u21e8',
  '\uf0fb': '\u2717',
  '\uf0fc': '\u2713',
  '\uf0fd': '\u2612',
  '\uf0fe': '\u2611',
};

/**
 * What people typed, as it can be set: accents composed, one kind of line end, plain no-break spaces, no soft hyphens, no
 * control characters, and none that turn the direction of text by hand.
 */
const cleaned = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u202f\u2007]/g, '\u00a0')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\uf000-\uf0ff]/g, (sign) => ofSymbolFonts[sign] ?? sign)
    .replace(/[^\P{Cc}\n]|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '');

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A character by its number, for what no font has. */
const numbered = (cluster: string): string =>
  [...cluster]
    .map((character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .join('');

/** @returns the text as it is set, and whether it names characters by their numbers. */
export const printable = (text: string): { text: string; isNumbered: boolean } => {
  const clean = cleaned(text);
  let isNumbered = false;
  const parts = [...graphemes.segment(clean)].map(({ segment }) => {
    if (segment === '\n' || fontOf(segment, 'regular')) return segment;
    // The marks of a rare combination may be there one by one.
    return [...segment]
      .map((character) => {
        if (fontOf(character, 'regular')) return character;
        isNumbered = true;
        return numbered(character);
      })
      .join('');
  });
  return { text: parts.join(''), isNumbered };
};
