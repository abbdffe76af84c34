import { expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { aContent, aVerdict } from '../../factories/application.ts';
import { aCheckStep } from '../../factories/call.ts';
import { anOrganisation } from '../../factories/people.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { attach, checkFile, fileIn, key, submitFile } from '../../support/files.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const provide = (city: City, applicationId: string, idempotencyKey = key()) =>
  city.send('provideComplements', applicant.id, { params: { applicationId }, body: { idempotencyKey } });

test('a request for documents goes round: asked, corrected, answered, and the clock stood still meanwhile', async () => {
  const city = await openCity();
  const applicationId = await submitFile(city);
  const params = { applicationId };
  city.ports.clock.advance({ days: 5 });
  const asked = await checkFile(city, applicationId, 'complements');
  expect([asked.state, asked.complementsDueOn, asked.availableActions]).toEqual(['complements', '2026-04-07', []]);

  const verdict = aVerdict(aCheckStep(), 'complements');
  const message = 'message' in verdict ? verdict.message : '';
  const waiting = await ownFile(city, applicationId);
  expect([waiting.complementsRequest, waiting.complementsDueOn, waiting.availableActions]).toEqual([
    message,
    '2026-04-07',
    ['save', 'withdraw', 'provide-complements'],
  ]);
  // Which points of the check the request is about, by the answers of staff.
  const unmet = Object.entries(verdict.answers).flatMap(([id, answer]) => (answer ? [] : [id]));
  expect(unmet.length).toBeGreaterThan(0);
  expect(waiting.unmetPoints).toEqual(unmet);
  expect(waiting.sections.project?.content).toEqual(aContent().project);
  expect(waiting.timeline.at(-1)).toEqual({
    seq: 3,
    type: 'application.complements-requested',
    at: '2026-03-23T09:00:00.000Z',
    by: 'staff',
    values: { stepId: 'completeness', dueOn: '2026-04-07' },
    text: message,
  });

  city.ports.clock.advance({ days: 4 });
  await city.ask('saveSection', applicant.id, {
    params: { ...params, section: 'project' },
    body: { content: { ...aContent().project, title: 'Titre corrigé' }, revision: 1 },
  });
  const attachmentId = await attach(city, applicationId, 'accounts');
  const once = key();
  const { status, body } = await provide(city, applicationId, once);
  const { state, content, sections, complementsRequest, complementsDueOn, silenceRejectsOn } = body;
  expect({ status, state, sections, complementsRequest, complementsDueOn, silenceRejectsOn }).toEqual({
    status: 200,
    state: 'checking',
    sections: {},
    complementsRequest: undefined,
    complementsDueOn: undefined,
    silenceRejectsOn: '2026-05-22',
  });
  expect(content.project.title).toBe('Titre corrigé');
  expect((await provide(city, applicationId, once)).body).toEqual(body);
  expect((await provide(city, applicationId)).status).toBe(409);

  const seen = await staffFile(city, applicationId);
  expect([seen.title, seen.revision, seen.contentRevisions.map(({ content }) => content?.project.title)]).toEqual([
    'Titre corrigé',
    2,
    [aContent().project.title, 'Titre corrigé'],
  ]);
  const file = await loadFile(city.ports, applicationId);
  expect(file?.revisions.map(({ attachmentIds }) => attachmentIds.includes(attachmentId))).toEqual([false, true]);
  await expectWholeChain(city.ports, applicationId);
});

test('an answer is checked as a submission is, and keeps the file’s number and version of the call', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'complements');
  const params = { applicationId };
  const before = await city.ask('getApplication', applicant.id, { params });
  await city.ask('publishCall', staff.id, {
    params: { callId: city.callId },
    body: { content: { ...city.content, documents: [] }, basedOn: 1 },
  });
  await city.ask('saveSection', applicant.id, {
    params: { ...params, section: 'project' },
    body: { content: { ...aContent().project, title: '' }, revision: 1 },
  });
  const refused = await provide(city, applicationId);
  expect([refused.status, refused.body.fields]).toEqual([
    422,
    [{ path: ['project', 'title'], message: 'Indiquez le titre du projet' }],
  ]);
  await city.ask('saveSection', applicant.id, {
    params: { ...params, section: 'project' },
    body: { content: { ...aContent().project }, revision: 2 },
  });
  const { body } = await provide(city, applicationId);
  expect([body.number, body.callVersion, body.call.documents.length]).toEqual([before.number, 1, 7]);
});

test('documents already submitted stay while others may come and go', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'complements');
  const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  const params = { applicationId, attachmentId: attachments[0]?.id as string };
  const { status, body } = await city.send('removeAttachment', applicant.id, { params });
  expect([status, body.code, body.state, body.availableActions]).toEqual([
    409,
    'attachment-submitted',
    'complements',
    ['save', 'withdraw', 'provide-complements'],
  ]);
  const attachmentId = await attach(city, applicationId, 'accounts');
  expect(await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId } })).toEqual({
    done: true,
  });
});

test('an organisation that corrects its address leaves what it submitted as it was', async () => {
  const city = await openCity();
  const applicationId = await submitFile(city);
  const { id, content } = anOrganisation(0);
  const body = { ...content, address: '5 quai du Modèle', version: 1 };
  const updated = await city.ask('updateOrganisation', applicant.id, { params: { organisationId: id }, body });
  expect(updated).toEqual({ ...content, address: '5 quai du Modèle', id, version: 2 });
  const file = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  expect([file.organisation.address, file.content?.organisation.address]).toEqual([
    '5 quai du Modèle',
    '4 quai du Modèle',
  ]);
});

test('a withdrawn file leaves every list of work and can come no further', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  const params = { applicationId };
  const body = await city.ask('withdrawApplication', applicant.id, { params, body: {} });
  expect([body.state, body.availableActions]).toEqual(['withdrawn', []]);
  for (const juror of city.jurors.slice(0, 3)) {
    expect((await city.ask('listAssignments', juror)).items).toEqual([]);
    expect((await city.ask('listAssignments', juror, { query: { state: 'closed' } })).items.length).toBe(1);
  }
  const again = await city.send('withdrawApplication', applicant.id, { params, body: {} });
  expect([again.status, again.body.code, again.body.availableActions]).toEqual([409, 'state-passed', []]);
  await expectWholeChain(city.ports, applicationId);
});

test('whoever applied reads on the file why it is not eligible, and nothing where nothing was refused', async () => {
  const city = await openCity();
  const applicationId = await submitFile(city);
  expect((await ownFile(city, applicationId)).reasons).toBeUndefined();
  await checkFile(city, applicationId, 'passed');
  await checkFile(city, applicationId, 'ineligible');
  const verdict = aVerdict(aCheckStep(), 'ineligible');
  const file = await ownFile(city, applicationId);
  expect([file.state, file.reasons, file.heldStepIds]).toEqual([
    'ineligible',
    'message' in verdict ? verdict.message : '',
    [],
  ]);
});
