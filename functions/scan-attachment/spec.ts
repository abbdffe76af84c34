import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'scan-attachment',
  summary: "Records the malware scanner's verdict on a document.",
  trigger: {
    kind: 'event',
    source: 'aws.guardduty',
    detailTypes: ['GuardDuty Malware Protection Object Scan Result'],
  },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: { table: ['GetItem', 'UpdateItem'] },
  timeoutSeconds: 30,
  memoryMb: 256,
});
