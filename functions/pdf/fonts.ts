import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import { families } from './assets.ts';
import { unpackedFont } from './woff.ts';

export type Weight = 'regular' | 'bold';

/** Where a font's file is. */
const pathOf = (asset: string): string => fileURLToPath(import.meta.resolve(asset));

/** What of fontkit places a mark at the letter before it; its types know nothing of its parts. */
interface Placing {
  applyAnchor: (mark: object, anchor: object | null, at: number) => void;
}
const tolerant = new WeakSet<Placing>();

/**
 * A font need not say where a mark stands at a letter that never bears it. fontkit takes for granted that it does, and would
 * fail over the whole document for one such pair: the mark stands where it is set, beside the letter.
 */
const bearAnyMark = (font: Font): void => {
  const { GPOSProcessor } =
    (font as Font & { _layoutEngine: { engine?: { GPOSProcessor?: Placing } } })._layoutEngine.engine ?? {};
  const placing = GPOSProcessor && (Object.getPrototypeOf(GPOSProcessor) as Placing);
  if (!placing || tolerant.has(placing)) return;
  const { applyAnchor } = placing;
  placing.applyAnchor = function (this: Placing, mark, anchor, at) {
    if (anchor) applyAnchor.call(this, mark, anchor, at);
  };
  tolerant.add(placing);
};

/** Asked what it has, and nothing else: a document opens its fonts for itself, since a font remembers what it drew. */
const opened = new Map<string, { bytes: Buffer; font: Font }>();
const open = (path: string) => {
  const known = opened.get(path);
  if (known) return known;
  const bytes = unpackedFont(readFileSync(path));
  const font = create(bytes) as Font;
  bearAnyMark(font);
  const kept = { bytes, font };
  opened.set(path, kept);
  return kept;
};
export const fontAt = (path: string): Font => open(path).font;
export const fontBytes = (path: string): Buffer => open(path).bytes;

/** The pages' own typeface. */
export const ownFont = (weight: Weight): string => pathOf((families[0] as (typeof families)[number])[weight]);

/** What leaves no mark of its own, but says how what is around it is joined or drawn. */
const joiner = /\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}]/u;

/** A cluster without what the font has no sign for, because it leaves none. */
export const shownIn = (cluster: string, path: string): string =>
  joiner.test(cluster)
    ? [...cluster]
        .filter((each) => !joiner.test(each) || fontAt(path).hasGlyphForCodePoint(each.codePointAt(0) ?? 0))
        .join('')
    : cluster;

const isShownBy = (font: Font, cluster: string): boolean =>
  [...cluster].every((character) => joiner.test(character) || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));

/** Numbers that Unicode gives no meaning: a picture of them would say less than the number. */
const unassigned = /[\p{Private_Use}\p{Unassigned}\p{Surrogate}]/u;

const known = new Map<string, string | undefined>();

/** The file of the first font that has all of what a reader takes for one character; nothing where none has. */
export const fontOf = (cluster: string, weight: Weight): string | undefined => {
  const name = `${weight} ${cluster}`;
  if (known.has(name)) return known.get(name);
  const found = unassigned.test(cluster)
    ? undefined
    : families
        .filter(({ shows }) => shows?.test(cluster) ?? true)
        .map((family) => family[weight])
        .find((asset) => isShownBy(fontAt(pathOf(asset)), cluster));
  // Texts of all the world would fill it: it is forgotten, and asked for anew.
  if (known.size > 5000) known.clear();
  const path = found && pathOf(found);
  known.set(name, path);
  return path;
};
