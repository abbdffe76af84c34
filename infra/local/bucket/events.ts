import { randomBytes } from 'node:crypto';
import type { Bus } from '../bus.ts';

type BusEvent = Parameters<Bus['put']>[0];

export interface StoredObject {
  bucket: string;
  key: string;
  size: number;
  /** Without quotes. */
  etag: string;
}

/** What S3 tells EventBridge of a new object. Source: "EventBridge event message structure", S3 user guide. */
export const objectCreated = (
  { bucket, key, size, etag }: StoredObject,
  reason: 'PutObject' | 'POST Object' | 'CompleteMultipartUpload',
): BusEvent => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: [`arn:aws:s3:::${bucket}`],
  detail: {
    version: '0',
    bucket: { name: bucket },
    object: { key, size, etag, sequencer: `${Date.now().toString(16)}${randomBytes(3).toString('hex')}` },
    'request-id': randomBytes(8).toString('hex').toUpperCase(),
    requester: '000000000000',
    'source-ip-address': '127.0.0.1',
    reason,
  },
});

export type Verdict = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED';

/** What GuardDuty tells EventBridge of a scan. Source: "Monitoring S3 object scans with EventBridge", GuardDuty guide. */
export const objectScanned = ({ bucket, key, etag }: StoredObject, verdict: Verdict, region: string): BusEvent => ({
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  resources: [`arn:aws:guardduty:${region}:000000000000:malware-protection-plan/local`],
  detail: {
    schemaVersion: '1.0',
    scanStatus: verdict === 'UNSUPPORTED' ? 'SKIPPED' : 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: bucket, objectKey: key, eTag: etag, s3Throttled: false },
    scanResultDetails: {
      scanResultStatus: verdict,
      threats: verdict === 'THREATS_FOUND' ? [{ name: 'EICAR-Test-File (not a virus)' }] : null,
    },
  },
});

/**
 * What GuardDuty tells EventBridge of a bucket's plan when its status changes. Source: "Malware Protection plan resource
 * status", GuardDuty guide; codes are those of "Troubleshooting Malware Protection for S3 status issues".
 */
export const scannerStanding = (
  bucket: string,
  status: 'Active' | 'Warning' | 'Error',
  region: string,
  reasons: readonly string[] = [],
): BusEvent => ({
  source: 'aws.guardduty',
  'detail-type': `GuardDuty Malware Protection Resource Status ${status}`,
  resources: [`arn:aws:guardduty:${region}:000000000000:malware-protection-plan/local`],
  detail: {
    schemaVersion: '1.0',
    eventTime: new Date().toISOString(),
    s3BucketDetails: { bucketName: bucket },
    resourceStatus: status.toUpperCase(),
    statusReasons: reasons.map((code) => ({ code })),
  },
});

// Split, so that no scanner takes this very file for the test file.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * Stands in for the scanner: it knows the EICAR test string and nothing else, so "no threats found" means here that
 * the string is absent. What a scanner cannot open it skips: password-protected archives (the flag in a zip's header)
 * and encrypted PDFs.
 */
export const scan = (bytes: Buffer): Verdict => {
  if (bytes.includes(eicar)) return 'THREATS_FOUND';
  const isEncryptedZip = bytes.length > 8 && bytes.readUInt32BE(0) === 0x504b0304 && (bytes.readUInt16LE(6) & 1) === 1;
  const isEncryptedPdf = bytes.subarray(0, 5).toString() === '%PDF-' && bytes.includes('/Encrypt');
  return isEncryptedZip || isEncryptedPdf ? 'UNSUPPORTED' : 'NO_THREATS_FOUND';
};
