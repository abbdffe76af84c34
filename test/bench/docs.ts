import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from './access.ts';
import { type Figure, shown } from './figures.ts';

/** What `docs/performance.json` holds. */
export interface Noted {
  /** The machine's kind, without its name or its paths. */
  machine: Partial<Record<'cpu' | 'cores' | 'memoryGb' | 'system' | 'node' | 'java', string | number | undefined>>;
  /** Each part's last run. */
  parts: Record<string, { at: string; figures: (Figure & { met?: boolean })[]; details?: unknown }>;
}

const docs = join(import.meta.dirname, '..', '..', 'docs');

/** Puts the last run's tables between the marks of the pages that quote them. */
export const writeDocs = (noted: Noted): void => {
  const blocks: Record<string, string> = {
    machine: machine(noted),
    figures: figures(noted),
    submit: submitParts(noted),
    'cold-load': coldLoads(noted),
    life: operations(noted, 'life'),
    evaluation: evaluation(noted),
    others: operations(noted, 'others'),
  };
  for (const name of ['performance.md', 'data.md']) {
    const path = join(docs, name);
    const text = readFileSync(path, 'utf8').replace(
      /<!-- bench:([\w-]+) -->[\s\S]*?<!-- \/bench -->/g,
      (_whole, block: string) => `<!-- bench:${block} -->\n\n${blocks[block] ?? ''}\n\n<!-- /bench -->`,
    );
    writeFileSync(path, text);
  }
};

const rows = (heads: readonly string[], lines: readonly (readonly string[])[], right: readonly number[] = []): string =>
  [heads, heads.map((_, column) => (right.includes(column) ? '---:' : '---')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const machine = ({ machine: { cpu, cores, memoryGb, system, node, java } }: Noted): string =>
  `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, Java ${java}.`;

const figures = ({ parts }: Noted): string =>
  rows(
    ['Figure', 'Measured', 'At most', '', '', 'Run'],
    Object.values(parts).flatMap(({ at, figures: found }) =>
      found.map(({ name, value, unit, limit, met, note }) => [
        name,
        `${shown(value)} ${unit}`,
        limit === undefined ? '' : `${shown(limit)} ${unit}`,
        met === undefined ? '' : met ? 'met' : '**not met**',
        note ?? '',
        at,
      ]),
    ),
    [1, 2],
  );

const submitParts = ({ parts }: Noted): string => {
  const { medianMs = {} } = (parts.submit?.details ?? {}) as { medianMs?: Record<string, number> };
  const named: Record<string, string> = {
    whole: 'the whole request',
    GetItem: 'one GetItem (person; organisation and call side by side)',
    Query: 'the Query of the file',
    TransactWriteItems: 'the TransactWriteItems',
    ours: 'left when nothing is asked of the engine: our code, zod, middy, the SDK',
  };
  return rows(
    ['Part of a submission', 'Median'],
    Object.entries(named).map(([name, label]) => [label, `${shown(medianMs[name] ?? Number.NaN)} ms`]),
    [1],
  );
};

interface Loaded {
  /** Before the first event. */
  startBytes: number;
  /** Until its answer. */
  loadedBytes: number;
  clientsBytes: number;
  laterBytes: number;
  partsBytes: Record<'ours' | 'zod' | 'powertools' | 'sdk' | 'others', number>;
  firstAnswerMs: number;
  clientsFirstAnswerMs: number;
}

const coldLoads = ({ parts }: Noted): string => {
  const kB = (bytes: number) => (bytes / 1000).toFixed(0);
  const known = ({ ours, zod, powertools }: Loaded['partsBytes']) => ours + zod + powertools;
  return rows(
    [
      'Function',
      'at its start',
      'to its first answer',
      'its clients alone',
      'above',
      'ours',
      'zod',
      'Powertools',
      'others',
      'later, if ever',
      'ms',
      'its clients alone',
    ],
    Object.entries((parts['cold-load']?.details ?? {}) as Record<string, Loaded>).map(([name, loaded]) => [
      name,
      kB(loaded.startBytes),
      kB(loaded.loadedBytes),
      kB(loaded.clientsBytes),
      kB(loaded.loadedBytes - loaded.clientsBytes),
      kB(loaded.partsBytes.ours),
      kB(loaded.partsBytes.zod),
      kB(loaded.partsBytes.powertools),
      kB(loaded.loadedBytes - loaded.clientsBytes - known(loaded.partsBytes)),
      kB(loaded.laterBytes),
      loaded.firstAnswerMs.toFixed(0),
      loaded.clientsFirstAnswerMs.toFixed(0),
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
};

interface Told {
  times: number;
  readUnits: number;
  writeUnits: number;
  accesses: Access[];
}

const verbOf: Record<string, string> = {
  GetItem: 'get',
  BatchGetItem: 'batch get',
  Query: 'query',
  PutItem: 'put',
  UpdateItem: 'update',
  DeleteItem: 'delete',
  TransactWriteItems: 'transaction:',
};

/** What one juror's evaluation is made of, in the order in which it comes about. */
const evaluationActs = [
  'getConflictCheck',
  'declareNoConflict',
  'getJurorFile',
  'saveEvaluation',
  'submitEvaluation',
  'close-step (waits)',
];

/** What one evaluation costs: each act as often as one juror does it in the life that is measured. */
const evaluation = ({ parts }: Noted): string => {
  const { life = {}, often } = (parts.units?.details ?? {}) as {
    life?: Record<string, Told>;
    often?: { jurors: number };
  };
  const lines = evaluationActs.flatMap((name) => {
    const told = life[name];
    if (!told || !often) return [];
    // The consumer runs once for each evaluation; the last one closes the step, which is counted with the step.
    const times = name.startsWith('close-step') ? 1 : told.times / often.jurors;
    return [{ name, times, reads: times * told.readUnits, writes: times * told.writeUnits }];
  });
  const sum = (of: 'reads' | 'writes') => lines.reduce((total, line) => total + line[of], 0);
  return rows(
    ['One evaluation', 'Times', 'Read units', 'Write units'],
    [
      ...lines.map(({ name, times, reads, writes }) => [name, shown(times), shown(reads), shown(writes)]),
      ['**together**', '', `**${shown(sum('reads'))}**`, `**${shown(sum('writes'))}**`],
    ],
    [1, 2, 3],
  );
};

const operations = ({ parts }: Noted, which: 'life' | 'others'): string => {
  const details = (parts.units?.details ?? {}) as Partial<Record<'life' | 'others', Record<string, Told>>>;
  const told = ({ command, touches, strong }: Access) =>
    `${verbOf[command] ?? command} ${touches.map((touch) => `\`${touch}\``).join(', ')}${strong === false ? ' (eventually)' : ''}`;
  /** The same access many times is told once. */
  const cell = (accesses: Access[], kind: Access['kind']) =>
    [...Map.groupBy(accesses.filter((access) => access.kind === kind).map(told), (access) => access)]
      .map(([access, { length }]) => (length > 1 ? `${access} (${length} times)` : access))
      .join('; ');
  return rows(
    ['Who', 'Reads', 'Read units', 'Writes', 'Write units', 'Times'],
    Object.entries(details[which] ?? {}).map(([name, { times, readUnits, writeUnits, accesses }]) => [
      name,
      cell(accesses, 'read'),
      shown(readUnits),
      cell(accesses, 'write'),
      shown(writeUnits),
      String(times),
    ]),
    [2, 4, 5],
  );
};
