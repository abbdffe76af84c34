import { inflateSync } from 'node:zlib';

/** Just enough of a reader of PDFs for those that the service writes: what each page says, a line a string. */

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

interface Object {
  dictionary: string;
  stream: string;
}

const objectsOf = (bytes: Uint8Array): Map<number, Object> => {
  const found = new Map<number, Object>();
  const text = latin(bytes);
  for (const [whole, number, dictionary] of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?=\nendobj|\nstream\n)/g)) {
    const place = text.indexOf(whole) + whole.length;
    let stream = '';
    if (text.startsWith('\nstream\n', place)) {
      const start = place + '\nstream\n'.length;
      const length = Number(/\/Length (\d+)/.exec(dictionary ?? '')?.[1]);
      const data = Buffer.from(bytes.slice(start, start + length));
      stream = latin(dictionary?.includes('FlateDecode') ? inflateSync(data) : data);
    }
    found.set(Number(number), { dictionary: dictionary ?? '', stream });
  }
  return found;
};

/** Characters by glyph, from a font's ToUnicode map. */
const charactersOf = (map: string): Map<number, string> => {
  const glyphs = new Map<number, string>();
  const said = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');
  for (const [, from, list] of map.matchAll(/<(\w+)> <\w+> \[([\s\S]*?)\]/g))
    for (const [index, [, hex]] of [...(list ?? '').matchAll(/<([\w\s]*)>/g)].entries())
      if (hex) glyphs.set(Number.parseInt(from ?? '', 16) + index, said(hex));
  return glyphs;
};

const numberIn = (text: string, name: string) => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1]);

/** The lines of each page, in the order in which they were written. */
export const textOfPdf = (bytes: Uint8Array): string[][] => {
  const objects = objectsOf(bytes);
  const objectAt = (number: number): Object => objects.get(number) ?? { dictionary: '', stream: '' };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const resources = objectAt(numberIn(dictionary, 'Resources')).dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [
        name,
        charactersOf(objectAt(numberIn(objectAt(Number(number)).dictionary, 'ToUnicode')).stream),
      ]),
    );
    const { stream } = objectAt(numberIn(dictionary, 'Contents'));
    let font: Map<number, string> | undefined;
    const lines: string[] = [];
    // Pieces of one line stand on one height within one part of the structure.
    let place = '';
    let part = 0;
    for (const [, marked, block] of stream.matchAll(/(\/\w+ <<[^>]*\/MCID[^>]*>> BDC)|BT\n([\s\S]*?)\nET/g)) {
      if (marked) part++;
      if (block === undefined) continue;
      const here = `${part} ${/ (\S+) Tm/.exec(block)?.[1]}`;
      let line = here === place ? (lines.pop() ?? '') : '';
      place = here;
      for (const [, name, shown] of block.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
        if (name) font = fonts.get(name);
        for (const [, hex] of (shown ?? '').matchAll(/<(\w+)>/g))
          for (const glyph of hex?.match(/.{4}/g) ?? []) line += font?.get(Number.parseInt(glyph, 16)) ?? '';
      }
      lines.push(line);
    }
    return lines.map((line) => line.trim()).filter(Boolean);
  });
};
