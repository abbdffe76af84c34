import { type ApplicationCore, isInFlight } from '../../schemas/application.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { amountByTerritory } from '../domain/shares.ts';
import type { TransactItem } from './commit.ts';
import { addTo, type Numbers } from './figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { getMany, type Item } from './read.ts';
import { stamped } from './upcasts/index.ts';

/** A counter, by its place. */
export interface Sum {
  key: keys.Key;
  add: Numbers;
}

/** A row of a list: what the events say of it, which words of the file it shows beside, and the figure that it is behind. */
export interface Row {
  key: keys.Key;
  facts: Readonly<Record<string, unknown>>;
  shows: readonly (keyof Words)[];
  figure?: keys.Key;
}

/** What lists show of a file and no event says. */
export interface Words {
  title: string;
  organisationName: string;
}

/** What a file counts for in the figures of its call, by place: once, and by the rows it has in lists. */
export interface Counts {
  once: ReadonlyMap<string, Sum>;
  rows: ReadonlyMap<string, Row>;
}

export const nothing: Counts = { once: new Map(), rows: new Map() };

const byPlace = <T extends { key: keys.Key }>(entries: readonly T[]) =>
  new Map(entries.map((entry) => [keys.placeOf(entry.key), entry]));

/**
 * What a file counts for as it stands: a file in its state; one that is not over under its version of the call; one with
 * a grant in the quarter and year of its decision, as a whole and per territory, among those that are kept back until it is
 * announced. A draft, or no file, counts for nothing.
 */
export const countsOf = (application: ApplicationCore | undefined, divide = amountByTerritory): Counts => {
  if (!application || application.state === 'draft') return nothing;
  const { callId, callVersion, state } = application;
  const add = { files: 1 };
  const once: Sum[] = [{ key: keys.stateCountKey(callId, state), add }];
  if (isInFlight(state)) once.push({ key: keys.inFlightKey(callId, callVersion), add });
  return { once: byPlace(once), rows: byPlace(rowsOf(application, divide)) };
};

const rowsOf = (application: ApplicationCore, divide: typeof amountByTerritory): Row[] => {
  const { id, callId, organisationId, outcome, grantedCents, decidedOn, announceOn, number = '', shares } = application;
  if (outcome !== 'supported' || grantedCents === undefined || decidedOn === undefined) return [];
  const quarter = quarterOf(decidedOn);
  const common = { applicationId: id, number, decidedOn, ...(announceOn && { announceOn }) };
  const parts: [string, number][] = [[keys.ALL, grantedCents], ...divide(grantedCents, shares)];
  return [
    {
      key: keys.grantKey(organisationId, decidedOn.slice(0, 4), id),
      facts: { ...common, amountCents: grantedCents },
      shows: ['title'],
    },
    ...parts.map(([territory, amountCents]): Row => {
      const facts = { ...common, quarter, grantedCents, amountCents };
      return {
        key: keys.supportedKey(callId, quarter, territory, id),
        facts: territory === keys.ALL ? facts : { ...facts, territoryId: territory },
        shows: ['title', 'organisationName'],
        figure: keys.figureKey(callId, quarter, territory),
      };
    }),
  ];
};

/** All that is to be added up: what counts once, and each row in the figure that it is behind. */
export const sumsOf = ({ once, rows }: Counts): Sum[] => [
  ...once.values(),
  ...[...rows.values()].flatMap(({ figure, facts }) => (figure ? [{ key: figure, add: moneyOf(facts) }] : [])),
];

const noMoney = { projects: 0, amountCents: 0, keptProjects: 0, keptCents: 0 };

/** What a row adds to its figure: to what is announced, or to what is kept back. */
const moneyOf = ({ announceOn, amountCents }: Row['facts']): Numbers =>
  announceOn === undefined
    ? { ...noMoney, projects: 1, amountCents: Number(amountCents) }
    : { ...noMoney, keptProjects: 1, keptCents: Number(amountCents) };

/** The rows as they stand in the table, read strongly, by place. */
export const readRows = async (ports: StorePorts, rows: Iterable<Row>): Promise<Map<string, Item>> => {
  const items = await getMany(
    ports,
    [...rows].map(({ key }) => key),
  );
  return new Map(items.map((item) => [keys.placeOf(item), item]));
};

/** Whether a row in the table says what the events say. */
export const agrees = (item: Item | undefined, { facts }: Row): boolean =>
  item !== undefined &&
  item.announceOn === facts.announceOn &&
  Object.entries(facts).every(([name, value]) => item[name] === value);

/** What a file counted for before decisions that are kept back were counted apart. */
export const asAnnounced = (counts: Counts): Counts => ({
  ...counts,
  rows: new Map([...counts.rows].map(([place, row]) => [place, countedAs(row, undefined)])),
});

/** A row as one that is announced, or is on a day. */
const countedAs = (row: Row, announceOn: unknown): Row => {
  const { announceOn: _announceOn, ...facts } = row.facts;
  return { ...row, facts: announceOn === undefined ? facts : { ...facts, announceOn } };
};

/** What the figures really hold of a file: with the rows that there are, the cents that these say, and kept back or not. */
export const asCounted = (counts: Counts, stored: ReadonlyMap<string, Item>): Counts => ({
  ...counts,
  rows: new Map(
    [...counts.rows].flatMap(([place, row]) => {
      const item = stored.get(place);
      if (!item) return [];
      const { facts, ...counted } = countedAs(row, item.announceOn);
      return [[place, { ...counted, facts: { ...facts, amountCents: item.amountCents } }] as const];
    }),
  ),
});

const sameFacts = (a: Row | undefined, b: Row | undefined): boolean =>
  JSON.stringify(a?.facts) === JSON.stringify(b?.facts);

/** Whether a file is listed alike by both. */
export const sameRows = (was: Counts, is: Counts): boolean =>
  was.rows.size === is.rows.size && [...is.rows].every(([place, row]) => sameFacts(was.rows.get(place), row));

const behindFigures = ({ rows }: Counts): Counts['rows'] => new Map([...rows].filter(([, { figure }]) => figure));

/** Whether figures count a file alike by both, however else it is listed. */
export const sameMoney = (was: Counts, is: Counts): boolean =>
  sameRows({ ...was, rows: behindFigures(was) }, { ...is, rows: behindFigures(is) });

/** What a file counts for, with its money as another has it: only the rows that no figure is behind are its own. */
export const withMoneyOf = (is: Counts, other: Counts): Counts => ({
  ...is,
  rows: new Map([...[...is.rows].filter(([, { figure }]) => !figure), ...behindFigures(other)]),
});

/** Adds to the counters what a file counts for now and did not before: a counter that both touch is written once. */
export const sumWrites = (ports: StorePorts, was: Counts, is: Counts): TransactItem[] => {
  const changes = new Map<string, { key: keys.Key; add: Record<string, number> }>();
  for (const [counts, sign] of [[was, -1] as const, [is, 1] as const])
    for (const { key, add } of sumsOf(counts)) {
      const place = keys.placeOf(key);
      const change = changes.get(place) ?? { key, add: {} };
      for (const [name, by] of Object.entries(add)) change.add[name] = (change.add[name] ?? 0) + sign * by;
      changes.set(place, change);
    }
  return [...changes.values()].flatMap(({ key, add }) => {
    const moved = Object.fromEntries(Object.entries(add).filter(([, by]) => by !== 0));
    return Object.keys(moved).length > 0 ? [addTo(ports, key, moved)] : [];
  });
};

export const rowPut = (ports: StorePorts, { key, facts, shows }: Row, words: Words): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: stamped({ ...facts, ...Object.fromEntries(shows.map((name) => [name, words[name]])), ...key }),
  },
});
export const rowDelete = (ports: StorePorts, { pk, sk }: keys.Key): TransactItem => ({
  Delete: { TableName: ports.tableName, Key: { pk, sk } },
});

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
