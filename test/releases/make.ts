import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { aggregateOf, isEventKey } from '../../functions/store/keys.ts';
import { type StoredItem, scan } from '../../infra/ops/table.ts';
import { day } from '../../schemas/fields.ts';
import { tableOf } from '../infra/ops/table-of.ts';
import { answersTo } from './answers.ts';
import { kindsIn } from './kinds.ts';
import { live } from './life/life.ts';
import { questionsOf } from './questions.ts';
import {
  chainOf,
  endsOf,
  folderOf,
  itemsIn,
  type Release,
  restore,
  wakeAgain,
  writeExpected,
  writeRelease,
  writeTable,
} from './release.ts';

type Made = { items: number; answers: number };

/**
 * Records what the code stores that it stands in, and what that code makes of it: the life is lived on the engine at
 * `url`, its table is written down and loaded into a fresh one, and there everything is asked.
 */
export const makeRelease = async (
  url: string,
  folder: string,
  release: Pick<Release, 'date' | 'commit'>,
): Promise<Made> => {
  await mkdir(folder, { recursive: true });
  const town = await live(url);
  const stored: StoredItem[] = [];
  for await (const item of scan(tableOf(town.ports))) stored.push(item);
  await writeTable(folder, stored);

  const askedAt = town.ports.now().toISOString();
  const restored = await restore(url, folder, askedAt);
  const items = await itemsIn(folder);
  const aggregates = new Set(
    items.filter(isEventKey).flatMap(({ pk }) => {
      const aggregate = aggregateOf(pk);
      return aggregate ? [`${aggregate.type} ${aggregate.id}`] : [];
    }),
  );
  const answers = await answersTo(restored, await questionsOf(town, restored.ask));
  await writeExpected(folder, {
    answers,
    chain: await chainOf(folder),
    ends: await endsOf(restored.ports, [...aggregates].toSorted()),
    mails: await wakeAgain(restored),
  });
  await writeRelease(folder, { ...release, askedAt, kinds: kindsIn(items) });
  return { items: items.length, answers: answers.length };
};

/**
 * Adds a release to those on record, whole or not at all.
 * @throws Error when the day is none, or there is such a release: what is on record is never written over.
 */
export const addRelease = async (
  url: string,
  release: Pick<Release, 'date' | 'commit'>,
): Promise<Made & { folder: string }> => {
  if (!day().safeParse(release.date).success) throw new Error(`Not a day: "${release.date}". Name one: 2026-11-28`);
  const folder = folderOf(release.date);
  if (existsSync(folder)) throw new Error(`${folder} is there already: a release is written once`);
  const unfinished = `${folder}.unfinished`;
  try {
    const made = await makeRelease(url, unfinished, release);
    await rename(unfinished, folder);
    return { folder, ...made };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

/** What decides what is stored. */
const CODE = ['functions', 'schemas'];
const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', cwd: import.meta.dirname }).trim();

/**
 * The commit of the code that this stands in.
 * @throws Error when some of it is in no commit.
 */
export const commitHere = (): string => {
  const root = git('rev-parse', '--show-toplevel');
  if (git('-C', root, 'status', '--porcelain', '--', ...CODE))
    throw new Error(`Commit what changed in ${CODE.join(' and ')} first: a release names the code that stored it`);
  return git('rev-parse', 'HEAD');
};
