import { expect, test } from 'vitest';
import { lastFrozenAt, missingDocuments } from '../../../frontend/applicant/attachments.ts';

const document = (id: string, required: boolean) => ({ id, required }) as never;
const attachment = (documentId: string, state: string) => ({ documentId, state }) as never;

test('A required document is missing until a file for it has arrived and was not rejected', () => {
  const file = {
    call: {
      documents: [
        document('statutes', true),
        document('bank', true),
        document('accounts', true),
        document('report', false),
      ],
    } as never,
    attachments: [
      attachment('statutes', 'rejected'),
      attachment('statutes', 'received'),
      attachment('bank', 'rejected'),
    ],
  };
  expect(missingDocuments(file)).toEqual([
    { document: { id: 'bank', required: true }, why: 'rejected' },
    { document: { id: 'accounts', required: true }, why: 'ask' },
  ]);
});

test('What was attached before the last handing over stays', () => {
  const timeline = [
    { type: 'application.submitted', at: '2026-03-01T10:00:00.000Z' },
    { type: 'application.complements-requested', at: '2026-03-05T10:00:00.000Z' },
    { type: 'application.complements-provided', at: '2026-03-09T10:00:00.000Z' },
    { type: 'application.check-passed', at: '2026-03-12T10:00:00.000Z' },
  ];
  expect(lastFrozenAt({ timeline: timeline as never })).toBe('2026-03-09T10:00:00.000Z');
});
