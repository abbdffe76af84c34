import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Attachment } from '../../schemas/attachment.ts';

/**
 * Seconds that an upload form holds. The page posts it at once; the rest is for the largest document on a line of 300 kbit/s,
 * should the bucket look at the clock only when all of it has come.
 */
export const UPLOAD_SECONDS = 300;
/** Seconds that a download link holds. */
export const DOWNLOAD_SECONDS = 60;

export interface Bucket {
  /**
   * A form that posts one file straight to the bucket: exactly this key, type, length and SHA-256, nothing else. The
   * bucket refuses any other bytes, so that the form cannot later replace what was checked.
   */
  uploadForm(
    key: string,
    file: Pick<Attachment, 'contentType' | 'sizeBytes' | 'sha256'>,
  ): Promise<{ url: string; fields: Record<string, string>; expiresInSeconds: number }>;
  /** A short-lived link that downloads the file under a name, never shown inside a page. */
  downloadLink(key: string, filename: string): Promise<{ url: string; expiresInSeconds: number }>;
  /**
   * A short-lived link that shows the file in a tab, as this type and no other, on the bucket's own origin: nothing of
   * the service's pages is within its reach.
   */
  lookLink(
    key: string,
    filename: string,
    contentType: Attachment['contentType'],
  ): Promise<{ url: string; expiresInSeconds: number }>;
  /** The bytes of an object. */
  read(key: string): Promise<Uint8Array>;
  /**
   * The keys of the objects that are there, by what their keys begin with; read strongly. A single object is asked for
   * like this as well: S3 tells an absent object from a refusal only to who may list its whole bucket.
   */
  list(prefix: string): Promise<string[]>;
  remove(key: string): Promise<void>;
}

export const createBucket = (name: string): Bucket => {
  const client = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });
  const named = (how: 'attachment' | 'inline', filename: string) =>
    `${how}; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return {
    async uploadForm(Key, { contentType, sizeBytes, sha256 }) {
      const fixed = {
        'Content-Type': contentType,
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': sha256,
      };
      const { url, fields } = await createPresignedPost(client, {
        Bucket: name,
        Key,
        Fields: fixed,
        Conditions: [
          ['content-length-range', sizeBytes, sizeBytes],
          ...Object.entries(fixed).map(([field, value]) => ({ [field]: value })),
        ],
        Expires: UPLOAD_SECONDS,
      });
      return { url, fields, expiresInSeconds: UPLOAD_SECONDS };
    },
    async downloadLink(Key, filename) {
      const url = await getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: name,
          Key,
          ResponseContentDisposition: named('attachment', filename),
        }),
        { expiresIn: DOWNLOAD_SECONDS },
      );
      return { url, expiresInSeconds: DOWNLOAD_SECONDS };
    },
    async lookLink(Key, filename, ResponseContentType) {
      const url = await getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: name,
          Key,
          ResponseContentDisposition: named('inline', filename),
          ResponseContentType,
        }),
        { expiresIn: DOWNLOAD_SECONDS },
      );
      return { url, expiresInSeconds: DOWNLOAD_SECONDS };
    },
    async read(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key }));
      if (!Body) throw new Error(`Object ${Key} has no body`);
      return Body.transformToByteArray();
    },
    async list(Prefix) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: name, Prefix }))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      return keys;
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket: name, Key }));
    },
  };
};
