import { strict as assert } from 'node:assert';
import { specs } from '../../functions/specs.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { textOfPdf } from '../support/pdf.ts';
import { check } from './checks.ts';
import type { Past } from './journey.ts';
import type { Cast } from './people.ts';

type Printed = OperationResponse<'getLetterPdf'>;

/** A PDF with the project's own letters in it, whose words include some. */
const assertPrints = ({ contentType, filename, base64 }: Printed, words: readonly string[]): void => {
  const bytes = Buffer.from(base64, 'base64');
  assert.equal(contentType, 'application/pdf');
  assert.match(filename, /^[\w-]+\.pdf$/);
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  assert.match(bytes.toString('latin1'), /\/FontName \/\w+\+?AtkinsonHyperlegible/);
  const text = textOfPdf(bytes).flat().join(' ');
  for (const word of words) assert.ok(text.includes(word), `${word} is not in: ${text}`);
};

/** Letters and minutes as PDF, from every deployed function that carries fonts: they were bundled where it finds them. */
export const checkPrints = async ({ applicant, staff, jurors }: Cast, past: Past): Promise<void> => {
  const { applicationId, sessionId, decided } = past;
  const reference = decided.decision?.reference ?? '';
  const { items: letters } = await staff.client.ask('listStaffLetters', { params: { applicationId } });
  const placeIn = (list: readonly { seq: number; body: string }[]) =>
    list.find(({ body }) => body.includes(reference))?.seq ?? 0;
  const title = decided.content?.project.title ?? '';
  const session = { sessionId };
  const prints: Record<string, () => Promise<void>> = {
    'applicant-api': async () => {
      // Their places count what the organisation is told, and no more.
      const { items: own } = await applicant.ask('listLetters', { params: { applicationId } });
      const params = { applicationId, seq: placeIn(own) };
      assertPrints(await applicant.ask('getLetterPdf', { params }), [decided.number ?? '', reference]);
      assert.equal((await applicant.send('getLetterPdf', { params: { applicationId, seq: 1 } })).status, 404);
    },
    'staff-api': async () => {
      const params = { applicationId, seq: placeIn(letters) };
      assertPrints(await staff.client.ask('getStaffLetterPdf', { params }), [decided.number ?? '']);
      const query = { language: 'fr' } as const;
      assertPrints(await staff.client.ask('getMinutesPdf', { params: session, query }), ['Hôtel de ville', title]);
    },
    'jury-api': async () => {
      const juror = jurors[0]?.client;
      const before = await juror?.send('getJuryMinutesPdf', { params: session });
      assert.equal(before?.status, 404);
      const { content, revision } = await staff.client.ask('getMinutes', {
        params: session,
        query: { language: 'fr' },
      });
      await staff.client.ask('approveMinutes', { params: session, body: { content, revision } });
      assertPrints((await juror?.ask('getJuryMinutesPdf', { params: session })) as Printed, ['Hôtel de ville', title]);
    },
  };
  const carrying = specs.filter(({ assets = [] }) => assets.length > 0).map(({ name }) => name);
  await check(`${carrying.join(', ')} print letters and minutes as PDF, with their own fonts`, async () => {
    assert.deepEqual(Object.keys(prints).sort(), carrying.toSorted());
    for (const name of carrying) await prints[name]?.();
  });
};
