import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Noted, writeDocs } from './docs.ts';
import { type Figure, isMet, type Part, type PartResult, table } from './figures.ts';

/**
 * `npm run bench [-- part…] [-- --quick]`: measures, prints a table and notes it in `docs/performance.json`. Parts that
 * are not named keep what their last run found; `--quick` only shows that they work, and notes nothing.
 */

/** Each part is loaded when it runs, after the functions' loggers were told to keep quiet. */
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
const parts: Record<string, () => Promise<Part>> = {
  submit: async () => (await import('./submit.ts')).submit,
  mail: async () => (await import('./mail.ts')).mail,
  lists: async () => (await import('./lists.ts')).lists,
  balance: async () => (await import('./balance.ts')).sharing,
  units: async () => (await import('./units.ts')).units,
  'cold-load': async () => (await import('./cold-load.ts')).coldLoad,
  jury: async () => (await import('./jury.ts')).jury,
  restore: async () => (await import('./restore.ts')).restore,
  pages: async () => (await import('./pages.ts')).pages,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}

const file = join(import.meta.dirname, '..', '..', 'docs', 'performance.json');

/** The machine's kind, without its name or its paths. */
const machine = (): Noted['machine'] => ({
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  java: /version "([^"]+)"/.exec(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1],
});

const noted: Noted = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { machine: {}, parts: {} };
const found: Figure[] = [];
for (const [name, load] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const part = await load();
  const { figures, details }: PartResult = await part({ quick: values.quick, say });
  found.push(...figures);
  if (values.quick) say(JSON.stringify(details, undefined, 2));
  noted.parts[name] = {
    at: new Date().toISOString().slice(0, 10),
    figures: figures.map((figure) => {
      const met = isMet(figure);
      return { ...figure, ...(met !== undefined && { met }) };
    }),
    ...(details !== undefined && { details }),
  };
}
process.stdout.write(`\n${table(found)}\n`);

if (!values.quick) {
  noted.machine = machine();
  noted.parts = Object.fromEntries(
    Object.keys(parts).flatMap((name) => (noted.parts[name] ? [[name, noted.parts[name]]] : [])),
  );
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(file, `${JSON.stringify(noted, rounded, 2)}\n`);
  writeDocs(noted);
}
