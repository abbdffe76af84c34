import type { MinutesContent } from '../schemas/session.ts';
import { heading, paragraph } from './blocks.ts';
import { printedAs } from './print-letter.ts';

const words = {
  fr: { authority: 'Ville de Lille', draft: 'Projet de procès-verbal, non approuvé' },
  en: { authority: 'City of Lille', draft: 'Draft minutes, not approved' },
};

/** Minutes of a session as PDF; a draft says that it is one. `at` is when they were saved or approved. */
export const printMinutes = async (
  content: MinutesContent,
  { sessionId, state, at }: { sessionId: string; state: 'draft' | 'approved'; at: string },
) => {
  const { authority, draft } = words[content.language];
  const { renderPdf } = await import('./pdf/render-pdf.ts');
  const bytes = await renderPdf({
    title: content.title,
    language: content.language,
    from: [authority, state === 'draft' ? draft : ''],
    blocks: content.parts.flatMap((part) => [
      heading(part.heading),
      ...part.text.split(/\n{2,}/).map((text) => paragraph(text)),
    ]),
    at,
  });
  return printedAs(`${sessionId}-${state}`, bytes);
};
