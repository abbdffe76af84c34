import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'verify-attachment',
  summary: 'Checks length, first bytes and checksum of a document that arrived.',
  trigger: { kind: 'event', source: 'aws.s3', detailTypes: ['Object Created'] },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: { table: ['GetItem', 'UpdateItem'], bucket: ['GetObject', 'DeleteObject'] },
  timeoutSeconds: 60,
  memoryMb: 1024,
});
