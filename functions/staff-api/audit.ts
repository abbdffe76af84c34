import { type Audited, maxExportedRows } from '../../schemas/audit.ts';
import { firstDay } from '../../schemas/fields.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { loadHead } from '../store/applications.ts';
import { type AuditFilter, listAudit } from '../store/audit.ts';
import * as keys from '../store/keys.ts';
import { findByNumber } from '../store/numbers.ts';
import type { StorePorts } from '../store/ports.ts';
import { getMany } from '../store/read.ts';
import { recusedFiles } from '../store/recusals.ts';
import { type Agent, mustNotBeRecused } from './access.ts';

type AuditOperations = Pick<Operations<'staff'>, 'listAudit' | 'exportAudit'>;

/** Days that are shown unless others are asked for, today among them. */
const USUAL_DAYS = 7;

interface Asked {
  personId?: string | undefined;
  number?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export const auditOperations = (ports: StorePorts, keptDays: number): AuditOperations => {
  /**
   * @throws DomainError not-found where no file has the number; forbidden `recused` where it is closed to who asks.
   */
  const fileNumbered = async (number: string, person: Agent): Promise<string> => {
    const applicationId = await findByNumber(ports, number.trim().toUpperCase());
    const head = applicationId && (await loadHead(ports, applicationId));
    if (!applicationId || !head) throw notFound();
    mustNotBeRecused(person, head);
    return applicationId;
  };

  const filterOf = async (asked: Asked, person: Agent, at: string): Promise<AuditFilter> => {
    const today = dayOf(at);
    // A period that is yet to come holds nothing, and ends no earlier than it begins.
    const to = asked.to ?? (asked.from !== undefined && asked.from > today ? asked.from : today);
    return {
      personId: asked.personId,
      applicationId: asked.number === undefined ? undefined : await fileNumbered(asked.number, person),
      from: asked.from ?? ([firstDay, addDays(to, 1 - USUAL_DAYS)].toSorted().at(-1) as string),
      to,
    };
  };

  /** Names and numbers are those of today: what is noted holds ids alone. */
  const named = async (entries: readonly Audited[]) => {
    const about = entries.flatMap((entry) => entry.about ?? []);
    const idsOf = (type: string) => about.filter((one) => one.type === type).map(({ id }) => id);
    const loose = { strongly: false } as const;
    const [persons, files, organisations] = await Promise.all([
      getMany(ports, [...entries.map(({ personId }) => personId), ...idsOf('person')].map(keys.personKey), {
        ...loose,
        only: ['id', 'name'],
      }),
      getMany(ports, idsOf('application').map(keys.applicationKey), { ...loose, only: ['id', 'number'] }),
      getMany(ports, idsOf('organisation').map(keys.organisationKey), { ...loose, only: ['id', 'name'] }),
    ]);
    const names = new Map([...persons, ...organisations].map(({ id, name }) => [id, name as string]));
    const numbers = new Map(files.map(({ id, number }) => [id, number as string | undefined]));
    return entries.map(({ about, ...entry }) => ({
      ...entry,
      personName: names.get(entry.personId),
      ...(about && {
        about: { ...about, number: numbers.get(about.id), name: names.get(about.id) },
      }),
    }));
  };

  return {
    async listAudit({ query, person, at }) {
      const filter = await filterOf(query, person, at);
      // Who acted on a file, and when, would tell more of it than the number which other lists show.
      const recused = await recusedFiles(ports, person);
      const { items, nextCursor } = await listAudit(ports, filter, recused, query.cursor);
      const { from, to } = filter;
      return { items: await named(items), nextCursor, from, to, keptDays, leftOut: recused.size > 0 };
    },

    async exportAudit({ body, person, at }) {
      const filter = await filterOf(body, person, at);
      const recused = await recusedFiles(ports, person);
      const found: Audited[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAudit(ports, filter, recused, cursor);
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && found.length < maxExportedRows);
      const items = await named(found.slice(0, maxExportedRows));
      return { items, cut: cursor !== undefined || found.length > maxExportedRows, from: filter.from, to: filter.to };
    },
  };
};
