import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Bus } from '../bus.ts';
import type { Credentials } from '../dynamodb.ts';
import { objectScanned, type StoredObject, scan, scannerStanding } from './events.ts';
import { verifyHeaders } from './signature.ts';

export interface ScannerEngine {
  /** Looks at an object a moment later, and tells the bus what it found; nothing while it is stopped. */
  look(stored: StoredObject): void;
  /**
   * Answers the one call of GuardDuty's own protocol that the service makes, SendObjectMalwareScan, with the status and the
   * error that it has.
   * @throws S3Fault for a request that is not signed for it.
   */
  onDemand(request: IncomingMessage, url: URL, body: Buffer): Promise<{ status: number; error?: string }>;
  /** For tests and demonstrations: from now on no object is looked at, as when a plan lost its rights; the bus is told so. */
  stop(): Promise<void>;
  /** Looks at objects again, at those that come from now on and at those that are asked for; the bus is told so. */
  start(): Promise<void>;
  /** Resolves once nothing is being looked at. */
  drained(): Promise<unknown>;
}

/** Path of SendObjectMalwareScan. Source: the GuardDuty API reference. */
export const onDemandPath = '/object-malware-scan/send';

const onDemandBody = z.object({ s3Object: z.object({ bucket: z.string(), key: z.string() }) });

/** How long the scanner takes, in ms: never nothing, so that nobody relies on its verdict being there at once. */
const scanMs = 300;

/** An object as its events tell of it. */
export const storedObject = async (client: S3Client, bucket: string, key: string): Promise<StoredObject> => {
  const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  return { bucket, key, size: head.ContentLength ?? 0, etag: (head.ETag ?? '').replaceAll('"', '') };
};

export const startScanner = (options: {
  client: S3Client;
  bucket: string;
  credentials: Credentials;
  region: string;
  bus: Bus;
  now: () => number;
}): ScannerEngine => {
  const { client, bucket, credentials, region, bus, now } = options;
  const scans = new Set<Promise<void>>();
  let isStopped = false;

  const look = (stored: StoredObject) => {
    if (isStopped) return;
    const scanning = (async () => {
      await sleep(scanMs);
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: stored.key }));
      const bytes = Buffer.from((await object.Body?.transformToByteArray()) ?? []);
      await bus.put(objectScanned(stored, scan(bytes), region));
    })()
      // Removed before its scan: GuardDuty says nothing of it either.
      .catch(() => {});
    scans.add(scanning);
    scanning.finally(() => scans.delete(scanning));
  };

  return {
    look,
    async onDemand(request, url, body) {
      verifyHeaders(request, url, credentials, now(), 'guardduty');
      const asked = onDemandBody.safeParse(jsonOf(body));
      if (!asked.success || asked.data.s3Object.bucket !== bucket) return { status: 400, error: 'BadRequestException' };
      const stored = await storedObject(client, bucket, asked.data.s3Object.key).catch(() => undefined);
      if (!stored) return { status: 404, error: 'ResourceNotFoundException' };
      look(stored);
      return { status: 200 };
    },
    async stop() {
      isStopped = true;
      await bus.put(scannerStanding(bucket, 'Error', region, ['UNAUTHORIZED_TO_ASSUME_ROLE']));
    },
    async start() {
      isStopped = false;
      await bus.put(scannerStanding(bucket, 'Active', region));
    },
    drained: () => Promise.all(scans),
  };
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};
