import type { Bucket } from '../../functions/services/bucket.ts';

/** A bucket in memory, for what needs no more than its links and bytes; the real one is tried in test/infra/local. */
export const memoryBucket = (): Bucket & { objects: Map<string, Uint8Array> } => {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    uploadForm: async (key) => ({ url: 'https://bucket.test/', fields: { key }, expiresInSeconds: 300 }),
    downloadLink: async (key, filename) => ({
      url: `https://bucket.test/${key}?as=${encodeURIComponent(filename)}`,
      expiresInSeconds: 60,
    }),
    lookLink: async (key, filename, contentType) => ({
      url: `https://bucket.test/${key}?look=${encodeURIComponent(filename)}&type=${encodeURIComponent(contentType)}`,
      expiresInSeconds: 60,
    }),
    read: async (key) => {
      const bytes = objects.get(key);
      if (!bytes) throw new Error(`No object ${key}`);
      return bytes;
    },
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
    remove: async (key) => void objects.delete(key),
  };
};
