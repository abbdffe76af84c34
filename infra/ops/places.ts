import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

/** Where an export stands: a file, or `s3://bucket/key`. Names that end in `.gz` are packed, as DynamoDB's own are. */
export type Place = string;

/** A client is made when it is first asked for: most commands never speak to a bucket. */
const openClient = () => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });

const objectOf = (place: Place): { Bucket: string; Key: string } | undefined => {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(place);
  return match ? { Bucket: match[1] as string, Key: match[2] as string } : undefined;
};

/**
 * The places that a name stands for: itself, or, where it ends in a slash, each packed file of that folder of a bucket,
 * as DynamoDB's export to S3 leaves them under `AWSDynamoDB/…/data/`.
 * @throws Error when there is none.
 */
export const placesUnder = async (name: Place): Promise<Place[]> => {
  const object = name.endsWith('/') && objectOf(name);
  if (!object) return [name];
  const found: Place[] = [];
  const client = openClient();
  for await (const page of paginateListObjectsV2({ client }, { Bucket: object.Bucket, Prefix: object.Key }))
    for (const { Key } of page.Contents ?? [])
      if (Key?.endsWith('.json.gz')) found.push(`s3://${object.Bucket}/${Key}`);
  if (found.length === 0) throw new Error(`No file of an export under ${name}`);
  return found;
};

/** The unpacked bytes of a place. */
export const openPlace = async (place: Place): Promise<Readable> => {
  const object = objectOf(place);
  const bytes = object
    ? ((await openClient().send(new GetObjectCommand(object))).Body as Readable)
    : createReadStream(place);
  if (!place.endsWith('.gz')) return bytes;
  const unpacked = createGunzip();
  // A source that ends early must not look like a short export.
  pipeline(bytes, unpacked).catch((error: Error) => unpacked.destroy(error));
  return unpacked;
};

/** The lines of a place. */
export const readLines = async function* (place: Place): AsyncGenerator<string> {
  yield* createInterface({ input: await openPlace(place), crlfDelay: Number.POSITIVE_INFINITY });
};

const writeFile = async (file: string, packed: boolean, lines: () => AsyncIterable<string>): Promise<void> => {
  const target = createWriteStream(file, { mode: 0o600 });
  await (packed ? pipeline(lines, createGzip(), target) : pipeline(lines, target));
};

/**
 * Writes lines to a place. An object is written whole and at once, from a file that only this user may read and that is
 * gone afterwards, so that an interruption leaves no half of a backup in the bucket. It passes through memory, packed: a
 * table of gigabytes is for DynamoDB's own export.
 */
export const writePlace = async (place: Place, lines: () => AsyncIterable<string>): Promise<void> => {
  const object = objectOf(place);
  if (!object) return writeFile(place, place.endsWith('.gz'), lines);
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  try {
    const file = join(folder, 'items');
    await writeFile(file, place.endsWith('.gz'), lines);
    await openClient().send(new PutObjectCommand({ ...object, Body: await readFile(file) }));
  } finally {
    await rm(folder, { recursive: true });
  }
};
