import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { digestOf } from '../../../functions/store/hash.ts';
import type { RequiredDocument } from '../../../schemas/call.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { aContent, anEvaluation } from '../../factories/application.ts';
import { aScoreStep, stepsWith } from '../../factories/call.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain, faultsOf } from '../../support/chain.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, declare, evaluate, fileIn, scoredFile } from '../../support/files.ts';
import { planSession, schedule } from '../../support/sessions.ts';
import { jurorFile } from '../../support/whole-file.ts';

const { staff } = people;
const at = '2026-03-18T09:00:00.000Z';
const score = anEvaluation();
const correctable = { correctableUntil: '2026-03-19T09:00:00.000Z' };
const submit = (city: City, applicationId: string, juror: string, body: unknown = score, stepId = 'evaluation') =>
  city.send('submitEvaluation', juror, { params: { applicationId, stepId }, body });

describe('a juror', () => {
  test('sees what is assigned in the list of its state, the most urgent first while it is to be done and the latest first then', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const late = await fileIn(city, 'evaluating', 1);
    city.ports.clock.advance({ days: 1 });
    const later = await fileIn(city, 'evaluating', 2);
    const list = await city.ask('listAssignments', juror);
    expect(list.items.map(({ applicationId }) => applicationId)).toEqual([late, later]);
    const { project } = aContent(1);
    expect(list.items[0]).toEqual({
      applicationId: late,
      stepId: 'evaluation',
      state: 'assigned',
      assignedAt: at,
      dueAt: '2026-04-08T21:59:59.999Z',
      number: expect.stringMatching(/^ESS-2026-/),
      title: project.title,
      organisationName: 'Les Ateliers du Canal',
      territories: project.territories,
      stepLabel: aScoreStep().label,
      progress: { in: 0, of: 3 },
    });
    await evaluate(city, late, juror);
    expect((await city.ask('listAssignments', juror)).items.map(({ applicationId }) => applicationId)).toEqual([later]);
    const submitted = await city.ask('listAssignments', juror, { query: { state: 'submitted' } });
    expect(submitted.items.map(({ applicationId }) => applicationId)).toEqual([late]);
    await evaluate(city, later, juror);
    const all = await city.ask('listAssignments', juror, { query: { state: 'submitted' } });
    expect(all.items.map(({ applicationId }) => applicationId)).toEqual([later, late]);
    expect((await city.ask('listAssignments', city.jurors[3] as string)).items).toEqual([]);
  });

  test('finds what is scored apart from what is heard at a session, on whichever page it stands', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const sessionId = await planSession(city);
    const heard = [await scoredFile(city, 0), await scoredFile(city, 1)];
    for (const id of heard) await schedule(city, sessionId, id);
    const scored = await fileIn(city, 'evaluating', 2);
    const listed = async (query: Record<string, string>) =>
      (await city.ask('listAssignments', juror, { query })).items.map(({ applicationId }) => applicationId);
    expect([
      await listed({ kind: 'score' }),
      (await listed({ kind: 'session' })).toSorted(),
      (await listed({})).toSorted(),
    ]).toEqual([[scored], heard.toSorted(), [...heard, scored].toSorted()]);
    expect((await city.send('listAssignments', juror, { query: { kind: 'other' } })).status).toBe(422);
  });

  test('reads the project, the budget and clean documents, and nothing of who wrote it', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    const file = await city.ask('getJurorFile', city.jurors[0] as string, { params: { applicationId } });
    const { project, budget } = aContent();
    expect(Object.keys(file).toSorted()).toEqual(
      [
        'applicantHidden',
        'assignments',
        'attachments',
        'availableActions',
        'call',
        'callId',
        'callVersion',
        'content',
        'id',
        'lastAwaited',
        'number',
        'results',
        'state',
        'stepId',
        'submittedAt',
      ].toSorted(),
    );
    expect(file.content).toEqual({ organisationName: 'Les Ateliers du Canal', project, budget });
    expect(file.attachments.map(({ documentId }) => documentId)).toEqual(['statutes']);
    const { own, peers } = await jurorFile(city, applicationId, city.jurors[0] as string);
    expect([own, peers, file.availableActions]).toEqual([{}, [], ['evaluate', 'recuse']]);
  });

  test.each<[string, Partial<RequiredDocument>[], string[]]>([
    ['bank details are not', [{}, {}], ['statutes']],
    ['bank details of a call of before are not', [{}, { bankDetails: undefined }], ['statutes']],
    ['bank details are, where the call says so', [{}, { keptFromJury: false }], ['statutes', 'bank-details']],
    ['whatever the call says is not', [{ keptFromJury: true }, { keptFromJury: false }], ['bank-details']],
  ])('of the documents, %s shown to a juror nor handed out', async (_, changes, shown) => {
    const documents = callLille.documents.map((document, place) => ({ ...document, ...changes[place] }));
    const city = await openCity({ call: { documents } });
    const [juror] = city.jurors as [string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    const { attachments } = await city.ask('getStaffFile', staff.id, { params });
    const own = await city.ask('getJurorFile', juror, { params });
    expect(own.attachments.map(({ documentId }) => documentId)).toEqual(shown);
    const opened = await Promise.all(
      attachments.map(async ({ id, documentId }) => {
        const { status } = await city.send('getJurorAttachment', juror, { params: { ...params, attachmentId: id } });
        return [documentId, status];
      }),
    );
    expect(opened).toEqual(
      ['statutes', 'bank-details'].map((documentId) => [documentId, shown.includes(documentId) ? 200 : 404]),
    );
  });

  test('saves an evaluation as typed, submits it whole, and corrects it while the step is open', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId, stepId: 'evaluation' };
    const draft = { kind: 'score', marks: { innovation: { points: 4 } } };
    const saved = await city.ask('saveEvaluation', juror, { params, body: { content: draft, revision: 0 } });
    expect(saved).toEqual({ content: draft, revision: 1, savedAt: at });
    const stale = await city.send('saveEvaluation', juror, { params, body: { content: draft, revision: 0 } });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-revision']);

    const { body } = await submit(city, applicationId, juror);
    expect(body.assignments).toEqual([
      {
        ...correctable,
        stepId: 'evaluation',
        state: 'submitted',
        dueAt: '2026-04-08T21:59:59.999Z',
        submittedAt: at,
        score: 9000,
      },
    ]);
    expect((await jurorFile(city, applicationId, juror)).own).toEqual({
      evaluation: { ...saved, submittedAt: at, submitted: score, versions: 1 },
    });

    const corrected = anEvaluation(1, 3);
    expect((await submit(city, applicationId, juror, corrected)).status).toBe(200);
    const file = await loadFile(city.ports, applicationId);
    const head = file?.evaluations[0];
    expect(head?.content).toEqual(corrected);
    const events = await readEvents(city.ports, { type: 'evaluation', id: head?.id ?? '' });
    expect(events.map(({ type }) => type)).toEqual(['evaluation.recorded', 'evaluation.corrected']);
    expect(faultsOf(events)).toEqual([]);
    expect(events[1]?.data).toMatchObject({ digest: digestOf(corrected, head?.salt ?? '') });
    await expectWholeChain(city.ports, applicationId);
  });

  test('marks every criterion within its scale and with a comment', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const applicationId = await fileIn(city, 'evaluating');
    const marks = score.kind === 'score' ? score.marks : {};
    const { 'social-need': _left, ...three } = marks;
    const refused = await submit(city, applicationId, juror, {
      kind: 'score',
      marks: { ...three, innovation: { points: 6, comment: 'Trop' }, charm: { points: 1, comment: 'x' } },
    });
    expect([refused.status, refused.body.fields]).toEqual([
      422,
      [
        { path: ['marks', 'social-need', 'points'], message: expect.any(String) },
        { path: ['marks', 'innovation', 'points'], message: expect.any(String) },
        { path: ['marks', 'charm'], message: expect.any(String) },
      ],
    ]);
    const bare = { ...marks, innovation: { points: 2, comment: ' ' } };
    const silent = await submit(city, applicationId, juror, { kind: 'score', marks: bare });
    expect(silent.body.fields.map(({ path }: { path: string[] }) => path)).toEqual([
      ['marks', 'innovation', 'comment'],
    ]);
    const half = { ...marks, innovation: { points: 2.5, comment: 'Moyen' } };
    expect((await submit(city, applicationId, juror, { kind: 'score', marks: half })).status).toBe(422);
    const opinion = await submit(city, applicationId, juror, {
      kind: 'deliberate',
      opinion: 'favourable',
      comment: 'Oui',
    });
    expect(opinion.status).toBe(422);
    expect((await loadFile(city.ports, applicationId))?.evaluations).toEqual([]);
  });

  test('sees what peers said of a step once the own evaluation of that step is in, and not before', async () => {
    const city = await openCity();
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const peersOf = async (juror: string) => {
      const { peers, results } = await jurorFile(city, applicationId, juror);
      return [peers.map(({ stepId, peer, score }) => [stepId, peer, score]), results.length];
    };
    await evaluate(city, applicationId, first);
    await evaluate(city, applicationId, second);
    expect(await peersOf(third)).toEqual([[], 0]);
    expect(await peersOf(first)).toEqual([[['evaluation', 1, expect.any(Number)]], 0]);
    await evaluate(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(true);
    expect(await peersOf(third)).toEqual([
      [
        ['evaluation', 1, expect.any(Number)],
        ['evaluation', 2, expect.any(Number)],
      ],
      1,
    ]);
    const { body } = await city.send('getJurorFile', first, { params: { applicationId } });
    for (const name of [second, third, 'Karim Jury', 'Louise Jury']) expect(JSON.stringify(body)).not.toContain(name);
  });

  test('is told when the evaluation to come is the last that the step waits for, and not before', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    const jurors = city.jurors.slice(0, 3) as [string, string, string];
    for (const juror of jurors) await declare(city, applicationId, juror);
    const last = () =>
      Promise.all(
        jurors.map(async (id) => (await city.ask('getJurorFile', id, { params: { applicationId } })).lastAwaited),
      );
    expect(await last()).toEqual([false, false, false]);
    for (const juror of jurors.slice(0, 2)) await submit(city, applicationId, juror);
    expect(await city.wake(applicationId)).toBe(false);
    expect(await last()).toEqual([false, false, true]);
    for (const juror of jurors) await submit(city, applicationId, juror, { ...score, final: true });
    expect(await city.wake(applicationId)).toBe(true);
    expect(await last()).toEqual([false, false, false]);
  });

  test('evaluates the open step only', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const applicationId = await fileIn(city, 'evaluating');
    const early = await submit(city, applicationId, juror, anEvaluation(), 'committee-opinion');
    expect([early.status, early.body.code, early.body.availableActions]).toEqual([
      409,
      'state-passed',
      ['evaluate', 'recuse'],
    ]);
    for (const each of city.jurors.slice(0, 3)) await evaluate(city, applicationId, each);
    await city.wake(applicationId);
    const late = await submit(city, applicationId, juror);
    expect([late.status, late.body.code]).toEqual([409, 'state-passed']);
    const saving = await city.send('saveEvaluation', juror, {
      params: { applicationId, stepId: 'evaluation' },
      body: { content: {}, revision: 0 },
    });
    expect([saving.status, saving.body.code]).toEqual([409, 'state-passed']);
  });
});

describe('the same moment', () => {
  test('fifty scores for one file: none is lost, and the step closes once with all of them', async () => {
    const city = await openCity({ jurors: 50, call: { steps: stepsWith({ wanted: 50, quorum: 30 }) } });
    const applicationId = await fileIn(city, 'ready');
    await city.ask('openStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { jurorIds: city.jurors }),
    });
    for (const juror of city.jurors) await declare(city, applicationId, juror);
    const answers = await Promise.all(
      city.jurors.map(async (juror, index) => {
        const answer = await submit(city, applicationId, juror, { ...anEvaluation(index, index), final: true });
        await city.wake(applicationId).catch(() => undefined);
        return answer;
      }),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await city.wake(applicationId);
    const core = await expectWholeChain(city.ports, applicationId);
    const file = await loadFile(city.ports, applicationId);
    expect(file?.evaluations.length).toBe(50);
    const scores = file?.evaluations.map((evaluation) => evaluation.score ?? 0) ?? [];
    const mean = Math.round(scores.reduce((sum, value) => sum + value, 0) / 50);
    expect(core.results).toEqual([{ stepId: 'evaluation', closedAt: at, evaluations: 50, quorum: 30, score: mean }]);
    expect([core.state, core.stepId, core.jury]).toEqual(['ready', 'committee-opinion', undefined]);
    expect(file?.assignments.filter(({ state }) => state !== 'closed')).toEqual([]);
    expect(file?.events.filter(({ type }) => type === 'application.step-closed').length).toBe(1);
  });

  test('a step that closes while a score is being corrected: the correction is in the result or refused', async () => {
    const city = await openCity();
    const corrected = anEvaluation(2, 5);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { minLength: 4, maxLength: 10 }), async (turns) => {
        const applicationId = await fileIn(city, 'evaluating');
        const jurors = city.jurors.slice(0, 3);
        for (const juror of jurors) await submit(city, applicationId, juror);
        const params = { applicationId };
        const closed = await asRead(city, applicationId, { stepId: 'evaluation' });
        const results = await interleave(city.ports, turns, [
          (own) =>
            city.send(
              'submitEvaluation',
              jurors[0],
              { params: { ...params, stepId: 'evaluation' }, body: corrected },
              own,
            ),
          (own) => city.send('closeStep', staff.id, { params, body: closed }, own),
        ]);
        const [correction, closing] = results.map((result) =>
          result.status === 'fulfilled' ? result.value.status : 0,
        );
        expect(closing).toBe(200);
        const core = await expectWholeChain(city.ports, applicationId);
        const file = await loadFile(city.ports, applicationId);
        const head = file?.evaluations.find(({ jurorId }) => jurorId === jurors[0]);
        const counted = Math.round((9000 * 2 + (head?.score ?? 0)) / 3);
        expect([correction, head?.content, core.results[0]?.score]).toEqual(
          correction === 200 ? [200, corrected, counted] : [409, score, 9000],
        );
        seen.add(`${correction}`);
      }),
      { numRuns: runs(15) },
    );
    expect([...seen].toSorted()).toEqual(['200', '409']);
  });
});
