import { expect, test } from 'vitest';
import { askedDocuments, faultyDocuments, otherFiles, owedDocuments } from '../../../frontend/applicant/attachments.ts';

const document = (id: string, required: boolean) => ({ id, required }) as never;
const attachment = (documentId: string, state: string, submitted = false) =>
  ({ documentId, state, submitted }) as never;
const faults = (documents: never[], attachments: never[]) =>
  faultyDocuments({ call: { documents } as never, attachments }).map(({ id, document: found, why }) => [
    id,
    found !== undefined,
    why,
  ]);

test('A required document is missing until a file for it has arrived and was not rejected', () => {
  const documents = ['statutes', 'bank', 'accounts'].map((id) => document(id, true));
  const attachments = [attachment('statutes', 'received'), attachment('bank', 'rejected')];
  expect(faults(documents, attachments)).toEqual([
    ['bank', true, 'rejected'],
    ['accounts', true, 'ask'],
  ]);
});

test('No file is left out unseen: one that is on its way or was rejected is named, wanted or not', () => {
  const documents = [document('statutes', true), document('report', false), document('plan', false)];
  const attachments = [
    attachment('statutes', 'clean'),
    attachment('statutes', 'pending'),
    attachment('report', 'rejected'),
    attachment('plan', 'unscannable'),
    attachment('former', 'pending'),
    attachment('older', 'clean'),
  ];
  expect(faults(documents, attachments)).toEqual([
    ['statutes', true, 'not-ready'],
    ['report', true, 'rejected'],
    ['former', false, 'not-ready'],
  ]);
  const others = otherFiles({ call: { documents } as never, attachments });
  expect(others.map(({ documentId }) => documentId)).toEqual(['former', 'older']);
});

test('What was handed over and turned out harmful stands in nobody’s way, but does not count', () => {
  const documents = [document('statutes', true), document('report', false)];
  const harmful = [attachment('statutes', 'rejected', true), attachment('report', 'rejected', true)];
  expect(faults(documents, harmful)).toEqual([['statutes', true, 'rejected']]);
  expect(faults(documents, [...harmful, attachment('statutes', 'received')])).toEqual([]);
});

test('What a request is about is due until something new is attached for it', () => {
  const call = { documents: [document('statutes', true), document('accounts', false)] } as never;
  const unmetPoints = ['accounts', 'signatory'];
  const sent = attachment('accounts', 'clean', true);
  expect(askedDocuments({ unmetPoints, call })).toEqual(['accounts']);
  expect(owedDocuments({ unmetPoints, call, attachments: [sent] })).toEqual(['accounts']);
  expect(owedDocuments({ unmetPoints, call, attachments: [sent, attachment('accounts', 'rejected')] })).toEqual([
    'accounts',
  ]);
  expect(owedDocuments({ unmetPoints, call, attachments: [sent, attachment('accounts', 'received')] })).toEqual([]);
  expect(owedDocuments({ call, attachments: [sent] } as never)).toEqual([]);
});
