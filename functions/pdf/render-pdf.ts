import type { Language } from '../../schemas/fields.ts';
import type { Block } from '../blocks.ts';
import { ownFont } from './fonts.ts';
import { Sheet } from './sheet.ts';

/** A document to be written. The same facts give the same bytes, whenever they are asked for. */
export interface Printed {
  /** Heading of the document, and its title for readers and archives. */
  title: string;
  language: Language;
  /** Who writes, in two lines: the authority, and on what behalf. */
  from: [authority: string, subject: string];
  /** Whom it is for, a line each, and of which day it is; minutes are for nobody. */
  to?: readonly string[];
  dated?: string;
  blocks: readonly Block[];
  /** When what it says was fixed: the date that the file itself carries. */
  at: string;
}

const words = {
  fr: {
    page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
    numbered: 'Un signe que ce document ne sait pas montrer y figure entre crochets, par son numéro Unicode.',
  },
  en: {
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    numbered: 'A sign that this document cannot show stands in it in brackets, by its Unicode number.',
  },
};

/**
 * Writes blocks as a tagged PDF (PDF/UA-1: a reader's software finds headings, lists and tables) on A4 with page numbers
 * and embedded fonts. The renderer is loaded with the first document, so that no cold start pays for it.
 */
export const renderPdf = async ({
  title,
  language,
  from,
  to = [],
  dated = '',
  blocks,
  at,
}: Printed): Promise<Uint8Array> => {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 64, right: 64 },
    pdfVersion: '1.7',
    // A subset that pdfkit writes and its types do not know yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: ownFont('regular'),
    info: { Title: title, Author: from[0], CreationDate: new Date(at), ModDate: new Date(at) },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const sheet = new Sheet(document);
  sheet.letterhead(from);
  if (to.length > 0) sheet.address(to, dated);
  sheet.title(title);
  for (const block of blocks) sheet.block(block);
  if (sheet.isNumbered) sheet.note(words[language].numbered);
  sheet.close((page, pages) => `${title}\u00a0\u2013 ${words[language].page(page, pages)}`);
  document.end();
  return whole;
};
