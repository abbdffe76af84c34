import { randomUUID } from 'node:crypto';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Streamed, streamedEvents } from '../../functions/store/keys.ts';
import { streamAttempts, streamBatch } from '../limits.ts';
import type { Credentials } from './dynamodb.ts';
import type { Words } from './fault.ts';
import { repeat } from './repeat.ts';
import { openPlaces, type Places } from './stream-places.ts';

export interface StreamReader {
  /** Name of the function that reads. */
  name: string;
  /** What it is handed; events, where it says nothing else. */
  streamed?: Streamed;
  invoke(event: DynamoDBStreamEvent): Promise<unknown>;
  /** Takes the metadata of a record that was given up, as an event source's failure destination does. */
  giveUp(failure: StreamFailure): Promise<void>;
}

/** What a failure destination is told: where the record stands, not what it holds. */
export interface StreamFailure {
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: 'RetryAttemptsExhausted';
    approximateInvokeCount: number;
  };
  timestamp: string;
  DDBStreamBatchInfo: {
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    batchSize: number;
    streamArn: string;
  };
}

export interface Streams {
  stop(): Promise<void>;
}

/** Rests between two empty readings, in ms. A wake-up should come soon, an idle machine should stay quiet. */
const restMs = { shortest: 50, longest: 250 };

/**
 * Reads the table's stream for each reader by itself, in order within a shard, parents before children. A batch that
 * fails is handed out again from its first failing record, with growing rests, `streamAttempts` times; then that one
 * record goes to the failure queue and reading goes on.
 * @param cursorFile Where each reader's place is kept between starts; without it reading starts at the oldest record
 *   (a day back at most, and consumers take a record twice without harm).
 */
export const readStreams = (options: {
  url: string;
  region: string;
  credentials: Credentials;
  streamArn: string;
  readers: readonly StreamReader[];
  cursorFile?: string | undefined;
  /** Told when the places cannot be read. */
  notice?: (words: Words) => void;
}): Streams => {
  const client = new DynamoDBStreamsClient({
    endpoint: options.url,
    region: options.region,
    credentials: options.credentials,
  });
  const places = openPlaces(options.cursorFile, options.streamArn, options.notice);
  const stops = options.readers.map((reader) => follow(client, options.streamArn, reader, places));
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      client.destroy();
    },
  };
};

interface Shard {
  id: string;
  parent: string | undefined;
  iterator?: string | undefined;
  /** Read to its end. */
  over: boolean;
}

/** Keeps one reader going: finds shards, reads each that is open to it. */
const follow = (
  client: DynamoDBStreamsClient,
  streamArn: string,
  reader: StreamReader,
  places: Places,
): (() => Promise<void>) => {
  const shards = new Map<string, Shard>();
  let discoverAt = 0;
  let rest = restMs.shortest;

  const discover = async () => {
    let after: string | undefined;
    do {
      const page = await client.send(new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: after }));
      for (const { ShardId: id, ParentShardId: parent } of page.StreamDescription?.Shards ?? [])
        if (id && !shards.has(id)) shards.set(id, { id, parent, over: places.isOver(reader.name, id) });
      after = page.StreamDescription?.LastEvaluatedShardId;
    } while (after);
    discoverAt = Date.now() + 5000;
  };

  const iteratorOf = async (shard: Shard, fromStart = false): Promise<string | undefined> => {
    const place = fromStart ? undefined : places.of(reader.name, shard.id);
    const asked = new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shard.id,
      ...(place
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: place }
        : { ShardIteratorType: 'TRIM_HORIZON' }),
    });
    return (await client.send(asked)).ShardIterator;
  };

  /** @returns how many records there were. */
  const readOnce = async (shard: Shard, signal: AbortSignal): Promise<number> => {
    try {
      shard.iterator ??= await iteratorOf(shard);
      const read = await client.send(new GetRecordsCommand({ ShardIterator: shard.iterator, Limit: streamBatch }));
      const records = read.Records ?? [];
      if (!(await handOut(reader, streamArn, shard.id, records, places, signal))) return 0;
      shard.iterator = read.NextShardIterator;
      if (!shard.iterator) {
        shard.over = true;
        places.finish(reader.name, shard.id);
        discoverAt = 0;
      }
      return records.length;
    } catch (error) {
      if (error instanceof TrimmedDataAccessException) shard.iterator = await iteratorOf(shard, true);
      else if (error instanceof ExpiredIteratorException) shard.iterator = undefined;
      else throw error;
      return 0;
    }
  };

  return repeat(async (signal) => {
    if (Date.now() >= discoverAt) await discover();
    const open = [...shards.values()].filter(
      (shard) => !shard.over && (shard.parent === undefined || shards.get(shard.parent)?.over !== false),
    );
    let seen = 0;
    for (const shard of open) {
      if (signal.aborted) return 0;
      seen += await readOnce(shard, signal);
    }
    rest = seen > 0 ? 0 : Math.min(restMs.longest, Math.max(restMs.shortest, rest + 25));
    return rest;
  });
};

/** @returns whether the whole batch is done with; false when stopped in the middle. */
const handOut = async (
  reader: StreamReader,
  streamArn: string,
  shardId: string,
  batch: StreamRecord[],
  places: Places,
  signal: AbortSignal,
): Promise<boolean> => {
  let left = batch.map((record) => recordOf(record, streamArn)).filter(isStreamed(reader));
  let attempts = 0;
  while (left.length > 0) {
    if (signal.aborted) return false;
    // Half-way through the attempts one record is handed out at a time, so that only the failing one is given up.
    const handed = attempts > streamAttempts / 2 ? left.slice(0, 1) : left;
    const done = await consumed(reader, handed);
    const last = handed[done - 1];
    if (last) {
      places.move(reader.name, shardId, sequenceOf(last));
      left = left.slice(done);
      attempts = 0;
    }
    if (done === handed.length) continue;
    attempts += 1;
    if (attempts >= streamAttempts && left[0]) {
      await reader.giveUp(failureOf(reader.name, streamArn, shardId, left[0], attempts));
      places.move(reader.name, shardId, sequenceOf(left[0]));
      left = left.slice(1);
      attempts = 0;
    } else await pause(Math.min(1000, 50 * 2 ** attempts), signal);
  }
  const end = batch.at(-1)?.dynamodb?.SequenceNumber;
  if (end) places.move(reader.name, shardId, end);
  return true;
};

/** Whether the platform hands the record to a function, as an event source's filters say. */
const isStreamed =
  ({ streamed = streamedEvents }: StreamReader) =>
  ({ eventName, dynamodb }: DynamoDBRecord): boolean =>
    streamed.some(
      ({ eventName: name = eventName, pk = '', sk = '' }) =>
        name === eventName &&
        (dynamodb?.Keys?.pk?.S ?? '').startsWith(pk) &&
        (dynamodb?.Keys?.sk?.S ?? '').startsWith(sk),
    );

/** @returns how many records from the first on were taken without fault. */
const consumed = async (reader: StreamReader, records: DynamoDBRecord[]): Promise<number> => {
  try {
    const answer = (await reader.invoke({ Records: records })) as DynamoDBBatchResponse | null | undefined;
    const failed = new Set(answer?.batchItemFailures?.map((failure) => failure.itemIdentifier));
    const first = records.findIndex((record) => failed.has(sequenceOf(record)));
    if (first >= 0) return first;
    return failed.size > 0 ? 0 : records.length;
  } catch {
    return 0;
  }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

/** A record as a function gets it: JSON, with the instant in epoch seconds. */
const recordOf = (record: StreamRecord, streamArn: string): DynamoDBRecord => {
  const { ApproximateCreationDateTime: at, ...change } = record.dynamodb ?? {};
  return {
    ...(record.eventID ? { eventID: record.eventID } : {}),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: record.awsRegion ?? '',
    ...(record.eventName ? { eventName: record.eventName } : {}),
    eventSourceARN: streamArn,
    dynamodb: {
      ...(JSON.parse(JSON.stringify(change)) as DynamoDBRecord['dynamodb']),
      ...(at ? { ApproximateCreationDateTime: Math.floor(at.getTime() / 1000) } : {}),
    },
  };
};

const failureOf = (
  name: string,
  streamArn: string,
  shardId: string,
  record: DynamoDBRecord,
  attempts: number,
): StreamFailure => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn: `arn:aws:lambda:eu-west-3:000000000000:function:${name}`,
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: attempts,
  },
  timestamp: new Date().toISOString(),
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: sequenceOf(record),
    endSequenceNumber: sequenceOf(record),
    batchSize: 1,
    streamArn,
  },
});
