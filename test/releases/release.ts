import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { readEvents } from '../../functions/store/events.ts';
import type { Item } from '../../functions/store/read.ts';
import { importTable, readExport, type StoredItem } from '../../infra/ops/table.ts';
import { type ExportReport, verifyExport } from '../../infra/ops/verify.ts';
import { aggregateType } from '../../schemas/aggregate.ts';
import { tableOf } from '../infra/ops/table-of.ts';
import { faultsOf } from '../support/chain.ts';
import type { TestPorts } from '../support/ports.ts';
import type { Answered } from './answers.ts';
import { fold, unfold } from './folding.ts';
import type { Kinds } from './kinds.ts';
import { portsOfLife, serveStored } from './life/town.ts';

/**
 * A release on record, in a folder named by its day: what its own code stored, and what that code made of it. The files
 * are written once.
 */

export interface Release {
  date: string;
  /** The code that stored it. */
  commit: string;
  /** The instant at which everything was asked: that of the last act. */
  askedAt: string;
  kinds: Kinds;
}

/** What pages, chains and the post make of a release. */
export interface Expected {
  answers: Answered[];
  chain: Omit<ExportReport, 'unreadable' | 'heldAtOnce'>;
  /** Where each aggregate's chain ends. */
  ends: Record<string, { seq: number; hash: string }>;
  /** What waited to be sent, and leaves when the consumers are woken again: nothing leaves twice. */
  mails: { to: string; subject: string; text: string }[];
}

export const releasesFolder = import.meta.dirname;
export const folderOf = (date: string): string => join(releasesFolder, date);
export const tableFile = (folder: string): string => join(folder, 'table.jsonl');

/** The releases on record, the oldest first. */
export const releaseDates = async (): Promise<string[]> =>
  (await readdir(releasesFolder)).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name)).toSorted();

/** What the table of a release holds. */
export const itemsIn = async (folder: string): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const line of readExport(tableFile(folder))) {
    if ('unreadable' in line) throw new Error(`Line ${line.number} of ${folder} is no item`);
    items.push(line.item);
  }
  return items;
};

/** The table of a release in a fresh one of the engine at `url`, under today's code, at the instant of its questions. */
export const restore = async (url: string, folder: string, askedAt: string) => {
  const ports = await portsOfLife(url, askedAt);
  await importTable(tableOf(ports), [tableFile(folder)]);
  return serveStored(ports);
};
export type Restored = Awaited<ReturnType<typeof restore>>;

/** Where each of these aggregates' chains ends, read as consumers read it. */
export const endsOf = async (ports: TestPorts, aggregates: readonly string[]): Promise<Expected['ends']> => {
  const ends: Expected['ends'] = {};
  for (const name of aggregates) {
    const [type, id = ''] = name.split(' ');
    const events = await readEvents(ports, { type: aggregateType.parse(type), id });
    const last = events.at(-1);
    if (!last || faultsOf(events).length > 0) throw new Error(`The chain of ${name} is not whole`);
    ends[name] = { seq: last.seq, hash: last.hash };
  }
  return ends;
};

export const chainOf = async (folder: string): Promise<Expected['chain']> => {
  const { unreadable: _unreadable, heldAtOnce: _heldAtOnce, ...report } = await verifyExport([tableFile(folder)]);
  return report;
};

/** Until whoever was about to send when the life ended has certainly given up, in milliseconds. */
const GIVEN_UP_MS = 120_000;

/** Wakes every consumer again: gives what leaves now. */
export const wakeAgain = async ({ ports, post, consumers }: Restored): Promise<Expected['mails']> => {
  const before = post.taken.length;
  ports.clock.advance({ milliseconds: GIVEN_UP_MS });
  await consumers.settle();
  return post.taken
    .slice(before)
    .map(({ to, subject, text }) => ({ to, subject, text }))
    .toSorted((one, other) => (`${one.to} ${one.subject}` < `${other.to} ${other.subject}` ? -1 : 1));
};

// ---- files

/** DynamoDB's JSON of an item, always in the same order. */
const lineOf = (item: StoredItem): string => {
  const inOrder = Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      'SS' in value && value.SS ? { SS: value.SS.toSorted() } : value,
    ]),
  );
  return canonicalize({ Item: inOrder }) ?? '';
};

/** Writes every item as a line of an export, sorted by key. */
export const writeTable = async (folder: string, items: readonly StoredItem[]): Promise<void> => {
  const place = ({ pk, sk }: StoredItem) => `${pk?.S}\n${sk?.S}`;
  const lines = items.toSorted((one, other) => (place(one) < place(other) ? -1 : 1)).map(lineOf);
  await writeFile(tableFile(folder), `${lines.join('\n')}\n`);
};

/** A list with an entry a line. */
const listed = (entries: readonly unknown[]): string =>
  `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;

export const writeExpected = async (folder: string, { answers, ...rest }: Expected): Promise<void> => {
  const { folded, repeated } = fold(answers);
  const text = `{"answers": ${listed(folded as unknown[])},\n"repeated": ${listed(repeated)},\n${JSON.stringify(rest, null, 1).slice(2)}\n`;
  await writeFile(join(folder, 'expected.json'), text);
};

export const readExpected = async (folder: string): Promise<Expected> => {
  const { answers, repeated, ...rest } = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8'));
  return { answers: unfold({ folded: answers, repeated }) as Answered[], ...rest };
};

export const writeRelease = (folder: string, release: Release): Promise<void> =>
  writeFile(join(folder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
export const readRelease = async (folder: string): Promise<Release> =>
  JSON.parse(await readFile(join(folder, 'release.json'), 'utf8'));
