import { expect, test } from 'vitest';
import { type AttachmentFindings, attachmentState } from '../../functions/domain/attachment.ts';
import type { AttachmentState } from '../../schemas/attachment.ts';

test.each<[AttachmentFindings, AttachmentState, string?]>([
  [{}, 'pending'],
  [{ verified: 'right' }, 'received'],
  [{ verified: 'right', scan: 'clean' }, 'clean'],
  [{ scan: 'clean' }, 'pending'],
  [{ scan: 'unscannable' }, 'pending'],
  [{ verified: 'right', scan: 'unscannable' }, 'unscannable'],
  [{ verified: 'right', scan: 'unscannable', released: true }, 'clean'],
  [{ verified: 'right', released: true }, 'received'],
  [{ verified: 'right', scan: 'malware' }, 'rejected', 'malware'],
  [{ scan: 'malware' }, 'rejected', 'malware'],
  [{ verified: 'right', scan: 'malware', released: true }, 'rejected', 'malware'],
  [{ verified: 'checksum', scan: 'malware' }, 'rejected', 'malware'],
  [{ verified: 'empty' }, 'rejected', 'empty'],
  [{ verified: 'too-large' }, 'rejected', 'too-large'],
  [{ verified: 'wrong-type', scan: 'clean' }, 'rejected', 'wrong-type'],
  [{ verified: 'checksum', scan: 'unscannable', released: true }, 'rejected', 'checksum'],
])('what is found (%o) makes a document %s', (findings, state, reason) => {
  expect(attachmentState(findings)).toEqual({ state, ...(reason && { reason }) });
});
