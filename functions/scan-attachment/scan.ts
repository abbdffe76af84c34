import * as z from 'zod';
import type { AttachmentFindings } from '../domain/attachment.ts';
import { attachmentOfObject, noteFindings } from '../store/attachments.ts';
import type { StorePorts } from '../store/ports.ts';

/** The part of GuardDuty's event that is read here. */
export const scanResult = z.object({
  s3ObjectDetails: z.object({ objectKey: z.string() }),
  scanResultDetails: z.object({
    scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
  }),
});
export type ScanResult = z.infer<typeof scanResult>;

const meaning: Record<ScanResult['scanResultDetails']['scanResultStatus'], NonNullable<AttachmentFindings['scan']>> = {
  NO_THREATS_FOUND: 'clean',
  THREATS_FOUND: 'malware',
  UNSUPPORTED: 'unscannable',
  ACCESS_DENIED: 'unscannable',
  FAILED: 'unscannable',
};

/** Notes the scanner's verdict on an attachment. */
export const noteScan = async (ports: StorePorts, result: ScanResult): Promise<void> => {
  const owner = attachmentOfObject(result.s3ObjectDetails.objectKey);
  if (!owner) return;
  const scan = meaning[result.scanResultDetails.scanResultStatus];
  await noteFindings(ports, owner.applicationId, owner.attachmentId, { scan });
};
