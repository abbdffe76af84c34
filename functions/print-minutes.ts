import type { Language } from '../schemas/fields.ts';
import type { MinutesContent } from '../schemas/session.ts';
import { longDayOf } from '../schemas/texts/format.ts';
import { type Block, heading, paragraph, rows } from './blocks.ts';
import { dayOf } from './domain/calendar.ts';
import { printedAs } from './print-letter.ts';
import { readEvents } from './store/events.ts';
import { loadPerson } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';
import { loadSessionHead } from './store/sessions.ts';

interface Printing {
  sessionId: string;
  state: 'draft' | 'approved';
  /** When they were saved or approved. */
  at: string;
}

/** Room for a name and a signature by hand. */
const blank = '\n\n\n';

const words = {
  fr: {
    authority: 'Ville de Lille',
    draft: 'Projet de procès-verbal, non approuvé',
    file: (name: string, state: Printing['state']) => `PV-${name}${state === 'draft' ? '-projet' : ''}`,
    approval: 'Approbation',
    approved: (day: string, by?: string) => `Procès-verbal approuvé le ${day}${by ? ` par ${by}` : ''}.`,
    signatures: ['Présidence du jury\u00a0:', 'Secrétariat de séance\u00a0:'],
  },
  en: {
    authority: 'City of Lille',
    draft: 'Draft minutes, not approved',
    file: (name: string, state: Printing['state']) => `minutes-${name}${state === 'draft' ? '-draft' : ''}`,
    approval: 'Approval',
    approved: (day: string, by?: string) => `Minutes approved on ${day}${by ? ` by ${by}` : ''}.`,
    signatures: ['For the jury:', 'For the secretariat:'],
  },
} satisfies Record<Language, unknown>;

/** A title as part of a file's name: letters of any script and digits, without accents. */
const asName = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    // Cut amid a character, half of it would be left.
    .replace(/\p{Surrogate}/gu, '')
    .replace(/^-|-$/g, '');

/** Who approved the minutes and when, and room to sign them. */
const approvalOf = async (ports: StorePorts, sessionId: string, language: Language): Promise<Block[]> => {
  const events = await readEvents(ports, { type: 'session', id: sessionId });
  const approval = events.findLast(({ type }) => type === 'session.minutes-approved');
  if (!approval) return [];
  const person = approval.actor.personId && (await loadPerson(ports, approval.actor.personId));
  const said = words[language];
  return [
    heading(said.approval),
    paragraph(said.approved(longDayOf(approval.at, language), person ? person.name : undefined)),
    rows(...said.signatures.map((who): [string, string] => [who, blank])),
  ];
};

/** Minutes of a session as PDF, named after it and the day that it was held on; a draft says that it is one. */
export const printMinutes = async (ports: StorePorts, content: MinutesContent, { sessionId, state, at }: Printing) => {
  const { authority, draft, file } = words[content.language];
  const [session, approval, { renderPdf }] = await Promise.all([
    loadSessionHead(ports, sessionId),
    state === 'approved' ? approvalOf(ports, sessionId, content.language) : [],
    import('./pdf/render-pdf.ts'),
  ]);
  const bytes = await renderPdf({
    title: content.title,
    language: content.language,
    from: [authority, state === 'draft' ? draft : ''],
    blocks: [
      ...content.parts.flatMap((part) => [
        heading(part.heading),
        ...part.text.split(/\n{2,}/).map((text) => paragraph(text)),
      ]),
      ...approval,
    ],
    at,
  });
  const name =
    session && [asName(session.title), dayOf(session.openedAt ?? session.startsAt)].filter(Boolean).join('-');
  return printedAs(file(name ?? sessionId, state), bytes);
};
