import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { anEvaluation } from '../../factories/application.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, evaluate, fileIn } from '../../support/files.ts';
import { planSession, schedule } from '../../support/sessions.ts';
import { jurorFile } from '../../support/whole-file.ts';

const { staff } = people;
const recuse = (city: City, applicationId: string, juror: string) =>
  city.send('recuse', juror, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } });

describe('a recused juror', () => {
  test('is told since when, and nothing else, whatever is asked', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const applicationId = await fileIn(city, 'evaluating');
    const file = await city.ask('getJurorFile', juror, { params: { applicationId } });
    const attachmentId = file.attachments[0]?.id as string;
    city.ports.clock.set('2026-03-20T15:30:00.000Z');
    const since = '2026-03-20T15:30:00.000Z';
    const { status, body } = await recuse(city, applicationId, juror);
    expect([status, body]).toEqual([200, { since }]);

    const params = { applicationId };
    const score = anEvaluation();
    city.ports.clock.advance({ days: 3 });
    for (const answer of [
      await city.send('getJurorFile', juror, { params }),
      await city.send('getJurorAttachment', juror, { params: { ...params, attachmentId } }),
      await city.send('saveEvaluation', juror, {
        params: { ...params, stepId: 'evaluation' },
        body: { content: {}, revision: 0 },
      }),
      await city.send('submitEvaluation', juror, { params: { ...params, stepId: 'evaluation' }, body: score }),
      await recuse(city, applicationId, juror),
    ])
      expect([answer.status, answer.body]).toEqual([
        403,
        {
          type: 'urn:permanent-call:problem:recused',
          title: 'Vous vous êtes déporté de ce dossier',
          status: 403,
          code: 'recused',
          detail: expect.stringContaining('20 mars 2026'),
          since,
        },
      ]);
    expect((await city.ask('listAssignments', juror)).items).toEqual([]);
  });

  test('leaves the quorum: the step closes when the rest is in', async () => {
    const city = await openCity();
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    await evaluate(city, applicationId, first);
    await evaluate(city, applicationId, second);
    expect(await city.wake(applicationId)).toBe(false);
    await recuse(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(true);
    const core = await expectWholeChain(city.ports, applicationId);
    expect([core.state, core.stepId, core.results[0]?.evaluations]).toEqual(['ready', 'committee-opinion', 2]);
  });

  test('takes the own evaluation out of the result', async () => {
    const city = await openCity();
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    for (const juror of [first, second]) await evaluate(city, applicationId, juror);
    await recuse(city, applicationId, first);
    expect(await city.wake(applicationId)).toBe(false);
    const seen = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    expect([seen.availableActions, seen.recusals.map(({ jurorId }) => jurorId)]).toEqual([
      ['assign-juror', 'relieve-juror'],
      [first],
    ]);
    await evaluate(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(true);
    const core = await expectWholeChain(city.ports, applicationId);
    const own = (await loadFile(city.ports, applicationId))?.evaluations.filter(({ jurorId }) => jurorId !== first);
    const mean = Math.round((own ?? []).reduce((sum, { score = 0 }) => sum + score, 0) / 2);
    expect([core.results[0]?.evaluations, core.results[0]?.score]).toEqual([2, mean]);
    const peers = (await jurorFile(city, applicationId, second)).peers;
    expect(peers.length).toBe(1);
  });

  test('cannot be assigned again, but another can, and the step goes on', async () => {
    const city = await openCity();
    const [first, second, third, fourth] = city.jurors as [string, string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    for (const juror of [first, second]) await recuse(city, applicationId, juror);
    await evaluate(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(false);
    const closing = await city.send('closeStep', staff.id, {
      params,
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
    expect([closing.status, closing.body.code, closing.body.availableActions]).toEqual([
      409,
      'quorum-not-met',
      ['assign-juror', 'relieve-juror'],
    ]);
    const assign = (jurorId: string) => city.send('assignJuror', staff.id, { params, body: { jurorId } });
    expect((await assign(first)).body.fields).toEqual([{ path: ['jurorId'], message: expect.any(String) }]);
    expect((await assign(fourth)).status).toBe(200);
    await evaluate(city, applicationId, fourth);
    expect(await city.wake(applicationId)).toBe(true);
    const sessionId = await planSession(city, city.jurors);
    await schedule(city, sessionId, applicationId);
    expect((await expectWholeChain(city.ports, applicationId)).jury?.jurorIds).toEqual([third, fourth]);
  });

  test('must say so plainly, of a file that is being evaluated', async () => {
    const city = await openCity();
    const [juror, , , outsider] = city.jurors as [string, string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const unsure = await city.send('recuse', juror, {
      params: { applicationId },
      body: { ...exampleRecusal, confirm: false },
    });
    expect([unsure.status, unsure.body.fields[0].path]).toEqual([422, ['confirm']]);
    expect((await recuse(city, applicationId, outsider)).status).toBe(404);
    const decided = await fileIn(city, 'deciding', 1);
    const late = await recuse(city, decided, juror);
    expect([late.status, late.body.code]).toEqual([409, 'state-passed']);
  });

  test('who submits at the same moment is either heard before or refused, and never counts', async () => {
    const city = await openCity();
    const score = anEvaluation();
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { minLength: 4, maxLength: 10 }), async (turns) => {
        const [juror, second, third] = city.jurors as [string, string, string];
        const applicationId = await fileIn(city, 'evaluating');
        const params = { applicationId };
        const results = await interleave(city.ports, turns, [
          (own) =>
            city.send('submitEvaluation', juror, { params: { ...params, stepId: 'evaluation' }, body: score }, own),
          (own) => city.send('recuse', juror, { params, body: { ...exampleRecusal, confirm: true } }, own),
        ]);
        const [submitted, recused] = results.map((result) => (result.status === 'fulfilled' ? result.value.status : 0));
        expect([recused, [200, 403].includes(submitted as number)]).toEqual([200, true]);
        const file = await loadFile(city.ports, applicationId);
        const assignment = file?.assignments.find(({ jurorId }) => jurorId === juror);
        expect([assignment?.state, file?.evaluations.length]).toEqual(['recused', submitted === 200 ? 1 : 0]);
        for (const other of [second, third]) await evaluate(city, applicationId, other);
        await city.wake(applicationId);
        const core = await expectWholeChain(city.ports, applicationId);
        expect([core.results[0]?.evaluations, core.recusals.map(({ jurorId }) => jurorId)]).toEqual([2, [juror]]);
        seen.add(submitted as number);
      }),
      { numRuns: runs(12) },
    );
    expect([...seen].toSorted()).toEqual([200, 403]);
  });
});
