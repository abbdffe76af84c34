import { type ApplicationCore, isInFlight } from '../../schemas/application.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { amountByTerritory } from '../domain/shares.ts';
import type { TransactItem } from './commit.ts';
import { addTo } from './figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';

/** What a counter is added: files, or projects and cents. */
export type Numbers = Readonly<Record<string, number>>;

/** A row of a list behind a figure: what the events say of it, and which words of the file it shows beside. */
export interface Row {
  key: keys.Key;
  facts: Readonly<Record<string, unknown>>;
  shows: readonly (keyof Words)[];
}

/** What lists show of a file and no event says. */
export interface Words {
  title: string;
  organisationName: string;
}

/** What a file counts for in the figures of its call, by place: to be added up, and to be listed. */
export interface Counts {
  sums: ReadonlyMap<string, { key: keys.Key; add: Numbers }>;
  rows: ReadonlyMap<string, Row>;
}

const byPlace = <T extends { key: keys.Key }>(entries: readonly T[]) =>
  new Map(entries.map((entry) => [keys.placeOf(entry.key), entry]));

/**
 * What a file counts for as it stands: a file in its state; one that is not over under its version of the call; one with
 * a grant, announced or not, in the quarter and year of its decision, as a whole and per territory. A draft, or no file,
 * counts for nothing.
 */
export const countsOf = (application: ApplicationCore | undefined): Counts => {
  if (!application || application.state === 'draft') return { sums: new Map(), rows: new Map() };
  const { id, callId, callVersion, organisationId, state, number = '' } = application;
  const one = { files: 1 };
  const sums: { key: keys.Key; add: Numbers }[] = [{ key: keys.stateCountKey(callId, state), add: one }];
  if (isInFlight(state)) sums.push({ key: keys.inFlightKey(callId, callVersion), add: one });
  const grant = grantOf(application);
  if (!grant) return { sums: byPlace(sums), rows: new Map() };

  const { amountCents: grantedCents, decidedOn } = grant;
  const quarter = quarterOf(decidedOn);
  const common = { applicationId: id, number, decidedOn };
  const rows: Row[] = [
    {
      key: keys.grantKey(organisationId, decidedOn.slice(0, 4), id),
      facts: { ...common, amountCents: grantedCents },
      shows: ['title'],
    },
  ];
  const parts: [string, number][] = [[keys.ALL, grantedCents], ...amountByTerritory(grantedCents, application.shares)];
  for (const [territory, amountCents] of parts) {
    sums.push({ key: keys.figureKey(callId, quarter, territory), add: { projects: 1, amountCents } });
    rows.push({
      key: keys.supportedKey(callId, quarter, territory, id),
      facts: {
        ...common,
        quarter,
        grantedCents,
        amountCents,
        ...(territory !== keys.ALL && { territoryId: territory }),
      },
      shows: ['title', 'organisationName'],
    });
  }
  return { sums: byPlace(sums), rows: byPlace(rows) };
};

const grantOf = ({ outcome, grantedCents, decidedOn }: ApplicationCore) =>
  outcome === 'supported' && grantedCents !== undefined && decidedOn !== undefined
    ? { amountCents: grantedCents, decidedOn }
    : undefined;

/** What is to be added to some numbers so that they become others; nothing where they are the same. */
export const difference = (was: Numbers = {}, is: Numbers = {}): Numbers | undefined => {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const add = Object.fromEntries(names.map((name) => [name, (is[name] ?? 0) - (was[name] ?? 0)]));
  return names.some((name) => add[name] !== 0) ? add : undefined;
};

/** Adds to the counters what a file counts for now and did not before. */
export const sumWrites = (ports: StorePorts, was: Counts, is: Counts): TransactItem[] =>
  [...new Map([...was.sums, ...is.sums])].flatMap(([place, { key }]) => {
    const add = difference(was.sums.get(place)?.add, is.sums.get(place)?.add);
    return add ? [addTo(ports, key, add)] : [];
  });

export const rowPut = (ports: StorePorts, { key, facts, shows }: Row, words: Words): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: { ...facts, ...Object.fromEntries(shows.map((name) => [name, words[name]])), ...key },
  },
});
export const rowDelete = (ports: StorePorts, { pk, sk }: keys.Key): TransactItem => ({
  Delete: { TableName: ports.tableName, Key: { pk, sk } },
});

const sameFacts = (a: Row | undefined, b: Row): boolean => JSON.stringify(a?.facts) === JSON.stringify(b.facts);

/** Lists a file where it counts now, and takes it off where it does not any more; `words` are asked for if they are shown. */
export const rowWrites = async (
  ports: StorePorts,
  was: Counts,
  is: Counts,
  words: () => Promise<Words>,
): Promise<TransactItem[]> => {
  const put = [...is.rows].filter(([place, row]) => !sameFacts(was.rows.get(place), row));
  const gone = [...was.rows].filter(([place]) => !is.rows.has(place));
  const shown = put.length > 0 ? await words() : undefined;
  return [
    ...(shown ? put.map(([, row]) => rowPut(ports, row, shown)) : []),
    ...gone.map(([, { key }]) => rowDelete(ports, key)),
  ];
};
