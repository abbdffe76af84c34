import { notedFirst, type OfficeRole, type OpeningKind, type Subject } from '../schemas/audit.ts';
import { faultOf, logger } from './observe.ts';
import { noteOpening } from './store/audit.ts';
import type { StorePorts } from './store/ports.ts';

/**
 * How long an answer waits for its note, in milliseconds: a put takes a few, and whoever reads a file must not wait for a
 * table that is slow to take it.
 */
const PATIENCE_MS = 2000;

/** What of a request says who opened what. */
export interface Opening {
  person?: { id: string };
  at?: string;
  params?: unknown;
  query?: unknown;
}

/** Notes what an answer opens, and to whom. */
export type NoteOpened = (kind: OpeningKind, role: OfficeRole, request: Opening) => Promise<void>;

type Named = { applicationId?: unknown; sessionId?: unknown; callId?: unknown };

/** What a request is about, by the ids that it names. */
const subjectOf = ({ params, query }: Opening): Subject | undefined => {
  const { applicationId, sessionId, callId } = { ...(query as Named | undefined), ...(params as Named | undefined) };
  if (applicationId) return { type: 'application', id: String(applicationId) };
  if (sessionId) return { type: 'session', id: String(sessionId) };
  return callId ? { type: 'call', id: String(callId) } : undefined;
};

/**
 * Notes openings on a table, where they are kept for `keptDays` days. A file that may be read is shown although its opening
 * could not be noted: work goes on, an ERROR line with the ids stands in for the note, and its alarm rings. What can be
 * asked for again in a moment (`notedFirst`) is not handed out then.
 * @throws whatever kept it from being noted, for what is handed out only once it is.
 */
export const openingsOn =
  (ports: Pick<StorePorts, 'db' | 'tableName'>, keptDays: number): NoteOpened =>
  async (kind, role, request) => {
    const { person, at } = request;
    if (!person || !at) throw new Error('Nobody opened anything');
    const about = subjectOf(request);
    const opened = { personId: person.id, role, opening: kind, at, ...(about && { about }) };
    try {
      await noteOpening(ports, opened, { keptDays, patienceMs: PATIENCE_MS });
    } catch (error) {
      if (notedFirst.includes(kind)) throw error;
      logger.error('An opening was not noted', { ...opened, about: about?.id, error: faultOf(error) });
    }
  };
