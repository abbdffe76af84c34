import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicant as own } from '../../frontend/texts/fr/applicant.ts';
import { staff as office } from '../../frontend/texts/fr/staff.ts';
import { waiting as fr } from '../../frontend/texts/fr/waiting.ts';
import { attachmentKey, waitingAttachmentSort } from '../../functions/store/keys.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { dayAndHour } from '../../schemas/texts/format.ts';
import { call, draft } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { attach, documentCard } from './support/form.ts';
import { pictureFailures } from './support/story.ts';
import { say, texts } from './support/texts.ts';

const { words } = texts;
const [agent] = cityStaff as [ExamplePerson];
const required = callLille.documents.filter((document) => document.required);

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city?.close());
pictureFailures(() => city);

/** Lets the documents that wait have waited for so many hours already. */
const waitedFor = async (hours: number) => {
  const since = new Date(Date.now() - hours * 3_600_000).toISOString();
  const { items } = await call(city, agent.id, 'listWaitingDocuments', { query: {} });
  for (const { id, about } of items)
    await city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: attachmentKey(about?.id ?? '', id),
        UpdateExpression: 'SET verifiedAt = :since, dueSort = :sort',
        ExpressionAttributeValues: { ':since': since, ':sort': waitingAttachmentSort(since, id) },
      }),
    );
};
const standing = async () => (await call(city, agent.id, 'listWaitingDocuments', { query: {} })).scanner?.state;
const count = async () => (await call(city, agent.id, 'listWaitingDocuments', { query: {} })).items.length;

test('the scanner stops: an association hands its file over all the same, staff see what waits, have it scanned once it is back, and open it', async () => {
  const desk = await city.visit();
  await desk.open('/staff/documents');
  await desk.signIn(agent);
  await desk.page.getByText(fr.empty, { exact: true }).waitFor();
  await desk.look('staff-waiting-empty');

  await city.platform.engines.bucket.scanner.stop();
  await eventually(standing).toBe('error');
  const { member, applicationId, title } = await draft(city, 3, { documents: false });
  const home = await city.visit();
  await home.open(`/applicant/applications/${applicationId}/documents`);
  await home.signIn(member);
  for (const { id, label } of required) {
    const bytes = examplePdf(label.fr);
    await attach(home.page, id, { name: `${id}.pdf`, mimeType: 'application/pdf', bytes });
    await documentCard(home.page, id).getByText(`${id}.pdf`).first().waitFor();
  }
  await eventually(count).toBe(required.length);
  await home.open(`/applicant/applications/${applicationId}/review`);
  await home.page.getByText(own.review.ready).waitFor();
  await home.page.getByRole('button', { name: own.review.submit }).click();
  await home.page.getByText(own.file.submittedTitle).waitFor();

  await waitedFor(3);
  await home.open(`/applicant/applications/${applicationId}`);
  await home.page.getByText(own.documents.scanLate).first().waitFor();
  await home.look('applicant-file-scan-late');

  await desk.open('/staff');
  await desk.page.getByText(say(fr.panel.some_other, { count: required.length })).waitFor();
  await desk.look('staff-queue-waiting');
  await desk.page.getByRole('link', { name: fr.panel.open }).click();
  await desk.page.getByText(title).first().waitFor();
  await desk.page.getByText('UNAUTHORIZED_TO_ASSUME_ROLE').waitFor();
  await desk.look('staff-waiting');
  await desk.page.getByRole('link', { name: title }).first().click();
  await desk.page
    .getByText(fr.document.since.split('{{')[0] ?? '')
    .first()
    .waitFor();
  expect(await desk.page.getByRole('button', { name: fr.document.release }).count()).toBe(0);
  await desk.look('staff-file-waiting');

  await city.platform.engines.bucket.scanner.start();
  await eventually(standing).toBe('active');
  await desk.open('/staff/documents');
  await desk.page.getByRole('button', { name: fr.rescan.all }).click();
  const dialog = desk.page.getByRole('alertdialog');
  await dialog.getByText(fr.rescan.allBody).waitFor();
  await desk.look('staff-waiting-rescan');
  await dialog.getByRole('button', { name: fr.rescan.allConfirm, exact: true }).click();
  await desk.page.getByText(fr.empty, { exact: true }).waitFor();

  await desk.open(`/staff/applications/${applicationId}?tab=documents`);
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: office.documents.download }).first().click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${required[0]?.id}.pdf`);
  expect(desk.complaints).toEqual([]);
  expect(home.complaints).toEqual([]);
});

test('it stays down for a day: staff release one document, which says so until it is scanned, and its history who did', async () => {
  await city.platform.engines.bucket.scanner.stop();
  const { member, applicationId, title } = await draft(city, 4, { documents: false });
  const home = await city.visit();
  await home.open(`/applicant/applications/${applicationId}/documents`);
  await home.signIn(member);
  for (const { id, label } of required) {
    await attach(home.page, id, { name: `${id}.pdf`, mimeType: 'application/pdf', bytes: examplePdf(label.fr) });
    await documentCard(home.page, id).getByText(`${id}.pdf`).first().waitFor();
  }
  const params = { applicationId };
  const states = async () => {
    const { attachments } = await call(city, member.id, 'getApplication', { params });
    return attachments.map(({ state }) => state);
  };
  await eventually(states).toEqual(required.map(() => 'received'));
  await call(city, member.id, 'submitApplication', {
    params,
    body: { idempotencyKey: crypto.randomUUID() },
  });
  await waitedFor(25);

  const desk = await city.visit();
  await desk.open('/staff/documents');
  await desk.signIn(agent);
  await desk.page.getByRole('link', { name: title }).first().click();
  await desk.page.getByRole('button', { name: fr.document.release }).first().click();
  const dialog = desk.page.getByRole('alertdialog');
  await dialog.getByText(fr.document.releaseBody.split('{{')[0] ?? '').waitFor();
  await desk.look('staff-file-release-unscanned');
  await dialog.getByRole('button', { name: office.documents.releaseConfirm }).click();
  await desk.page.getByText(office.file.done.released).waitFor();
  await desk.page.getByText(words.letThrough.none, { exact: true }).first().waitFor();
  const { attachments } = await call(city, agent.id, 'getStaffFile', { params });
  const at = attachments.find((attachment) => attachment.letThrough)?.letThrough?.at ?? '';
  const who = { name: agent.name, day: dayAndHour(at, 'fr') };
  await desk.page.getByText(say(fr.document.letThrough, who)).first().waitFor();
  await desk.look('staff-file-let-through');
  expect(await count()).toBe(required.length);
  const { items } = await call(city, agent.id, 'getStaffTimeline', { params });
  expect(items.filter(({ type }) => type === 'application.attachment-released')).toMatchObject([
    { byName: agent.name },
  ]);

  await city.platform.engines.bucket.scanner.start();
  await eventually(standing).toBe('active');
  await desk.open('/staff/documents');
  await desk.page.getByText(fr.why.letThrough, { exact: true }).waitFor();
  await desk.look('staff-waiting-let-through');
  await desk.page.getByRole('button', { name: fr.rescan.all }).click();
  await dialog.getByRole('button', { name: fr.rescan.allConfirm, exact: true }).click();
  await desk.page.getByText(fr.empty, { exact: true }).waitFor();
  await desk.open(`/staff/applications/${applicationId}?tab=documents`);
  await desk.page
    .getByRole('button', { name: office.documents.download })
    .nth(required.length - 1)
    .waitFor();
  expect(await desk.page.getByText(words.letThrough.none, { exact: true }).count()).toBe(0);
  expect(desk.complaints).toEqual([]);
});
