import type * as z from 'zod';
import type { printedFile } from '../schemas/contract/shared.ts';
import { letterParts } from '../schemas/letter.ts';
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
 * One of the applicant's letters as PDF, word for word as it was sent. What only a mail has (that it was sent by itself, a
 * link to press) stays as it was read: the print is the letter.
 * @throws DomainError not-found when the event gave rise to none.
 */
export const printLetter = async (
  file: Pick<ApplicationFile, 'head' | 'notifications'>,
  seq: number,
  /** The place by which its reader knows it. */
  place = seq,
): Promise<PrintedFile> => {
  const found = lettersTo(file, 'applicant').find((entry) => entry.seq === seq);
  if (!found) throw notFound();
  const { renderPdf } = await import('./pdf/render-pdf.ts');
  const bytes = await renderPdf({ ...letterParts(found.body), at: found.at });
  return printedAs(`${file.head.number}-${place}`, bytes);
};
