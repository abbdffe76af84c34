import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { minutesKey, sectionKey } from '../../functions/store/keys.ts';
import { maxCallBytes, maxCheckItems, maxJurors, type ScoreStep, type Step } from '../../schemas/call.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { bytesOf, isSiret } from '../../schemas/fields.ts';
import { maxOrganisations } from '../../schemas/organisation.ts';
import { maxMinutesBytes } from '../../schemas/session.ts';
import { aDecision, aVerdict } from '../factories/application.ts';
import { aCheckStep } from '../factories/call.ts';
import { WIDE } from '../factories/largest.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, openCity, people, siteUrl } from '../support/city.ts';
import { asRead, declare, draftFile, fileIn, key, scoredFile, submitFile, versionOf } from '../support/files.ts';
import { tellApplication } from '../support/mails.ts';
import { conclude, openSession, planSession, schedule, voteOn } from '../support/sessions.ts';

const { applicant, staff } = people;

/** What a refusal says: its status, and each field with its instruction. */
const refusal = ({ status, body }: Awaited<ReturnType<City['send']>>) => [
  status,
  (body.fields ?? []).map(({ path, message }: { path: string[]; message: string }) => `${path.join('.')}: ${message}`),
];
const tooLong = (field: string) => [
  422,
  [expect.stringMatching(new RegExp(`^${field}: Raccourcissez ces textes de [\\d\\s\u202f]+ caractères`))],
];

/** A session that heard a file, and is over. */
const closedSession = async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const applicationId = await scoredFile(city);
  await schedule(city, sessionId, applicationId);
  await openSession(city, sessionId);
  const [one, two] = city.jurors as [string, string];
  await voteOn(city, sessionId, applicationId, { [one]: 'favourable', [two]: 'favourable' });
  await conclude(city, sessionId, applicationId, { proposedCents: 100_000 });
  await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
  return { city, params: { sessionId } };
};

test('minutes are refused in words beyond their size as a whole, and saved, approved and read below it', async () => {
  const { city, params } = await closedSession();
  const { content } = await city.ask('getMinutes', staff.id, { params });
  const general = { heading: 'Débats', text: '' };
  const withParts = (text: string) => ({
    ...content,
    parts: [...content.parts, ...Array.from({ length: 40 }, () => ({ ...general, text }))],
  });

  // Forty files of 6,000 accented letters are far less than each part may hold, and more than all may.
  const long = withParts('é'.repeat(6000));
  for (const operation of ['saveMinutes', 'approveMinutes'] as const)
    expect(refusal(await city.send(operation, staff.id, { params, body: { content: long, revision: 0 } }))).toEqual(
      tooLong('content'),
    );
  const wide = { ...content, parts: content.parts.map((part) => ({ ...part, text: 'x'.repeat(12_001) })) };
  const beside = await city.send('saveMinutes', staff.id, { params, body: { content: wide, revision: 0 } });
  expect(beside.body.fields.map(({ path }: { path: unknown }) => path)).toEqual(
    content.parts.map((_, index) => ['content', 'parts', index, 'text']),
  );
  expect((await city.ask('getMinutes', staff.id, { params })).revision).toBe(0);

  const room = maxMinutesBytes - bytesOf(withParts(''));
  const full = withParts('é'.repeat(Math.floor(room / 80)));
  expect(maxMinutesBytes - bytesOf(full)).toBeLessThan(80);
  await city.ask('saveMinutes', staff.id, { params, body: { content: full, revision: 0 } });
  await city.ask('approveMinutes', staff.id, { params, body: { content: full, revision: 1 } });
  const read = await city.ask('getJuryMinutes', city.jurors[0] as string, { params });
  // Nobody said of a part that it gives no file away.
  const asWritten = { ...full, parts: full.parts.map((part) => ({ ...part, forAll: undefined })) };
  expect(read.content).toEqual(asWritten);
});

test('what was kept under an earlier size is read all the same', async () => {
  const { city, params } = await closedSession();
  const put = (Item: Record<string, unknown>) =>
    city.ports.db.send(new PutCommand({ TableName: city.ports.tableName, Item }));
  const savedAt = city.ports.now().toISOString();
  const minutes = { language: 'fr', title: 'Procès-verbal', parts: [{ heading: 'Débats', text: 'é'.repeat(190_000) }] };
  await put({ ...minutesKey(params.sessionId, 1), revision: 1, savedAt, content: minutes, salt: 'salt' });
  expect((await city.ask('getMinutes', staff.id, { params })).content).toEqual(minutes);

  const applicationId = await draftFile(city);
  const content = { summary: 'é'.repeat(59_000) };
  await put({ ...sectionKey(applicationId, 'project'), content, revision: 2, savedAt });
  const { sections } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  expect(sections.project?.content).toEqual(content);
});

test('a call as typed, a section of a form and a list of answers are refused in words beyond their size', async () => {
  const city = await openCity();
  const save = (introduction: string) =>
    city.send('saveCallDraft', staff.id, {
      params: { callId: city.callId },
      body: { content: { introduction }, revision: 0, basedOn: 1 },
    });
  expect(refusal(await save(WIDE.repeat(150_000)))).toEqual(tooLong('content'));
  const { length } = WIDE.repeat(Math.floor((maxCallBytes - bytesOf({ introduction: '' })) / 3));
  expect((await save(WIDE.repeat(length))).status).toBe(200);

  const applicationId = await draftFile(city);
  const section = await city.send('saveSection', applicant.id, {
    params: { applicationId, section: 'project' },
    body: { content: { summary: WIDE.repeat(30_000) }, revision: 1 },
  });
  expect(refusal(section)).toEqual(tooLong('content'));

  const checked = await submitFile(city);
  const answers = Object.fromEntries(Array.from({ length: maxCheckItems + 1 }, (_, index) => [`point-${index}`, true]));
  const check = await city.send('recordCheck', staff.id, {
    params: { applicationId: checked, stepId: 'completeness' },
    body: await asRead(city, checked, { ...aVerdict(aCheckStep()), answers }),
  });
  expect([check.status, check.body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([422, [['answers']]]);
});

test('an evaluation whose every text is full is kept as typed, submitted, and taken up in a letter up to its size', async () => {
  const score = callLille.steps.find((step): step is ScoreStep => step.kind === 'score');
  const [criterion] = score?.criteria ?? [];
  if (!score || !criterion) throw new Error('The example has no scored step');
  const criteria = Array.from({ length: 20 }, (_, index) => ({ ...criterion, id: `criterion-${index}`, weight: 5 }));
  const steps = callLille.steps.flatMap((step): Step[] =>
    step.kind === 'deliberate' ? [] : step.kind === 'score' ? [{ ...step, criteria }] : [step],
  );
  const city = await openCity({ call: { steps } });
  const applicationId = await fileIn(city, 'evaluating');
  const content = {
    kind: 'score',
    marks: Object.fromEntries(
      criteria.map(({ id }) => [id, { points: 1, comment: WIDE.repeat(2000), forApplicant: WIDE.repeat(1000) }]),
    ),
    comment: WIDE.repeat(4000),
    forApplicant: WIDE.repeat(2000),
  };
  const params = { applicationId, stepId: score.id };
  const longer = { ...content, comment: WIDE.repeat(20_000) };
  for (const juror of city.jurors.slice(0, 3)) {
    await declare(city, applicationId, juror);
    expect(
      refusal(await city.send('saveEvaluation', juror, { params, body: { content: longer, revision: 0 } })),
    ).toEqual(tooLong('content'));
    await city.ask('saveEvaluation', juror, { params, body: { content, revision: 0 } });
    await city.ask('submitEvaluation', juror, { params, body: { ...content, final: true } });
  }
  await city.wake(applicationId);

  const refuse = async (count: number) => {
    const feedback = criteria
      .slice(0, count)
      .map(({ id }) => ({ stepId: score.id, criterionId: id, text: WIDE.repeat(3000) }));
    return city.send('recordDecision', staff.id, {
      params: { applicationId },
      body: { decision: { ...aDecision('refused'), feedback }, version: await versionOf(city, applicationId) },
    });
  };
  expect(refusal(await refuse(20))).toEqual(tooLong('decision.feedback'));
  expect((await refuse(9)).status).toBe(200);
  await tellApplication(city.ports, { send: async () => 'm' }, siteUrl, applicationId);
  const { items: letters } = await city.ask('listStaffLetters', staff.id, { params: { applicationId } });
  const refused = letters.find(({ body }) => body.includes(WIDE));
  expect(refused?.body.split(WIDE.repeat(3000)).length).toBe(10);
});

test('a step and an account hold as many as their items do', async () => {
  const city = await openCity({ jurors: maxJurors + 1 });
  const applicationId = await fileIn(city, 'ready');
  const params = { applicationId };
  const last = city.jurors.at(-1);
  await city.ask('openStep', staff.id, {
    params,
    body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, maxJurors) }),
  });
  const assigned = await city.send('assignJuror', staff.id, { params, body: { jurorId: last } });
  expect(refusal(assigned)).toEqual([422, [`jurorId: Choisissez au plus ${maxJurors} membres du jury`]]);

  const { content } = anOrganisation(2);
  const register = (siret: string) =>
    city.send('registerOrganisation', applicant.id, { body: { ...content, siret, idempotencyKey: key() } });
  const sirets = Array.from({ length: 2000 }, (_, index) => String(78_467_169_000_000 + index)).filter(isSiret);
  for (let count = applicant.organisationIds.length; count < maxOrganisations; count++) {
    // A person names only so many numbers a day, and registers fewer.
    city.ports.clock.advance({ days: 1 });
    expect((await register(sirets[count] ?? '')).status).toBe(200);
  }
  const { status, body } = await register(sirets[maxOrganisations] ?? '');
  expect([status, body.code]).toEqual([409, 'too-many-organisations']);
  expect((await city.ask('listOrganisations', applicant.id)).items.length).toBe(maxOrganisations);
});
