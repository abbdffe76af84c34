import type { Block } from '../blocks.ts';
import { fontAt, fontBytes, fontOf, ownFont, shownIn, type Weight } from './fonts.ts';
import { printable } from './printable.ts';
import { type Line, typeset } from './typeset.ts';

type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const ink = '#1e2624';
const green = '#16443c';
const soft = '#56605c';
const line = '#e0d7c7';
const size = { body: 11, small: 9.5, heading: 13, title: 18, key: 12.5 };
/** Points between two blocks. */
const gap = 10;
const nameWidth = 140;
/** Points between two lines. */
const lineGap = 2.5;

/** Puts blocks on pages, one below the other, each with its place in the document's structure. */
export class Sheet {
  readonly #document: Document;
  readonly #root: Element;
  readonly #opened = new Set<string>();
  #headings = 0;
  #set = { weight: 'regular' as Weight, points: size.body, colour: ink };
  /** Some character stands on it by its number. */
  isNumbered = false;

  constructor(document: Document) {
    this.#document = document;
    this.#root = document.struct('Document');
    document.addStructure(this.#root);
    document.lineGap(lineGap);
  }

  get #left() {
    return this.#document.page.margins.left;
  }

  get #width() {
    const { width, margins } = this.#document.page;
    return width - margins.left - margins.right;
  }

  get #bottom() {
    return this.#document.page.height - this.#document.page.margins.bottom;
  }

  #style(weight: Weight, points: number, colour = ink): void {
    this.#set = { weight, points, colour };
    this.#use(ownFont(weight)).fontSize(points).fillColor(colour);
  }

  /** Sets in the font of a file, which the document opens at its first word. */
  #use(path: string): Document {
    if (!this.#opened.has(path)) this.#document.registerFont(path, fontBytes(path));
    this.#opened.add(path);
    return this.#document.font(path);
  }

  /** A new page where `height` points do not fit on this one. */
  #room(height: number): void {
    const { margins, height: whole } = this.#document.page;
    const fits = height <= whole - margins.top - margins.bottom;
    if (fits && this.#document.y + height > this.#bottom) this.#document.addPage();
  }

  /** Something drawn that says nothing to a reader's software. */
  #drawn(draw: () => void): void {
    const { x, y } = this.#document;
    this.#document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#document.endMarkedContent();
    this.#document.x = x;
    this.#document.y = y;
  }

  #printable(typed: string): string {
    const { text, isNumbered } = printable(typed);
    this.isNumbered ||= isNumbered;
    return text || ' ';
  }

  /** What the writer itself would set wrong, on lines: other scripts than its font has, and other directions. */
  #linesOf(text: string, width: number): Line[] | undefined {
    const { weight, points } = this.#set;
    const own = fontAt(ownFont(weight));
    if ([...text].every((each) => each === '\n' || own.hasGlyphForCodePoint(each.codePointAt(0) ?? 0)))
      return undefined;
    const lines = typeset(text, width, {
      fontOf: (cluster) => fontOf(cluster, weight),
      shownIn,
      widthOf: (piece, font) => this.#use(font).fontSize(points).widthOfString(piece),
    });
    this.#style(weight, points, this.#set.colour);
    return lines;
  }

  /** Heights above and below the line that letters stand on: those of the highest and the lowest font. */
  #extents({ pieces }: Line): { above: number; below: number } {
    const { weight, points } = this.#set;
    const fonts = [ownFont(weight), ...pieces.map(({ font }) => font)].map(fontAt);
    return {
      above: Math.max(...fonts.map(({ ascent, unitsPerEm }) => (ascent / unitsPerEm) * points)),
      below: Math.max(...fonts.map(({ descent, unitsPerEm }) => (-descent / unitsPerEm) * points)) + lineGap,
    };
  }

  /** One line of pieces, its upper edge at `top`. */
  #drawLine(line: Line, x: number, width: number, top: number): void {
    const { weight, points, colour } = this.#set;
    const baseline = top + this.#extents(line).above;
    let left = line.isRightToLeft ? x + width - line.width : x;
    for (const piece of line.pieces) {
      this.#use(piece.font).fontSize(points).fillColor(colour);
      const draw = () => this.#document.text(piece.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
      if (piece.read) this.#copiedAs(piece.read, draw);
      else draw();
      left += piece.width;
    }
    this.#style(weight, points, colour);
  }

  /**
   * Draws what is copied as something else. The mark stands in the page's own coordinates, in which letters are written, and
   * under a font: readers take from there where it is, and how high.
   */
  #copiedAs(actual: string, draw: () => void): void {
    const flip = () => this.#document.save().transform(1, 0, 0, -1, 0, this.#document.page.height);
    // The writer sets a font for each text alone, and tells its name to nobody.
    const { _font, addContent } = this.#document as Document & {
      _font: { id: string };
      addContent: (operators: string) => void;
    };
    flip();
    addContent.call(this.#document, `/${_font.id} ${this.#set.points} Tf`);
    this.#document.markContent('Span', { actual });
    flip();
    draw();
    this.#document.restore();
    this.#document.endMarkedContent();
    this.#document.restore();
  }

  #text(text: string, x: number, width: number, y = this.#document.y): void {
    const lines = this.#linesOf(text, width);
    if (!lines) {
      this.#document.text(text, x, y, { width });
      return;
    }
    let top = y;
    for (const line of lines) {
      const { above, below } = this.#extents(line);
      if (top + above + below > this.#bottom) {
        this.#document.continueOnNewPage();
        top = this.#document.y;
      }
      this.#drawLine(line, x, width, top);
      top += above + below;
    }
    this.#document.x = x;
    this.#document.y = top;
  }

  /** A structure element with text in it, in the style that is set. */
  #said(parent: Element, type: string, text: string, x: number, width: number, options = {}): void {
    const said = this.#printable(text);
    const { y } = this.#document;
    parent.add(this.#document.struct(type, options, () => this.#text(said, x, width, y)));
  }

  #heightOf(text: string, width: number): number {
    const said = this.#printable(text);
    const lines = this.#linesOf(said, width);
    if (!lines) return this.#document.heightOfString(said, { width });
    return lines.map((line) => this.#extents(line)).reduce((sum, { above, below }) => sum + above + below, 0);
  }

  letterhead([authority, subject]: readonly [string, string]): void {
    this.#style('bold', size.heading, green);
    this.#said(this.#root, 'P', authority, this.#left, this.#width);
    this.#style('regular', size.small, soft);
    this.#said(this.#root, 'P', subject, this.#left, this.#width);
    const y = this.#document.y + 6;
    this.#rule(y, green, 1.5);
    this.#document.y = y + 22;
  }

  /** Whom a letter is for, where an envelope has its window, and of which day it is. */
  address(to: readonly string[], dated: string): void {
    const left = this.#left + this.#width * 0.52;
    const width = this.#width * 0.48;
    this.#style('regular', size.body);
    this.#said(this.#root, 'P', to.join('\n'), left, width);
    this.#document.y += gap;
    this.#said(this.#root, 'P', dated, left, width);
    this.#document.y += gap * 2;
  }

  title(text: string): void {
    this.#style('bold', size.title, green);
    this.#said(this.#root, 'H1', text, this.#left, this.#width);
    this.#document.y += gap;
  }

  block(block: Block): void {
    if (block.kind === 'heading') this.#heading(block.text);
    else if (block.kind === 'paragraph') this.#paragraph(block.text);
    else if (block.kind === 'key') this.#key(block.text);
    else if (block.kind === 'list') this.#list(block.items);
    else if (block.kind === 'rows') this.#rows(block.rows);
    else if (block.kind === 'quote') this.#quote(block.text);
    else if (block.kind === 'lines') this.#paragraph(block.lines.join('\n'));
    else this.#paragraph(`${block.text}\u00a0: ${block.url}`);
  }

  #heading(text: string): void {
    this.#style('bold', size.heading, green);
    // A heading stays with the first lines of what it is over.
    this.#room(this.#heightOf(text, this.#width) + 60);
    if (this.#headings++ > 0 && this.#document.y > this.#document.page.margins.top) this.#document.y += 6;
    this.#said(this.#root, 'H2', text, this.#left, this.#width);
    this.#document.y += 4;
  }

  #paragraph(text: string): void {
    for (const part of text.split(/\n{2,}/)) {
      this.#style('regular', size.body);
      // Two lines at least stay together.
      this.#room(Math.min(34, this.#heightOf(part, this.#width)));
      this.#said(this.#root, 'P', part, this.#left, this.#width);
      this.#document.y += gap - 2;
    }
  }

  #key(text: string): void {
    this.#style('bold', size.key);
    const width = this.#width - 28;
    const height = this.#heightOf(text, width) + 16;
    this.#room(height + gap);
    const top = this.#document.y;
    this.#drawn(() => {
      this.#document.rect(this.#left, top, this.#width, height).fill('#e3eee9');
      this.#document.rect(this.#left, top, 4, height).fill(green);
    });
    this.#style('bold', size.key);
    this.#document.y = top + 9;
    this.#said(this.#root, 'P', text, this.#left + 16, width);
    this.#document.y = top + height + gap + 2;
  }

  #list(items: readonly string[]): void {
    const list = this.#document.struct('L');
    this.#root.add(list);
    const width = this.#width - 16;
    for (const text of items) {
      this.#style('regular', size.body);
      this.#room(Math.min(34, this.#heightOf(text, width)));
      const item = this.#document.struct('LI');
      list.add(item);
      const top = this.#document.y;
      this.#said(item, 'Lbl', '\u2022', this.#left + 2, 12);
      this.#document.y = top;
      this.#said(item, 'LBody', text, this.#left + 16, width);
      this.#document.y += 3;
      item.end();
    }
    list.end();
    this.#document.y += gap - 3;
  }

  #rows(rows: readonly (readonly [string, string])[]): void {
    const table = this.#document.struct('Table');
    this.#root.add(table);
    const valueWidth = this.#width - nameWidth - 8;
    for (const [name, value] of rows) {
      this.#style('bold', size.body);
      const height = Math.max(this.#heightOf(value, valueWidth), this.#heightOf(name, nameWidth));
      this.#room(height + 8);
      const top = this.#document.y;
      this.#rule(top, line, 0.75);
      const row = this.#document.struct('TR');
      table.add(row);
      this.#document.y = top + 5;
      this.#style('regular', size.small, soft);
      this.#document.y += 1;
      this.#said(row, 'TH', name, this.#left, nameWidth, { scope: 'Row' });
      this.#document.y = top + 5;
      this.#style('bold', size.body);
      this.#said(row, 'TD', value, this.#left + nameWidth + 8, valueWidth);
      row.end();
      this.#document.y = Math.max(this.#document.y, top + height + 4);
    }
    table.end();
    this.#document.y += gap + 2;
  }

  #quote(text: string): void {
    this.#style('regular', size.body);
    const width = this.#width - 18;
    this.#room(Math.min(51, this.#heightOf(text, width)) + 4);
    const start = { page: this.#page, y: this.#document.y };
    const quote = this.#document.struct('BlockQuote');
    this.#root.add(quote);
    for (const part of text.split(/\n{2,}/)) {
      this.#said(quote, 'P', part, this.#left + 18, width);
      this.#document.y += 4;
    }
    quote.end();
    const end = { page: this.#page, y: this.#document.y - 4 };
    this.#bars(start, end);
    this.#document.y = end.y + gap + 2;
  }

  get #page(): number {
    const { start, count } = this.#document.bufferedPageRange();
    return start + count - 1;
  }

  /** The bar beside a quotation, on each page that it runs over. */
  #bars(start: { page: number; y: number }, end: { page: number; y: number }): void {
    for (let page = start.page; page <= end.page; page++) {
      this.#document.switchToPage(page);
      const top = page === start.page ? start.y : this.#document.page.margins.top;
      const bottom = page === end.page ? end.y : this.#bottom;
      this.#drawn(() => this.#document.rect(this.#left, top, 3, bottom - top).fill('#7c786e'));
    }
  }

  #rule(y: number, colour: string, width: number): void {
    const { margins, width: whole } = this.#document.page;
    this.#drawn(() =>
      this.#document
        .moveTo(margins.left, y)
        .lineTo(whole - margins.right, y)
        .lineWidth(width)
        .stroke(colour),
    );
  }

  /** Something said of the document itself. */
  note(text: string): void {
    this.#style('regular', size.small, soft);
    this.#room(this.#heightOf(text, this.#width));
    this.#said(this.#root, 'P', text, this.#left, this.#width);
  }

  /** Ends the structure and writes each page's foot. */
  close(foot: (page: number, pages: number) => string): void {
    this.#root.end();
    const { start, count } = this.#document.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.#document.switchToPage(start + index);
      const { page } = this.#document;
      const y = page.height - 44;
      // Text below the margin would open a page of its own.
      page.margins.bottom = 0;
      this.#style('regular', 8.5, soft);
      const said = this.#printable(foot(index + 1, count));
      const [line] = this.#linesOf(said, this.#width) ?? [];
      this.#document.markContent('Artifact', { type: 'Pagination' });
      if (line) this.#drawLine(line, this.#left, this.#width, y);
      else
        this.#document.text(said, this.#left, y, {
          width: this.#width,
          height: 12,
          ellipsis: true,
          lineBreak: false,
        });
      this.#document.endMarkedContent();
    }
  }
}
