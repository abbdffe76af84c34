import { everyDuty } from '../../schemas/office.ts';
import type { Differences } from './compare.ts';

// Where today's code makes something else of a release, on purpose: by release, then by path. The path of an answer is the
// operation, who asks, what is asked for, and the way to the value, with `*` for any of them:
//
//   '2026-11-28': {
//     'getStaffFile/*/*/answer/letters/*/delivery': { why: 'Posted letters have a name of their own.', becomes: () => 'posted' },
//   },

const handedOver = 'Staff see the documents of a file as they were handed over, none that is only prepared.';
const gone = { why: handedOver, becomes: () => undefined };
const roles = {
  why: 'What was the role of staff is each of the roles that it stood for.',
  becomes: (was: unknown) => (was as string[]).flatMap((role) => (role === 'staff' ? [...everyDuty] : [role])),
};

const silenceIsRecorded = {
  why: 'What silence has refused can be recorded as refused by it.',
  becomes: (was: unknown) => [...(was as string[]), 'record-silence'],
};

export const differences: Readonly<Record<string, Differences>> = {
  '2026-11-28': {
    'getStaffFile/*/*/answer/attachments': {
      why: handedOver,
      becomes: (was) =>
        (was as { documentId: string }[]).filter(({ documentId }) => ['statutes', 'bank-details'].includes(documentId)),
    },
    'getStaffAttachment/*/*/status': { why: handedOver, becomes: () => 404 },
    'getStaffAttachment/*/*/answer/code': { why: handedOver, becomes: () => 'not-found' },
    'getStaffAttachment/*/*/answer/url': gone,
    'getStaffAttachment/*/*/answer/expiresInSeconds': gone,
    'getStaffFile/*/*/answer/availableActions': silenceIsRecorded,
    'listMembers/*/*/answer/jurors/*/roles': roles,
    'listMembers/*/*/answer/staff/*/roles': roles,
  },
};
