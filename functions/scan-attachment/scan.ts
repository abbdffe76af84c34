import * as z from 'zod';
import type { scannerStates } from '../../schemas/attachment.ts';
import type { Found } from '../domain/attachment.ts';
import { logger } from '../observe.ts';
import { noteFindings } from '../store/attachment-findings.ts';
import { attachmentOfObject } from '../store/attachments.ts';
import type { StorePorts } from '../store/ports.ts';
import { noteScanner } from '../store/scanner.ts';

/** The part of GuardDuty's event about an object that is read here. */
export const scanResult = z.object({
  s3ObjectDetails: z.object({ objectKey: z.string() }),
  scanResultDetails: z.object({
    scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
  }),
});
export type ScanResult = z.infer<typeof scanResult>;

/**
 * What each result means. One that came of the scanner's own fault says nothing of the document, which goes on waiting: once
 * that fault is mended, a rescan ends it.
 */
const meaning: Record<ScanResult['scanResultDetails']['scanResultStatus'], Found> = {
  NO_THREATS_FOUND: { scan: 'clean' },
  THREATS_FOUND: { scan: 'malware' },
  UNSUPPORTED: { scan: 'unscannable' },
  ACCESS_DENIED: { fault: 'ACCESS_DENIED' },
  FAILED: { fault: 'FAILED' },
};

/** Notes the scanner's result on an attachment. */
export const noteScan = async (ports: StorePorts, result: ScanResult): Promise<void> => {
  const owner = attachmentOfObject(result.s3ObjectDetails.objectKey);
  if (!owner) return;
  const found = meaning[result.scanResultDetails.scanResultStatus];
  await noteFindings(ports, owner.applicationId, owner.attachmentId, found);
};

type State = (typeof scannerStates)[number];

/** GuardDuty's events about the plan as a whole, and the state that each tells of. */
const statusEvents: Readonly<Record<string, State>> = {
  'GuardDuty Malware Protection Resource Status Active': 'active',
  'GuardDuty Malware Protection Resource Status Warning': 'warning',
  'GuardDuty Malware Protection Resource Status Error': 'error',
};

/** The state that an event tells of, by its detail type; nothing for events about objects. */
export const stateTold = (detailType: string): State | undefined => statusEvents[detailType];

/** The part of such an event that is read here; reasons are codes, such as INSUFFICIENT_TEST_OBJECT_PERMISSIONS. */
const scannerStatus = z.object({
  statusReasons: z
    .array(z.object({ code: z.string().optional() }))
    .nullish()
    .catch(undefined),
});

/** A code of GuardDuty's own, and nothing longer or other. */
const code = /^[A-Z][A-Z_]{1,98}$/;

/** What the scanner said of itself, and whether that is news. */
export interface ScannerSaid {
  state: State;
  reasons: string[];
  isNews: boolean;
}

/**
 * Notes what the scanner says of itself, and says it where it is news.
 * @param at When it said so, as the event has it.
 * @param event The event's id.
 */
export const noteStanding = async (
  ports: StorePorts,
  { state, at, event, detail }: { state: State; at: string; event: string; detail: unknown },
): Promise<ScannerSaid> => {
  const { statusReasons } = scannerStatus.parse(detail);
  const reasons = [...new Set((statusReasons ?? []).flatMap((reason) => reason.code ?? []))].filter((one) =>
    code.test(one),
  );
  const isNews = await noteScanner(ports, { state, at: new Date(at).toISOString(), event, reasons });
  // The line rings at once; documents that wait ring an hour later by themselves. No ERROR: no update of ours causes or mends it.
  if (isNews && state === 'active') logger.info('The scanner works', { state });
  else if (isNews) logger.warn('The scanner reported a fault', { state, reasons });
  return { state, reasons, isNews };
};
