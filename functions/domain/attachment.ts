import {
  type Attachment,
  type AttachmentState,
  type LetThrough,
  type scanFaults,
  unscannedHours,
} from '../../schemas/attachment.ts';

export type RejectionReason = NonNullable<Attachment['reason']>;
type Verified = 'right' | RejectionReason;
export type Verdict = 'clean' | 'malware' | 'unscannable';
type Fault = (typeof scanFaults)[number];

/** What is known of a document's bytes; each part arrives by an event of its own, in either order. */
export interface AttachmentFindings {
  /** Length, first bytes and checksum: right, or why not. */
  verified?: Verified | undefined;
  scan?: Verdict | undefined;
  /** Why the scanner gave no verdict. */
  fault?: Fault | undefined;
  /** Staff let it through although the scanner could not read it, or gave no verdict. */
  released?: boolean | undefined;
}

/** The state of a document, derived from what is known of it. */
export const attachmentState = (findings: AttachmentFindings): { state: AttachmentState; reason?: RejectionReason } => {
  const { verified, scan, released } = findings;
  if (scan === 'malware') return { state: 'rejected', reason: 'malware' };
  if (verified !== undefined && verified !== 'right') return { state: 'rejected', reason: verified };
  if (verified === undefined) return { state: 'pending' };
  if (scan === 'clean' || released) return { state: 'clean' };
  return { state: scan === 'unscannable' ? 'unscannable' : 'received' };
};

/** Of a document that is open although no scan found it clean, what the scanner said of it; nothing for any other. */
export const scanOfLetThrough = (findings: AttachmentFindings): LetThrough['scan'] | undefined => {
  const isScanned = findings.scan === 'clean' || attachmentState(findings).state !== 'clean';
  return isScanned ? undefined : findings.scan === 'unscannable' ? 'unscannable' : 'none';
};

/** What each verdict gives way to: bytes do not change, so that the one who read them knows better, and harm stays. */
const givesWayTo: Record<Verdict, readonly Verdict[]> = {
  unscannable: ['clean', 'malware'],
  clean: ['malware'],
  malware: [],
};

/** What was found, of all that can be found. */
export type Found =
  | Required<Pick<AttachmentFindings, 'verified'>>
  | Required<Pick<AttachmentFindings, 'scan'>>
  | Required<Pick<AttachmentFindings, 'fault'>>;

/**
 * What is known once this was found as well; the same as before where it says nothing new. Events come in any order and more
 * than once, and again after a rescan: a finding of malware or of wrong bytes is never taken back, and a fault of the
 * scanner's says nothing about what it has judged.
 */
export const withFinding = <K extends AttachmentFindings>(known: K, found: Found): K => {
  if ('verified' in found)
    return known.verified === undefined || (known.verified === 'right' && found.verified !== 'right')
      ? { ...known, ...found }
      : known;
  if ('scan' in found && found.scan)
    return known.scan === undefined || givesWayTo[known.scan].includes(found.scan)
      ? { ...known, ...found, fault: undefined }
      : known;
  return 'fault' in found && known.scan === undefined && known.fault !== found.fault ? { ...known, ...found } : known;
};

const HOUR_MS = 3_600_000;

/**
 * Whether staff may let a document through that no scan found clean: one that the scanner could not read, and one that it
 * gave no verdict on for a day, so that a scanner which is down does not stop the City's work. A verdict that comes later
 * holds all the same.
 */
export const mayBeReleased = ({ state, waitsSince }: Pick<Attachment, 'state' | 'waitsSince'>, at: string): boolean =>
  state === 'unscannable' ||
  (state === 'received' &&
    waitsSince !== undefined &&
    Date.parse(at) - Date.parse(waitsSince) >= unscannedHours * HOUR_MS);
