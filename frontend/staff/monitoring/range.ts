import { quarter, quarterOf, quarterPlus } from '../../../schemas/monitoring.ts';
import { type TerritoryId, territoryId } from '../../../schemas/territory.ts';

export const measures = ['projects', 'euros'] as const;
export type Measure = (typeof measures)[number];

/** What the monitoring page shows; it stands in the address, so that it can be shared. */
export interface View {
  from: string;
  to: string;
  measure: Measure;
  /** Decisions that are not announced yet count too: only where somebody asks for them. */
  kept?: boolean;
  /** The figure whose projects are listed: one quarter, one territory, both, or the whole range. */
  opened?: { quarter?: string | undefined; territoryId?: TerritoryId | undefined };
}

/** Quarters that one page can show; ten years. */
export const maxQuarters = 40;

/** Today's calendar quarter in Europe/Paris. */
export const currentQuarter = (now: Date): string =>
  quarterOf(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now));

/** The quarters from `from` to `to`, both included, the oldest first. */
export const quartersBetween = (from: string, to: string): string[] => {
  const list = [from];
  for (let next = quarterPlus(from, 1); next <= to && list.length < maxQuarters; next = quarterPlus(next, 1))
    list.push(next);
  return list;
};

const known = (value: string | null, fallback: string): string => quarter.safeParse(value).data ?? fallback;

/** Reads the view from an address; whatever is missing or unreadable becomes the default: the last eight quarters. */
export const readView = (search: string, now: Date): View => {
  const query = new URLSearchParams(search);
  const to = known(query.get('to'), currentQuarter(now));
  const from = known(query.get('from'), quarterPlus(to, -7));
  const [first, last] = from <= to ? [from, to] : [to, from];
  const openedQuarter = quarter.safeParse(query.get('quarter')).data;
  const openedTerritory = territoryId.safeParse(query.get('territory')).data;
  const opened = openedQuarter || openedTerritory || query.get('list') === 'all';
  return {
    from: quarterPlus(last, 1 - maxQuarters) > first ? quarterPlus(last, 1 - maxQuarters) : first,
    to: last,
    measure: query.get('measure') === 'euros' ? 'euros' : 'projects',
    ...(query.get('kept') === 'too' && { kept: true }),
    ...(opened && { opened: { quarter: openedQuarter, territoryId: openedTerritory } }),
  };
};

/** The address' query of a view, without the question mark. */
export const writeView = (view: View): string => {
  const query = new URLSearchParams({ from: view.from, to: view.to, measure: view.measure });
  if (view.kept) query.set('kept', 'too');
  if (view.opened?.quarter) query.set('quarter', view.opened.quarter);
  if (view.opened?.territoryId) query.set('territory', view.opened.territoryId);
  if (view.opened && !view.opened.quarter && !view.opened.territoryId) query.set('list', 'all');
  return query.toString();
};
