import * as z from 'zod';
import { id, instant, line, slug } from './fields.ts';
import { onOneLine } from './kept.ts';

export const attachmentId = id('att');

/** Largest attachment, in bytes. An example that a city may change. */
export const maxAttachmentBytes = 10 * 1024 * 1024;

/** Attachments that one file may hold, so that a whole file stays one quick read. */
export const maxAttachments = 40;

/** Longest name of a file, in characters. */
export const maxFilename = 200;

/** File types taken, each with the extension it downloads under. */
export const attachmentTypes = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
} as const;
export const contentType = z.enum(Object.keys(attachmentTypes) as [keyof typeof attachmentTypes]);
export type ContentType = z.infer<typeof contentType>;

/** Endings that say the same as the one that a type downloads under. */
const otherEndings: Partial<Record<ContentType, readonly string[]>> = { 'image/jpeg': ['jpeg'] };

/** What a name of a file cannot hold on some desktop, or would hide it there. */
const nowhere = /[<>:"|?*]/g;
const hidden = /^[. ]+/;
/** Names of Windows' own, whatever follows their first dot. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\s*(?:\.|$))/i;
/** Bytes that systems give to a name. */
const nameBytes = 255;

const cutTo = (name: string, bytes: number): string => {
  const encoder = new TextEncoder();
  let left = bytes;
  const kept = [...name].findIndex((character) => {
    left -= encoder.encode(character).length;
    return left < 0;
  });
  return kept === -1 ? name : [...name].slice(0, kept).join('');
};

/**
 * The name under which a file is shown and downloaded: without a path, on one line, one that every desktop can keep, and with
 * the ending of what it is, so that none opens it as something else.
 */
export const filenameOf = ({ filename, contentType }: { filename: string; contentType: ContentType }): string => {
  const typed = onOneLine(filename).split(/[/\\]/).at(-1)?.trim() ?? '';
  const name = typed.replace(nowhere, '-').replace(hidden, '').replace(reserved, '$1_');
  const endings = [attachmentTypes[contentType], ...(otherEndings[contentType] ?? [])];
  const own = endings
    .map((each) => name.slice(-each.length - 1))
    .find((each, index) => each.toLowerCase() === `.${endings[index]}`);
  const ending = own ?? `.${endings[0]}`;
  const stem = own ? name.slice(0, -own.length) : name;
  const room = onOneLine(stem.slice(0, maxFilename - ending.length));
  return (cutTo(room, nameBytes - ending.length).replace(/[. ]+$/, '') || 'document') + ending;
};

/** Whether browsers show files of this type by themselves; office documents are only ever kept. */
export const isShown = (type: ContentType): boolean => type === 'application/pdf' || type.startsWith('image/');

/**
 * pending: promised, not arrived. received: length, first bytes and checksum are right. clean: scanned.
 * rejected: not what it claims, or harmful. unscannable: for staff to release or have replaced.
 */
export const attachmentStates = ['pending', 'received', 'clean', 'rejected', 'unscannable'] as const;
export const attachmentState = z.enum(attachmentStates);
export type AttachmentState = z.infer<typeof attachmentState>;

/** Hours after which a document without a verdict of the scanner is told of: the scanner takes seconds to minutes. */
export const verdictHours = 1;

/** Hours after which staff may let a document through that the scanner gave no verdict on. */
export const unscannedHours = 24;

/** What the scanner says where it gives no verdict, and could with its fault mended. */
export const scanFaults = ['ACCESS_DENIED', 'FAILED'] as const;

/** How the scanner stands, in its own words: it works, it works not as it should, it does not work. */
export const scannerStates = ['active', 'warning', 'error'] as const;

/** Of a document that staff let through although no scan found it clean. */
export const letThrough = z.object({
  /** What the scanner said of it: nothing, or that it could not read it. */
  scan: z.enum(['none', 'unscannable']),
  /** Left out where a release before let it through. */
  at: instant().optional(),
});
export type LetThrough = z.infer<typeof letThrough>;

/** Why a file was rejected. */
export const rejectionReasons = ['empty', 'too-large', 'wrong-type', 'checksum', 'malware'] as const;

export const attachment = z.object({
  id: attachmentId,
  documentId: slug(),
  filename: line(maxFilename),
  contentType,
  sizeBytes: z.int().min(1).max(maxAttachmentBytes),
  /** SHA-256 of the bytes, base64, computed in the browser and verified after arrival. */
  sha256: z.base64().length(44),
  state: attachmentState,
  reason: z.enum(rejectionReasons).optional(),
  /** Since when its bytes are right and the scanner's verdict is awaited; left out once there is one. */
  waitsSince: instant().optional(),
  createdAt: instant(),
});
export type Attachment = z.infer<typeof attachment>;

/** What the browser promises before it uploads. */
export const attachmentPromise = attachment.pick({
  documentId: true,
  filename: true,
  contentType: true,
  sizeBytes: true,
  sha256: true,
});
