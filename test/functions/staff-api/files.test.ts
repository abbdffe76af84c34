import { describe, expect, test } from 'vitest';
import { resumeMail } from '../../../functions/domain/application/resume-mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { digestOf } from '../../../functions/store/hash.ts';
import type { OperationId } from '../../../schemas/contract.ts';
import { fr } from '../../../schemas/texts/fr.ts';
import { aDecision, aVerdict } from '../../factories/application.ts';
import { aCheckStep } from '../../factories/call.ts';
import { commitAct } from '../../factories/stored.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, checkFile, draftFile, evaluate, fileIn, key, submitFile, versionOf } from '../../support/files.ts';
import { hearFile } from '../../support/sessions.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const decide = async (city: City, applicationId: string, decision: unknown) =>
  city.send('recordDecision', staff.id, {
    params: { applicationId },
    body: { decision, version: await versionOf(city, applicationId) },
  });
const pathsOf = (body: { fields: { path: string[] }[] }) =>
  body.fields.map(({ path }) => path.filter((part) => part !== 'decision').join('.'));

test('a draft is its applicant’s own business: to staff it does not exist', async () => {
  const city = await openCity();
  const applicationId = await draftFile(city);
  expect((await city.send('getStaffFile', staff.id, { params: { applicationId } })).status).toBe(404);
});

describe('checks', () => {
  test('are recorded with what was answered, and lead step by step to the jury', async () => {
    const city = await openCity();
    const applicationId = await submitFile(city);
    const first = await checkFile(city, applicationId);
    expect([first.state, first.stepId]).toEqual(['checking', 'eligibility']);
    expect(first.availableActions).toEqual(['pass-check', 'find-ineligible']);
    const second = await checkFile(city, applicationId);
    expect([second.state, second.stepId, second.availableActions]).toEqual(['ready', 'evaluation', ['open-step']]);
    expect(second.checks.map(({ stepId, verdict }) => [stepId, verdict])).toEqual([
      ['completeness', 'passed'],
      ['eligibility', 'passed'],
    ]);
    const file = await loadFile(city.ports, applicationId);
    const { salt = '', seq: _seq, ...record } = file?.checks[0] ?? {};
    expect(file?.events[2]?.data).toMatchObject({ digest: digestOf(record, salt) });
    await expectWholeChain(city.ports, applicationId);
  });

  test('say which answers are missing or at odds with the verdict', async () => {
    const city = await openCity();
    const applicationId = await submitFile(city);
    const record = async (body: object, stepId = 'completeness') =>
      city.send('recordCheck', staff.id, {
        params: { applicationId, stepId },
        body: await asRead(city, applicationId, body),
      });
    const { answers } = aVerdict(aCheckStep());
    expect(pathsOf((await record({ verdict: 'passed', answers: { statutes: true } })).body)).toEqual([
      'answers.bank-details',
      'answers.accounts',
      'answers.signatory',
    ]);
    expect(pathsOf((await record({ verdict: 'passed', answers: { ...answers, accounts: false } })).body)).toEqual([
      'answers.accounts',
    ]);
    const asking = { verdict: 'complements', answers, message: 'Merci de compléter.', answerWithinDays: 15 };
    expect(pathsOf((await record(asking)).body)).toEqual(['verdict']);
    const brief = { ...asking, answers: { ...answers, accounts: false }, message: 'Non', answerWithinDays: 0 };
    expect(pathsOf((await record(brief)).body)).toEqual(['message', 'answerWithinDays']);
    const wrongStep = await record(aVerdict(aCheckStep()), 'eligibility');
    expect([wrongStep.status, wrongStep.body.state, wrongStep.body.availableActions]).toEqual([
      409,
      'checking',
      ['pass-check', 'request-complements'],
    ]);
    expect((await loadFile(city.ports, applicationId))?.head.version).toBe(2);
  });

  test('recorded twice at once count once: the second finds the file at its next step', async () => {
    const city = await openCity();
    const applicationId = await submitFile(city);
    const params = { applicationId, stepId: 'completeness' };
    const body = await asRead(city, applicationId, aVerdict(aCheckStep()));
    const answers = await Promise.all([1, 2, 3].map(() => city.send('recordCheck', staff.id, { params, body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await expectWholeChain(city.ports, applicationId)).stepId).toBe('eligibility');
  });

  test('that close a file tell the applicant why', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'ineligible');
    const file = await ownFile(city, applicationId);
    const verdict = aVerdict(aCheckStep(), 'ineligible');
    expect([file.state, file.availableActions, file.timeline.at(-1)?.text]).toEqual([
      'ineligible',
      [],
      'message' in verdict ? verdict.message : '',
    ]);
  });
});

describe('the jury', () => {
  const open = async (city: City, applicationId: string, ...jurorIds: string[]) =>
    city.send('openStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { jurorIds }),
    });

  test('is opened with jurors, each once, as many as the quorum', async () => {
    const city = await openCity();
    const [first, second] = city.jurors as [string, string];
    const applicationId = await fileIn(city, 'ready');
    for (const jurorIds of [[first], [first, first], [first, staff.id], [first, 'nobody'], [first, applicant.id], []]) {
      const { status, body } = await open(city, applicationId, ...jurorIds);
      expect([jurorIds, status, pathsOf(body)]).toEqual([jurorIds, 422, ['jurorIds']]);
    }
    const { status, body } = await open(city, applicationId, first, second);
    expect([status, body.state, body.jury.jurorIds, body.availableActions]).toEqual([
      200,
      'evaluating',
      [first, second],
      ['assign-juror', 'relieve-juror'],
    ]);
    const { assignments } = await staffFile(city, applicationId);
    expect(assignments.map(({ jurorName, state }) => [jurorName, state])).toEqual([
      ['Jeanne Jury', 'assigned'],
      ['Karim Jury', 'assigned'],
    ]);
    const again = await open(city, applicationId, first, second);
    expect([again.status, again.body.code, again.body.availableActions]).toEqual([
      409,
      'state-passed',
      ['assign-juror', 'relieve-juror'],
    ]);
  });

  test('can be closed from its quorum on, and the file then waits for a session of the jury', async () => {
    const city = await openCity();
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    const close = async (stepId: string) =>
      city.send('closeStep', staff.id, { params, body: await asRead(city, applicationId, { stepId }) });
    await evaluate(city, applicationId, first);
    expect((await close('evaluation')).body.code).toBe('quorum-not-met');
    await evaluate(city, applicationId, second);
    const ready = await city.ask('getStaffFile', staff.id, { params });
    expect(ready.availableActions).toEqual(['assign-juror', 'relieve-juror', 'close-step']);
    const wrong = await close('committee-opinion');
    expect([wrong.status, wrong.body.code, wrong.body.availableActions]).toEqual([
      409,
      'state-passed',
      ['assign-juror', 'relieve-juror', 'close-step'],
    ]);
    const { status, body } = await close('evaluation');
    expect([status, body.state, body.stepId, body.jury, body.availableActions]).toEqual([
      200,
      'ready',
      'committee-opinion',
      undefined,
      ['schedule'],
    ]);
    expect(
      (await staffFile(city, applicationId)).assignments.map(({ stepId, jurorName, state }) => [
        stepId,
        jurorName,
        state,
      ]),
    ).toEqual([
      ['evaluation', 'Jeanne Jury', 'closed'],
      ['evaluation', 'Karim Jury', 'closed'],
      ['evaluation', 'Louise Jury', 'closed'],
    ]);
    expect((await close('evaluation')).status).toBe(409);
    const again = await open(city, applicationId, first, second);
    expect([again.status, again.body.availableActions]).toEqual([409, ['schedule']]);
    await hearFile(city, applicationId, [first, second, third]);
    expect(await city.wake(applicationId)).toBe(false);
    const done = await city.ask('getStaffFile', staff.id, { params });
    expect([done.state, done.results[1]?.proposedCents, done.availableActions]).toEqual([
      'deciding',
      400_000,
      ['support', 'refuse', 'defer'],
    ]);
    await expectWholeChain(city.ports, applicationId);
  });

  test('closed by hand and by the service at once closes once', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    for (const juror of city.jurors.slice(0, 3)) await evaluate(city, applicationId, juror);
    const body = await asRead(city, applicationId, { stepId: 'evaluation' });
    const close = () => city.send('closeStep', staff.id, { params: { applicationId }, body });
    const [closed, woken, twin] = await Promise.all([close(), city.wake(applicationId), close()]);
    const won = [closed.status === 200, woken, twin.status === 200].filter(Boolean).length;
    expect(won).toBe(1);
    const core = await expectWholeChain(city.ports, applicationId);
    expect([core.stepId, core.results.length]).toEqual(['committee-opinion', 1]);
  });
});

describe('a decision', () => {
  test('is bounded by what was asked and by the days between submission and today', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'deciding');
    const { amountAskedCents } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    const wrong = async (body: unknown) => {
      const answer = await decide(city, applicationId, body);
      return [answer.status, pathsOf(answer.body)];
    };
    expect(await wrong(aDecision('supported', { amountCents: amountAskedCents + 1 }))).toEqual([422, ['amountCents']]);
    expect(await wrong(aDecision('supported', { amountCents: 0 }))).toEqual([422, ['amountCents']]);
    expect(await wrong(aDecision('refused', { decidedOn: '2026-03-19' }))).toEqual([422, ['decidedOn']]);
    expect(await wrong(aDecision('refused', { decidedOn: '2026-03-17' }))).toEqual([422, ['decidedOn']]);
    expect(await wrong(aDecision('refused', { decidedOn: '2026-02-30' }))).toEqual([422, ['decidedOn']]);
    expect(await wrong({ outcome: 'refused', decidedOn: '2026-03-18' })).toEqual([422, ['reasons']]);
    expect(await wrong({ outcome: 'perhaps' })).toEqual([422, ['outcome']]);
    expect((await decide(city, applicationId, aDecision('supported', { amountCents: amountAskedCents }))).status).toBe(
      200,
    );
  });

  test('put off, taken up again and supported is seen by the applicant with its reasons', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'deferred');
    const params = { applicationId };
    expect((await city.ask('getStaffFile', staff.id, { params })).availableActions).toEqual(['resume']);
    city.ports.clock.advance({ days: 30 });
    const resumed = await city.ask('resumeApplication', staff.id, {
      params,
      body: await asRead(city, applicationId, {}),
    });
    expect([resumed.state, resumed.outcome, resumed.decidedOn, resumed.decision]).toEqual([
      'deciding',
      undefined,
      undefined,
      undefined,
    ]);
    const decision = aDecision('supported', { decidedOn: '2026-04-16', amountCents: 250_000 });
    const { body } = await decide(city, applicationId, decision);
    expect([body.state, body.decision]).toEqual(['supported', decision]);
    const file = await ownFile(city, applicationId);
    expect([file.state, file.outcome, file.grantedCents, file.decidedOn, file.availableActions]).toEqual([
      'supported',
      'supported',
      250_000,
      '2026-04-16',
      [],
    ]);
    expect(file.timeline.slice(-3).map(({ type, values, text }) => [type, values, text])).toEqual([
      ['application.deferred', { decidedOn: '2026-03-18' }, aDecision('deferred').reasons],
      ['application.resumed', {}, undefined],
      ['application.supported', { amountCents: 250_000, decidedOn: '2026-04-16' }, decision.reasons],
    ]);
    const twice = await decide(city, applicationId, aDecision('refused', { decidedOn: '2026-04-16' }));
    expect([twice.status, twice.body.code, twice.body.state]).toEqual([409, 'state-passed', 'supported']);
    await expectWholeChain(city.ports, applicationId);
  });

  test('two of them at once: one is recorded', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'deciding');
    const answers = await Promise.all([
      decide(city, applicationId, aDecision('supported')),
      decide(city, applicationId, aDecision('refused')),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const file = await loadFile(city.ports, applicationId);
    expect(file?.decisions.length).toBe(1);
    await expectWholeChain(city.ports, applicationId);
  });
});

describe('an act on a file as it was read', () => {
  const acts: [OperationId, Parameters<typeof fileIn>[1], object, { stepId?: string }][] = [
    ['recordCheck', 'checking', aVerdict(aCheckStep()), { stepId: 'completeness' }],
    ['openStep', 'ready', {}, {}],
    ['closeStep', 'evaluating', { stepId: 'evaluation' }, {}],
    ['resumeApplication', 'deferred', {}, {}],
    ['recordAgreement', 'supported', { signedOn: '2026-03-18' }, {}],
  ];
  /** A file that waits for the act, and the act with whatever version of the file it names. */
  const waiting = async (city: City, [id, state, body, place]: (typeof acts)[number]) => {
    const applicationId = await fileIn(city, state);
    if (id === 'closeStep') for (const juror of city.jurors.slice(0, 2)) await evaluate(city, applicationId, juror);
    const jurors = id === 'openStep' && { jurorIds: city.jurors.slice(0, 2) };
    const send = (named: { version?: unknown }) =>
      city.send(id, staff.id, { params: { applicationId, ...place }, body: { ...body, ...jurors, ...named } });
    return { applicationId, send };
  };
  const stands = async (city: City, applicationId: string) => {
    const { state, availableActions } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    return { state, availableActions };
  };

  test.each(acts)(
    '%s is refused once the file has moved, with what stands, and is done to the file as it is',
    async (...act) => {
      const city = await openCity();
      const { applicationId, send } = await waiting(city, act);
      const version = await versionOf(city, applicationId);
      // What changes nothing of the file is a change of it all the same.
      await commitAct(city.ports, applicationId, (application, at) =>
        resumeMail({ application, recipient: 'applicant', due: true, at }),
      );
      const before = await loadFile(city.ports, applicationId);
      expect(await send({ version })).toMatchObject({
        status: 409,
        body: { code: 'file-changed', ...(await stands(city, applicationId)) },
      });
      expect(await loadFile(city.ports, applicationId)).toEqual(before);
      expect((await send({ version: version + 1 })).status).toBe(200);
      await expectWholeChain(city.ports, applicationId);
    },
  );

  test.each(acts)('%s from a page that is older than the service is told so, and changes nothing', async (...act) => {
    const city = await openCity();
    const { applicationId, send } = await waiting(city, act);
    const before = await loadFile(city.ports, applicationId);
    const { status, body } = await send({});
    expect([status, body.code, body.title]).toEqual([409, 'page-outdated', fr.problems['page-outdated'].title]);
    expect(body).toMatchObject(await stands(city, applicationId));
    const wrong = await send({ version: 'latest' });
    expect([wrong.status, pathsOf(wrong.body)]).toEqual([422, ['version']]);
    expect(await loadFile(city.ports, applicationId)).toEqual(before);
  });

  test('is a check of what was sent in then, not of what was sent in since', async () => {
    const city = await openCity();
    const applicationId = await submitFile(city);
    const params = { applicationId };
    const slow = await asRead(city, applicationId, aVerdict(aCheckStep()));
    await checkFile(city, applicationId, 'complements');
    await city.ask('provideComplements', applicant.id, { params, body: { idempotencyKey: key() } });
    const answer = await city.send('recordCheck', staff.id, {
      params: { ...params, stepId: 'completeness' },
      body: slow,
    });
    expect([answer.status, answer.body.code, answer.body.state, answer.body.availableActions]).toEqual([
      409,
      'file-changed',
      'checking',
      ['pass-check', 'request-complements'],
    ]);
    const file = await loadFile(city.ports, applicationId);
    expect(file?.checks.map(({ verdict }) => verdict)).toEqual(['complements']);
  });

  test('names the version in nothing that is kept', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'supported');
    await city.ask('recordAgreement', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { signedOn: '2026-03-18' }),
    });
    const file = await loadFile(city.ports, applicationId);
    expect(file?.agreements.map(({ agreement }) => agreement)).toEqual([{ signedOn: '2026-03-18' }]);
    expect(Object.keys(file?.checks[0] ?? {}).toSorted()).toEqual([
      'answers',
      'at',
      'salt',
      'seq',
      'stepId',
      'verdict',
    ]);
  });
});

test('what the applicant sees never tells who evaluated or how', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'supported');
  const text = JSON.stringify(await city.ask('getApplication', applicant.id, { params: { applicationId } }));
  const { call: _call, ...rest } = JSON.parse(text);
  const seen = JSON.stringify(rest);
  for (const secret of [...city.jurors, 'Jury', '"score"', '"tally"', '"opinion"', 'jurorIds', '"peers"'])
    expect([secret, seen.includes(secret)]).toEqual([secret, false]);
});
