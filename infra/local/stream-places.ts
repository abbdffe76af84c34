import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Words } from './fault.ts';

const finished = 'finished';

/** Where each reader stands in each shard. */
export interface Places {
  of(reader: string, shardId: string): string | undefined;
  isOver(reader: string, shardId: string): boolean;
  move(reader: string, shardId: string, sequenceNumber: string): void;
  finish(reader: string, shardId: string): void;
}

const placesFile = z.object({
  streamArn: z.string(),
  readers: z.record(z.string(), z.record(z.string(), z.string())),
});

/**
 * Each reader's place in each shard, written after each batch; a lost write only means that a batch comes twice.
 * @param notice Told of a file that cannot be read: reading then begins at the oldest record.
 */
export const openPlaces = (
  file: string | undefined,
  streamArn: string,
  notice: (words: Words) => void = () => {},
): Places => {
  let kept: z.infer<typeof placesFile>['readers'] = {};
  if (file && existsSync(file))
    try {
      const read = placesFile.parse(JSON.parse(readFileSync(file, 'utf8')));
      if (read.streamArn === streamArn) kept = read.readers;
    } catch {
      notice({
        fr: `${file} est illisible et se refait : les changements du dernier jour sont relus, sans dommage`,
        en: `${file} cannot be read and is made again: the changes of the last day are read once more, without harm`,
      });
    }
  const put = (reader: string, shardId: string, value: string) => {
    kept[reader] = { ...kept[reader], [shardId]: value };
    if (!file) return;
    writeFileSync(`${file}.new`, JSON.stringify({ streamArn, readers: kept }));
    renameSync(`${file}.new`, file);
  };
  return {
    of: (reader, shardId) => kept[reader]?.[shardId],
    isOver: (reader, shardId) => kept[reader]?.[shardId] === finished,
    move: put,
    finish: (reader, shardId) => put(reader, shardId, finished),
  };
};
