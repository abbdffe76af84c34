import { createStorePorts } from '../../functions/services/store.ts';
import { readEvents } from '../../functions/store/events.ts';
import { actOfEvent } from '../../functions/store/keys.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../infra/local/platform.ts';
import type { Queue } from '../../infra/local/queues.ts';
import { runOps } from '../../infra/ops/commands.ts';
import { openCity } from '../support/city.ts';
import { blocksOf, commandsOf } from './pages.ts';

/** A living service, with the example city in its store, and with this process told where everything is. */
export const openService = async (options: PlatformOptions) => {
  const platform = await startPlatform(options);
  Object.assign(process.env, platform.env);
  const clock = { set: () => undefined, advance: () => undefined };
  const ports = { ...createStorePorts(platform.env.TABLE_NAME ?? ''), clock };
  return { platform, ports, city: await openCity({ ports }) };
};

/**
 * Runs commands of a page just as they stand there, capital words replaced by what they stand for; `only` picks those that
 * begin with a word.
 * @returns what was said, and whether each said that all was well.
 */
export const follow = async (
  page: string,
  { words = {}, only }: { words?: Record<string, string>; only?: string } = {},
) => {
  const said: string[] = [];
  const well: boolean[] = [];
  for (const command of commandsOf(page)) {
    if (only && command[0] !== only) continue;
    const args = command.map((word) => word.replace(/\b[A-Z]{3,}\b/g, (name) => words[name] ?? name));
    const left = args.find((word) => /\b(FILE|BUCKET|APPLICATION)\b/.test(word));
    if (left) throw new Error(`${page}: nothing stands for ${left}`);
    well.push(await runOps(args, (line) => said.push(line)));
  }
  if (well.length === 0) throw new Error(`${page} has no such command`);
  return { said, well };
};

type Line = Record<string, unknown>;

/** The lines of ours that functions wrote, as CloudWatch would hold them. */
export const linesOf = (platform: Platform, name: string): Line[] =>
  platform.functions
    .logs(name)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ level }) => level !== undefined);

/** How often a function counted something, as CloudWatch adds it up. */
export const countedBy = (platform: Platform, name: string, metric: string): number =>
  platform.functions
    .logs(name)
    .filter((line) => line.startsWith('{') && line.includes('"_aws"'))
    .flatMap((line) => [(JSON.parse(line) as Line)[metric] ?? []].flat() as number[])
    .reduce((sum, count) => sum + count, 0);

const fieldOf = (line: Line, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Line | undefined)?.[name], line);

/**
 * What a page's log query finds among lines: its filters (`name = "value"`, joined by `and`) are applied, and its fields
 * shown. @throws Error for a query of another kind.
 */
export const queryLogs = (page: string, index: number, lines: readonly Line[], words: Record<string, string> = {}) => {
  const query = blocksOf(page, 'logs')[index];
  if (!query) throw new Error(`${page} has no query ${index}`);
  const fields = (/^fields (.+)$/m.exec(query)?.[1] ?? '').split(', ').filter((name) => !name.startsWith('@'));
  const filters = [...query.matchAll(/^\| filter (.+)$/gm)].flatMap(([, filter]) => (filter as string).split(' and '));
  if (fields.length === 0 || filters.length === 0) throw new Error(`${page}: a query without fields or filter`);
  const wanted = filters.map((filter) => {
    const found = /^([\w.]+) = "([^"]+)"$/.exec(filter);
    if (!found) throw new Error(`${page}: not understood: ${filter}`);
    return [found[1] as string, words[found[2] as string] ?? (found[2] as string)] as const;
  });
  return lines
    .filter((line) => wanted.every(([name, value]) => fieldOf(line, name) === value))
    .map((line) => Object.fromEntries(fields.map((name) => [name, fieldOf(line, name)])));
};

/** Does what the stream does once a file or a session was told of: wakes `send` for its acts. */
export const wakeSend = async (
  { engines }: Platform,
  ports: Parameters<typeof readEvents>[0],
  aggregate: Parameters<typeof readEvents>[1],
): Promise<void> => {
  for (const act of new Set((await readEvents(ports, aggregate)).map(actOfEvent)))
    await engines.queues.send({ url: (engines.queue.send as Queue).url }, { type: 'act', id: act });
};
