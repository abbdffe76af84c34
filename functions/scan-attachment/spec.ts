import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'scan-attachment',
  summary: "Records the malware scanner's verdict on a document, and what it says of itself.",
  trigger: {
    kind: 'event',
    source: 'aws.guardduty',
    detailTypes: [
      'GuardDuty Malware Protection Object Scan Result',
      'GuardDuty Malware Protection Resource Status Active',
      'GuardDuty Malware Protection Resource Status Warning',
      'GuardDuty Malware Protection Resource Status Error',
    ],
  },
  env: ['TABLE_NAME', 'BUCKET_NAME'],
  access: { table: ['GetItem', 'PutItem', 'UpdateItem'] },
  timeoutSeconds: 30,
  memoryMb: 256,
});
