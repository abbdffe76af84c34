import { createStorePorts } from '../../functions/services/store.ts';
import { readEvents } from '../../functions/store/events.ts';
import { actOfEvent } from '../../functions/store/keys.ts';
import { savedQueries } from '../../infra/aws/queries.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../infra/local/platform.ts';
import type { Queue } from '../../infra/local/queues.ts';
import { runOps } from '../../infra/ops/commands.ts';
import { openCity } from '../support/city.ts';
import { fieldOf, type Line, readQuery } from '../support/log-query.ts';
import { commandsOf } from './pages.ts';

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

/** The lines of ours that functions wrote, as CloudWatch would hold them. */
export const linesOf = (platform: Platform, name: string): Line[] =>
  platform.functions
    .logs(name)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ level }) => level !== undefined);

/** How often a function wrote a line with these words. */
export const saidBy = (platform: Platform, name: string, message: string): number =>
  linesOf(platform, name).filter((line) => line.message === message).length;

/** What a page's log query, by its name, finds among lines: the fields that it shows. */
export const queryLogs = (name: string, lines: readonly Line[], words: Record<string, string> = {}) => {
  const saved = savedQueries().find((one) => one.name === name);
  if (!saved) throw new Error(`No page has a query ${name}`);
  const { fields, matches } = readQuery(saved.query, words);
  return lines.filter(matches).map((line) => Object.fromEntries(fields.map((field) => [field, fieldOf(line, field)])));
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
