import type { Language } from './fields.ts';

/** What a letter is made of. Each block is written as plain text, as HTML and as PDF, from the same words. */
export type Block =
  | { kind: 'paragraph'; text: string }
  /** The sentence that the mail is about, set apart. */
  | { kind: 'key'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: string[] }
  /** Names and values, such as the number of the file. */
  | { kind: 'rows'; rows: [name: string, value: string][] }
  /** Words of a person, with their line breaks. */
  | { kind: 'quote'; text: string }
  /** Lines below each other, such as an address. */
  | { kind: 'lines'; lines: string[] }
  | { kind: 'link'; text: string; url: string };

/** A line of a table in plain text: its name ends with a colon, in French after a no-break space. */
const row = /^([^\n:]{1,60}?\u00a0?:) (\S.*)$/;

const blockOf = (part: string): Block => {
  const lines = part.split('\n');
  const [first = '', second = ''] = lines;
  if (lines.length === 2 && /^-+$/.test(second) && second.length === [...first].length)
    return { kind: 'heading', text: first };
  if (lines.length === 2 && /^https?:\/\/\S+$/.test(second)) return { kind: 'link', text: first, url: second };
  if (lines.every((line) => line.startsWith('- '))) return { kind: 'list', items: lines.map((line) => line.slice(2)) };
  if (lines.every((line) => /^>( |$)/.test(line)))
    return { kind: 'quote', text: lines.map((line) => line.slice(2)).join('\n') };
  const named = lines.map((line) => row.exec(line));
  if (lines.length > 1 && named.every((found) => found !== null))
    return { kind: 'rows', rows: named.map(([, name = '', value = '']) => [name, value]) };
  return { kind: 'paragraph', text: part };
};

/**
 * The blocks that a text was written from, as far as it shows them: the sentence set apart, and lines that are no names with
 * values, come back as paragraphs. Written again, they give the same text.
 */
export const blocksOf = (text: string): Block[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map(blockOf);

/** A letter as its text tells its parts. */
export interface LetterParts {
  /** Who writes, and on what behalf. */
  from: [authority: string, subject: string];
  title: string;
  /** Whom it is for, a line each, and of which day it is; letters of former releases say neither. */
  to: string[];
  dated?: string;
  blocks: Block[];
  /** That it was sent by itself: what only a mail has. */
  footer: string;
  language: Language;
}

/** How a letter begins to speak: in a line of its own that ends with a comma. */
const greeting = /^(Bonjour|Dear) [^\n]*,$/;

/** Takes a letter apart that was kept as plain text: its print and the pages show it as it was written. */
export const letterParts = (body: string): LetterParts => {
  const [from = '', title = '', ...rest] = body.trim().split('\n\n');
  const [authority = '', subject = ''] = from.split('\n');
  const [said = '', footer = ''] = rest.join('\n\n').split('\n\n-- \n');
  const parts = said.split('\n\n');
  const greets = parts.findIndex((part) => greeting.test(part));
  const [to = '', dated = ''] = greets === 2 ? parts : [];
  return {
    from: [authority, subject],
    title,
    to: to ? to.split('\n') : [],
    ...(dated && { dated }),
    blocks: blocksOf((greets === 2 ? parts.slice(2) : parts).join('\n\n')),
    footer: footer.trim(),
    language: parts[greets]?.startsWith('Dear ') ? 'en' : 'fr',
  };
};
