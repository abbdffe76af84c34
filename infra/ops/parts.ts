import { hash } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines } from './places.ts';

/** Lines sorted by what they are of, in files of this machine, so that a part of them can be read at a time. */
export interface Parts {
  /** Adds a line to the part of what it is of: the same name is always in the same part. */
  add(of: string, line: string): Promise<void>;
  /** The lines of each part, one part after the other. */
  each(): AsyncGenerator<AsyncIterable<string>>;
  /** Removes the files. */
  remove(): Promise<void>;
}

/** Characters that wait in memory before they are written. */
const WAITING = 4_000_000;

const inMemory = async function* (lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
};

/** Opens parts in a folder that only this user may read. */
export const openParts = async (count: number): Promise<Parts> => {
  const folder = await mkdtemp(join(tmpdir(), 'parts-'));
  const waiting = new Map<number, string[]>();
  let size = 0;
  /** Parts that have a file. */
  const written = new Set<number>();
  const fileOf = (part: number) => join(folder, `${part}.jsonl`);
  const flush = async () => {
    for (const [part, lines] of waiting) {
      await appendFile(fileOf(part), `${lines.join('\n')}\n`, { mode: 0o600 });
      written.add(part);
    }
    waiting.clear();
    size = 0;
  };
  return {
    async add(of, line) {
      const part = hash('sha1', of, 'buffer').readUInt32BE() % count;
      const lines = waiting.get(part);
      if (lines) lines.push(line);
      else waiting.set(part, [line]);
      size += line.length;
      if (size > WAITING) await flush();
    },
    async *each() {
      // What never filled memory need not leave it.
      if (written.size > 0) await flush();
      for (const part of written) yield readLines(fileOf(part));
      for (const lines of waiting.values()) yield inMemory(lines);
    },
    remove: () => rm(folder, { recursive: true }),
  };
};
