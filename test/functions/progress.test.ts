import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { loadHead } from '../../functions/store/applications.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { anEvaluation } from '../factories/application.ts';
import { stepsWith } from '../factories/call.ts';
import { interleave } from '../support/actors.ts';
import { expectWholeChain } from '../support/chain.ts';
import { runs } from '../support/chance.ts';
import { type City, openCity, people } from '../support/city.ts';
import { evaluate, fileIn } from '../support/files.ts';

const { staff } = people;
const inQueue = async (city: City) =>
  (await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'evaluating' } })).items.map(
    ({ progress }) => progress,
  );
const inList = async (city: City, juror: string, state = 'assigned') =>
  (await city.ask('listAssignments', juror, { query: { state } })).items.map(({ progress }) => progress);

describe('lists show how many evaluations of the open step are in', () => {
  test('as they come, to staff and to the jurors of the file, and nothing once it is over', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    const [first, second, third, fourth] = city.jurors as [string, string, string, string];
    expect(await inQueue(city)).toEqual([{ in: 0, of: 3 }]);
    for (const [index, juror] of [first, second].entries()) {
      await evaluate(city, applicationId, juror);
      await city.wake(applicationId);
      expect(await inQueue(city)).toEqual([{ in: index + 1, of: 3 }]);
    }
    expect(await inList(city, third)).toEqual([{ in: 2, of: 3 }]);
    expect(await inList(city, first, 'submitted')).toEqual([{ in: 2, of: 3 }]);
    // An act on the file counts by itself; so does one more juror, and one less.
    await city.ask('assignJuror', staff.id, { params: { applicationId }, body: { jurorId: fourth } });
    expect(await inQueue(city)).toEqual([{ in: 2, of: 4 }]);
    await city.ask('recuse', first, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } });
    expect(await inQueue(city)).toEqual([{ in: 1, of: 3 }]);
    expect(await inList(city, first, 'recused')).toEqual([undefined]);
    for (const juror of [third, fourth]) await evaluate(city, applicationId, juror);
    await city.wake(applicationId);
    // It waits for a session of the jury: no evaluation is asked for any more.
    expect(await inQueue(city)).toEqual([]);
    expect((await city.ask('getStaffFile', staff.id, { params: { applicationId } })).stepId).toBe('committee-opinion');
    await expectWholeChain(city.ports, applicationId);
  });

  test('right in the end whatever order consumers count in, and no evaluation waits for the count', async () => {
    const city = await openCity({ call: { steps: stepsWith({ wanted: 3, quorum: 3 }) } });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 6, maxLength: 24 }), async (turns) => {
        const applicationId = await fileIn(city, 'evaluating');
        const params = { applicationId, stepId: 'evaluation' };
        const jurors = city.jurors.slice(0, 2);
        const results = await interleave(
          city.ports,
          turns,
          jurors.map((juror, index) => async (own: City['ports']) => {
            const { status } = await city.send('submitEvaluation', juror, { params, body: anEvaluation(index) }, own);
            await closeCompleteStep(own, { type: 'application', id: applicationId });
            return status;
          }),
        );
        expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason))).toEqual([
          200, 200,
        ]);
        const head = await loadHead(city.ports, applicationId);
        expect(head?.evaluationsIn).toEqual({ version: head?.version, count: 2 });
      }),
      { numRuns: runs(12) },
    );
  });
});
