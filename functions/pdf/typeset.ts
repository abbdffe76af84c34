import bidiFactory, { type Bidi } from 'bidi-js';
import LineBreaker from 'linebreak';

/** A stretch of a line in one font and one direction. */
export interface Piece {
  text: string;
  /** What is copied of it, where its signs alone would not say: they are mirrored, or stand in another order. */
  read?: string;
  font: string;
  width: number;
}

/** One line of a text, its pieces from left to right as they are drawn. */
export interface Line {
  pieces: Piece[];
  width: number;
  /** It begins at the right. */
  isRightToLeft: boolean;
}

/** What a text is set with: which font shows a character, and how wide words are in it. */
export interface Measures {
  /** The font that has all of a cluster; nothing where only its parts have one. */
  fontOf: (cluster: string) => string | undefined;
  /** A cluster without what its font knows nothing of, and draws nothing for. */
  shownIn: (cluster: string, font: string) => string;
  widthOf: (text: string, font: string) => number;
}

/** What a reader takes for one character, with its font and the depth of its direction: odd from right to left. */
interface Cluster {
  text: string;
  typed: string;
  /** Where it begins. */
  at: number;
  font: string;
  level: number;
}

/** The package's types speak of its form for bundlers, under which its only export is the same. */
const bidi = (bidiFactory as unknown as () => Bidi)();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Letters of scripts that are written from right to left. */
const rightToLeft =
  /[\p{Script_Extensions=Hebrew}\p{Script_Extensions=Arabic}\p{Script_Extensions=Syriac}\p{Script_Extensions=Thaana}\p{Script_Extensions=Nko}\p{Script_Extensions=Adlam}\p{Script_Extensions=Samaritan}\p{Script_Extensions=Mandaic}]/u;

/** Scripts in which a vowel may stand before the letters that it follows, or in two parts around them. */
const reordered = /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Khmer}]/u;

const clustersOf = (text: string, levels: Uint8Array, { fontOf, shownIn }: Measures): Cluster[] => {
  const cluster = (segment: string, at: number): Cluster[] => {
    const font = fontOf(segment);
    if (font === undefined) {
      const characters = [...segment];
      const places = characters.map((_, index) => at + characters.slice(0, index).join('').length);
      return characters.length > 1 ? characters.flatMap((one, index) => cluster(one, places[index] ?? at)) : [];
    }
    const level = levels[at] ?? 0;
    const mirrored = level % 2 === 1 ? bidi.getMirroredCharacter(segment) : null;
    return [{ text: shownIn(mirrored ?? segment, font), typed: segment, at, font, level }];
  };
  return [...graphemes.segment(text)].flatMap(({ segment, index }) => cluster(segment, index));
};

/**
 * Clusters that can be drawn in one go. The font's own shaping turns a word of Hebrew or Arabic round, and nothing else:
 * what has to be turned and is no such word, or is one and must not be, stands in pieces of one character.
 */
const joins = (one: Cluster, other: Cluster): boolean => {
  if (one.font !== other.font || one.level !== other.level) return false;
  const isTurned = one.level % 2 === 1;
  return rightToLeft.test(one.text) === isTurned && rightToLeft.test(other.text) === isTurned;
};

/** Pieces in the order of reading. */
const piecesOf = (clusters: readonly Cluster[], { widthOf }: Measures): (Piece & { level: number })[] => {
  const groups: Cluster[][] = [];
  for (const cluster of clusters) {
    const last = groups.at(-1)?.at(-1);
    if (last && joins(last, cluster)) groups.at(-1)?.push(cluster);
    else groups.push([cluster]);
  }
  return groups.map((group) => {
    const [{ font, level }] = group as [Cluster];
    const [text, typed] = [
      group.map((cluster) => cluster.text).join(''),
      group.map((cluster) => cluster.typed).join(''),
    ];
    const isOwnOrder = level % 2 === 1 ? group.length > 1 || text === typed : !reordered.test(typed);
    return { text, font, level, width: widthOf(text, font), ...(!isOwnOrder && { read: typed }) };
  });
};

/** From the order of reading to that of drawing: whatever is deeper is turned round within what is around it (UAX 9, L2). */
const drawn = <P extends { level: number }>(pieces: readonly P[]): P[] => {
  const order = [...pieces];
  for (let level = Math.max(0, ...order.map((piece) => piece.level)); level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start;
      while (end < order.length && (order[end] as P).level >= level) end++;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
};

/** Where a line may end. */
const breaksIn = (text: string): Set<number> => {
  const breaker = new LineBreaker(text);
  const places = new Set<number>();
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) places.add(found.position);
  return places;
};

/** Clusters that stay on one line as long as they fit on one. */
const unitsOf = (text: string, clusters: readonly Cluster[]): Cluster[][] => {
  const places = breaksIn(text);
  const units: Cluster[][] = [];
  for (const cluster of clusters) {
    if (units.length === 0 || places.has(cluster.at)) units.push([]);
    units.at(-1)?.push(cluster);
  }
  return units;
};

const trimmed = (clusters: readonly Cluster[]): readonly Cluster[] =>
  clusters.slice(0, clusters.findLastIndex(({ text }) => text.trim() !== '') + 1);

/** Sets one paragraph of a text, without line breaks in it. */
const setParagraph = (text: string, width: number, measures: Measures): Line[] => {
  const embedding = bidi.getEmbeddingLevels(text);
  const base = embedding.paragraphs[0]?.level ?? 0;
  const wide = (clusters: readonly Cluster[]) =>
    piecesOf(trimmed(clusters), measures).reduce((sum, piece) => sum + piece.width, 0);
  const rows: Cluster[][] = [[]];
  const add = (unit: readonly Cluster[]): void => {
    const row = rows.at(-1) as Cluster[];
    if (row.length === 0 || wide([...row, ...unit]) <= width) row.push(...unit);
    else rows.push([...unit]);
  };
  for (const unit of unitsOf(text, clustersOf(text, embedding.levels, measures))) {
    if (wide(unit) <= width) add(unit);
    else for (const cluster of unit) add([cluster]);
  }
  return rows.map((row) => {
    const kept = trimmed(row);
    const pieces = drawn(piecesOf(kept, measures));
    return {
      pieces,
      width: pieces.reduce((sum, piece) => sum + piece.width, 0),
      isRightToLeft: base % 2 === 1,
    };
  });
};

/** Sets a text on lines of a width: each character in a font that has it, words in the order of their script. */
export const typeset = (text: string, width: number, measures: Measures): Line[] =>
  text.split('\n').flatMap((paragraph) => setParagraph(paragraph, width, measures));
