import { expect, test } from 'vitest';
import { readEvents } from '../../../functions/store/events.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { openCity, people } from '../../support/city.ts';
import { attach, fileIn, key } from '../../support/files.ts';
import { ownFile } from '../../support/whole-file.ts';

test('letting a document through that could not be scanned is an event that names who did it, once', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'complements');
  const attachmentId = await attach(city, applicationId, 'accounts', 'comptes.pdf', 'unscannable');
  // Staff see what was handed over, and nothing before.
  await city.ask('provideComplements', people.applicant.id, {
    params: { applicationId },
    body: { idempotencyKey: key() },
  });
  const release = () =>
    city.send('releaseAttachment', people.staff.id, { params: { applicationId, attachmentId }, body: {} });
  const { status, body } = await release();
  expect(status).toBe(200);
  expect(body.attachments.find(({ id }: { id: string }) => id === attachmentId).state).toBe('clean');
  const events = await readEvents(city.ports, { type: 'application', id: applicationId });
  expect(events.at(-1)).toMatchObject({
    type: 'application.attachment-released',
    data: { attachmentId },
    actor: { role: 'staff', personId: people.staff.id },
  });
  expect(await release()).toMatchObject({ status: 409, body: { code: 'state-passed' } });
  await expectWholeChain(city.ports, applicationId);
  const told = await ownFile(city, applicationId);
  expect(told.timeline.map(({ type }) => type)).not.toContain('application.attachment-released');
});
