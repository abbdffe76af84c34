import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'runbooks');

export const pageNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length));

export const textOf = (page: string): string => readFileSync(join(folder, `${page}.md`), 'utf8');

/** What stands in a page's blocks of commands, in order. */
const blocksOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^```ops\n([\s\S]*?)^```$/gm)].map(([, block]) => block as string);

const prefix = 'npm run ops -- ';

/** A page's commands of `npm run ops`, in order, each as its arguments. */
export const commandsOf = (page: string): string[][] =>
  blocksOf(page)
    .flatMap((block) => block.trim().split('\n'))
    .map((line) => {
      if (!line.startsWith(prefix)) throw new Error(`${page}: not a command of npm run ops: ${line}`);
      return line.slice(prefix.length).split(/\s+/);
    });
