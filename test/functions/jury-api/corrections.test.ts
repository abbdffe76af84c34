import { describe, expect, test } from 'vitest';
import { closeCompleteStep } from '../../../functions/close-step/close-step.ts';
import type { Queues, WakeUp } from '../../../functions/services/queues.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { wakeCorrected } from '../../../functions/wake-waiting/steps.ts';
import { anEvaluation } from '../../factories/application.ts';
import { stepsTwice } from '../../factories/call.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, declare, evaluate, fileIn } from '../../support/files.ts';
import { jurorFile, staffFile } from '../../support/whole-file.ts';

const { staff } = people;
const step = { stepId: 'evaluation' };

/** What leaves a step open for a day after each evaluation of the file's three jurors. */
const opened = async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  const jurors = city.jurors.slice(0, 3) as [string, string, string];
  const submit = (juror: string, final = false) => evaluate(city, applicationId, juror, 0, final);
  const state = async () => (await city.ask('getStaffFile', staff.id, { params: { applicationId } })).state;
  return { city, applicationId, jurors, submit, state };
};

/** The schedule, with a queue that hands out at once; what it was woken for. */
const runSchedule = async (city: City): Promise<string[]> => {
  const woken: WakeUp[] = [];
  const queues: Queues = {
    async wake(_url, wakeUps) {
      woken.push(...(wakeUps as WakeUp[]));
    },
  };
  await wakeCorrected(city.ports, queues, 'https://queue.test/close-step');
  for (const one of woken) await closeCompleteStep(city.ports, one);
  return woken.map(({ id }) => id);
};

describe('a step that leaves time for corrections', () => {
  test('waits for a day after the last evaluation, is corrected meanwhile, and closes with the correction', async () => {
    const { city, applicationId, jurors, submit, state } = await opened();
    for (const juror of jurors) await submit(juror);
    await city.wake(applicationId);
    expect(await state()).toBe('evaluating');

    city.ports.clock.advance({ hours: 23 });
    expect(await runSchedule(city)).toEqual([]);
    const [first, second, last] = jurors;
    await evaluate(city, applicationId, last, 5, false);

    // The time of the first two is over: it is the last one's correction that the step waits for now.
    city.ports.clock.advance({ hours: 1 });
    expect(await runSchedule(city)).toEqual([applicationId]);
    expect(await state()).toBe('evaluating');
    expect(await runSchedule(city)).toEqual([]);
    await evaluate(city, applicationId, first, 0, true);
    city.ports.clock.advance({ hours: 23 });
    expect(await runSchedule(city)).toEqual([applicationId]);
    expect(await state()).toBe('ready');

    const { evaluations } = await staffFile(city, applicationId);
    expect(evaluations.find(({ jurorId }) => jurorId === last)?.content).toEqual(
      anEvaluation(city.jurors.indexOf(last), 5),
    );
    const late = await city.send('submitEvaluation', second, {
      params: { applicationId, ...step },
      body: anEvaluation(),
    });
    expect([late.status, late.body.code]).toEqual([409, 'state-passed']);
    await expectWholeChain(city.ports, applicationId);
  });

  test('closes as soon as every juror has said that theirs is final, and not before', async () => {
    const { city, applicationId, jurors, submit, state } = await opened();
    const [first, second, third] = jurors;
    await submit(first, true);
    await submit(second);
    await submit(third, true);
    await city.wake(applicationId);
    expect(await state()).toBe('evaluating');

    const { submitted } = (await jurorFile(city, applicationId, second)).own.evaluation ?? {};
    await city.ask('submitEvaluation', second, {
      params: { applicationId, ...step },
      body: { ...submitted, final: true },
    });
    await city.wake(applicationId);
    expect(await state()).toBe('ready');
  });

  test('keeps its promise to those who are left when another is taken off', async () => {
    const { city, applicationId, jurors, submit, state } = await opened();
    const [first, second, third] = jurors;
    await submit(first);
    await submit(second);
    await city.ask('relieveJuror', staff.id, {
      params: { applicationId, jurorId: third },
      body: { reason: 'Absente jusqu’en mai.' },
    });
    await city.wake(applicationId);
    expect(await state()).toBe('evaluating');
    city.ports.clock.advance({ hours: 24 });
    expect(await runSchedule(city)).toEqual([applicationId]);
    expect(await state()).toBe('ready');
  });

  test('is closed by staff before that, who see until when it is promised', async () => {
    const { city, applicationId, jurors, submit, state } = await opened();
    for (const juror of jurors) await submit(juror);
    const { assignments } = await staffFile(city, applicationId);
    expect(assignments.map(({ correctableUntil }) => correctableUntil)).toEqual(
      Array(3).fill('2026-03-19T09:00:00.000Z'),
    );
    await city.ask('closeStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, step),
    });
    expect(await state()).toBe('ready');
    // What it would have waited for wakes nobody any more.
    city.ports.clock.advance({ days: 2 });
    expect(await runSchedule(city)).toEqual([]);
  });

  test('is woken again by a schedule that died before it had noted so', async () => {
    const { city, applicationId, jurors, submit, state } = await opened();
    for (const juror of jurors) await submit(juror);
    city.ports.clock.advance({ days: 1 });
    const dead: Queues = {
      async wake() {
        throw new Error('gone');
      },
    };
    await expect(wakeCorrected(city.ports, dead, 'https://queue.test/close-step')).rejects.toThrow('gone');
    expect(await runSchedule(city)).toEqual([applicationId]);
    expect(await state()).toBe('ready');
  });
});

describe('a juror', () => {
  test('reads until when the evaluation can be corrected, and whether it is final', async () => {
    const { city, applicationId, jurors, submit } = await opened();
    const [first, second] = jurors;
    const own = async (juror: string) => {
      const file = await city.ask('getJurorFile', juror, { params: { applicationId } });
      return file.assignments.map(({ correctableUntil, final }) => ({ correctableUntil, final }));
    };
    await submit(first);
    await submit(second, true);
    expect([await own(first), await own(second)]).toEqual([
      [{ correctableUntil: '2026-03-19T09:00:00.000Z', final: undefined }],
      [{ correctableUntil: undefined, final: true }],
    ]);
  });

  test('who said so changes nothing any more, gets the same answer for the same, and is told of it in the chain', async () => {
    const { city, applicationId, jurors, submit } = await opened();
    const [juror] = jurors;
    const params = { applicationId, ...step };
    await submit(juror, true);
    const before = (await jurorFile(city, applicationId, juror)).own.evaluation;
    for (const answer of [
      await city.send('submitEvaluation', juror, { params, body: anEvaluation(2, 4) }),
      await city.send('submitEvaluation', juror, { params, body: { ...anEvaluation(2, 4), final: true } }),
      await city.send('submitEvaluation', juror, { params, body: anEvaluation() }),
      await city.send('saveEvaluation', juror, { params, body: { content: { comment: 'Autrement' }, revision: 0 } }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'evaluation-final']);
    await submit(juror, true);
    expect((await jurorFile(city, applicationId, juror)).own.evaluation).toEqual(before);
    const file = await staffFile(city, applicationId);
    const events = await readEvents(city.ports, {
      type: 'evaluation',
      id: file.assignments.find(({ jurorId }) => jurorId === juror)?.evaluationId ?? '',
    });
    expect(events.map(({ type, data }) => [type, (data as { final?: boolean }).final])).toEqual([
      ['evaluation.recorded', true],
    ]);
  });

  test('who is taken off and comes back finds the evaluation as it was left', async () => {
    const { city, applicationId, jurors, submit } = await opened();
    const [juror] = jurors;
    await submit(juror, true);
    await city.ask('relieveJuror', staff.id, {
      params: { applicationId, jurorId: juror },
      body: { reason: 'Désigné par erreur.' },
    });
    await city.ask('assignJuror', staff.id, { params: { applicationId }, body: { jurorId: juror } });
    const [part] = (await city.ask('getJurorFile', juror, { params: { applicationId } })).assignments;
    expect(part).toMatchObject({ state: 'submitted', final: true });
  });

  test('begins anew at the next step, whatever was said at the one before', async () => {
    const city = await openCity({ call: { steps: stepsTwice() } });
    const applicationId = await fileIn(city, 'evaluating');
    const jurors = city.jurors.slice(0, 3);
    for (const juror of jurors) await evaluate(city, applicationId, juror);
    await city.wake(applicationId);
    const [juror = ''] = jurors;
    await declare(city, applicationId, juror);
    await evaluate(city, applicationId, juror, 2, false);
    const { assignments } = await city.ask('getJurorFile', juror, { params: { applicationId } });
    expect(assignments.map(({ stepId, final, correctableUntil }) => [stepId, final, correctableUntil])).toEqual([
      ['evaluation', undefined, undefined],
      ['evaluation-again', undefined, '2026-03-19T09:00:00.000Z'],
    ]);
  });
});
