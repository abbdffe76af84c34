import type * as z from 'zod';
import type { letter, printedFile } from '../schemas/contract/shared.ts';
import type { Language } from '../schemas/fields.ts';
import { blocksOf } from './blocks.ts';
import { notFound } from './domain/errors.ts';
import { lettersTo } from './file-texts.ts';
import type { ApplicationFile } from './store/applications.ts';

type PrintedFile = z.input<typeof printedFile>;

/** A PDF as an answer carries it. */
export const printedAs = (name: string, bytes: Uint8Array): PrintedFile => ({
  filename: `${name}.pdf`,
  contentType: 'application/pdf',
  base64: Buffer.from(bytes).toString('base64'),
});

/**
 * A letter's parts: who writes, the title, and what it says. What only a mail has (that it was sent by itself, a link to
 * press) stays as it was read: the print is the letter.
 */
const partsOf = ({ body }: Pick<z.output<typeof letter>, 'body'>) => {
  const [from = '', title = '', ...rest] = body.trim().split('\n\n');
  const [authority = '', subject = ''] = from.split('\n');
  return {
    from: [authority, subject] as [string, string],
    title,
    blocks: blocksOf(rest.join('\n\n').split('\n\n-- \n')[0] ?? ''),
  };
};

/** English letters greet with "Dear"; everything else that we write is French. */
const languageOf = (body: string): Language => (/^Dear /m.test(body) ? 'en' : 'fr');

/**
 * One of the applicant's letters as PDF, word for word as it was sent.
 * @throws DomainError not-found when the event gave rise to none.
 */
export const printLetter = async (
  file: Pick<ApplicationFile, 'head' | 'notifications'>,
  seq: number,
): Promise<PrintedFile> => {
  const found = lettersTo(file, 'applicant').find((entry) => entry.seq === seq);
  if (!found) throw notFound();
  const { renderPdf } = await import('./pdf/render-pdf.ts');
  const bytes = await renderPdf({ ...partsOf(found), language: languageOf(found.body), at: found.at });
  return printedAs(`${file.head.number}-${seq}`, bytes);
};
