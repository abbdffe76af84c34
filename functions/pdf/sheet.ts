import type { Block } from '../blocks.ts';

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

/** What the font can show of what people typed: composed accents, no control characters, plain no-break spaces. */
const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u202f\u2007]/g, '\u00a0')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[^\P{Cc}\n]|[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/gu, '');

/** Puts blocks on pages, one below the other, each with its place in the document's structure. */
export class Sheet {
  readonly #document: Document;
  readonly #fonts: { regular: string; bold: string };
  readonly #root: Element;
  #headings = 0;

  constructor(document: Document, fonts: { regular: string; bold: string }) {
    this.#document = document;
    this.#fonts = fonts;
    this.#root = document.struct('Document');
    document.addStructure(this.#root);
    document.lineGap(2.5);
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

  #style(font: 'regular' | 'bold', points: number, colour = ink): void {
    this.#document.font(this.#fonts[font]).fontSize(points).fillColor(colour);
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

  #text(text: string, x: number, width: number, y = this.#document.y): void {
    this.#document.text(text, x, y, { width });
  }

  /** A structure element with text in it, in the style that is set. */
  #said(parent: Element, type: string, text: string, x: number, width: number, options = {}): void {
    const said = printable(text) || ' ';
    const { y } = this.#document;
    parent.add(this.#document.struct(type, options, () => this.#text(said, x, width, y)));
  }

  #heightOf(text: string, width: number): number {
    return this.#document.heightOfString(printable(text) || ' ', { width });
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
      this.#document.markContent('Artifact', { type: 'Pagination' });
      this.#document.text(printable(foot(index + 1, count)), page.margins.left, y, {
        width: page.width - page.margins.left - page.margins.right,
        height: 12,
        ellipsis: true,
        lineBreak: false,
      });
      this.#document.endMarkedContent();
    }
  }
}
