import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AttachmentFindings,
  attachmentState,
  type Found,
  mayBeReleased,
  withFinding,
} from '../../functions/domain/attachment.ts';
import type { AttachmentState } from '../../schemas/attachment.ts';

test.each<[AttachmentFindings, AttachmentState, string?]>([
  [{}, 'pending'],
  [{ verified: 'right' }, 'received'],
  [{ verified: 'right', scan: 'clean' }, 'clean'],
  [{ scan: 'clean' }, 'pending'],
  [{ scan: 'unscannable' }, 'pending'],
  [{ verified: 'right', scan: 'unscannable' }, 'unscannable'],
  [{ verified: 'right', scan: 'unscannable', released: true }, 'clean'],
  [{ verified: 'right', released: true }, 'clean'],
  [{ verified: 'right', fault: 'FAILED' }, 'received'],
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

const found = fc.constantFrom<Found>(
  { verified: 'right' },
  { scan: 'clean' },
  { scan: 'unscannable' },
  { scan: 'malware' },
  { fault: 'ACCESS_DENIED' },
  { fault: 'FAILED' },
);
const all = (findings: readonly Found[]) => findings.reduce<AttachmentFindings>(withFinding, {});
const stateAfter = (findings: readonly Found[]) => attachmentState(all(findings));

test('what is found makes the same of a document in any order, and however often it is told', () => {
  fc.assert(
    fc.property(
      fc
        .array(found, { maxLength: 6 })
        .chain((told) =>
          fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: 2 * told.length })),
        ),
      ([told, again]) => {
        expect(stateAfter(again)).toEqual(stateAfter(told));
      },
    ),
  );
});

test('harm is never taken back, and what was read is not unread', () => {
  fc.assert(
    fc.property(fc.array(found, { maxLength: 6 }), fc.array(found, { maxLength: 6 }), (before, after) => {
      const was = all(before);
      const is = after.reduce<AttachmentFindings>(withFinding, was);
      if (was.scan === 'malware') expect(is.scan).toBe('malware');
      if (was.scan === 'clean') expect(is.scan).not.toBe('unscannable');
      if (is.scan) expect(is.fault).toBeUndefined();
    }),
  );
});

test.each<[AttachmentState, string | undefined, string, boolean]>([
  ['unscannable', undefined, '2026-03-02T09:00:00.000Z', true],
  ['received', '2026-03-01T09:00:00.001Z', '2026-03-02T09:00:00.000Z', false],
  ['received', '2026-03-01T09:00:00.000Z', '2026-03-02T09:00:00.000Z', true],
  ['pending', undefined, '2026-03-02T09:00:00.000Z', false],
  ['rejected', undefined, '2026-03-02T09:00:00.000Z', false],
  ['clean', undefined, '2026-03-02T09:00:00.000Z', false],
])('a document that is %s since %s may be let through at %s: %s', (state, waitsSince, at, may) => {
  expect(mayBeReleased({ state, waitsSince }, at)).toBe(may);
});
