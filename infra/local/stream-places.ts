import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const finished = 'finished';

/** Where each reader stands in each shard. */
export interface Places {
  of(reader: string, shardId: string): string | undefined;
  isOver(reader: string, shardId: string): boolean;
  move(reader: string, shardId: string, sequenceNumber: string): void;
  finish(reader: string, shardId: string): void;
}

/** Each reader's place in each shard, written after each batch; a lost write only means that a batch comes twice. */
export const openPlaces = (file: string | undefined, streamArn: string): Places => {
  let kept: Record<string, Record<string, string>> = {};
  try {
    const read = JSON.parse(readFileSync(file ?? '', 'utf8')) as { streamArn: string; readers: typeof kept };
    if (read.streamArn === streamArn) kept = read.readers;
  } catch {
    // The first start, or a file that a crash left unreadable: read from the oldest record.
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
