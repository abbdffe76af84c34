import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Mail } from '../../../functions/services/mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { chainVerifier } from '../../../functions/store/chain.ts';
import { applicationKey, callQueue, closingKey } from '../../../functions/store/keys.ts';
import { savePerson } from '../../../functions/store/people.ts';
import { get, type Item } from '../../../functions/store/read.ts';
import { watchClocks } from '../../../functions/watch-clocks/watch.ts';
import { exampleClosing, exampleRecusal, exampleReopening, exampleSilence } from '../../../schemas/examples/jury.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { anEvaluation, aVerdict } from '../../factories/application.ts';
import { aCheckStep } from '../../factories/call.ts';
import { aStaffMember } from '../../factories/people.ts';
import { type City, openCity, people } from '../../support/city.ts';
import {
  asRead,
  closeFile,
  declare,
  evaluate,
  fileIn,
  key,
  recordSilenceOn,
  scoredFile,
  versionOf,
} from '../../support/files.ts';
import { post, tellApplication } from '../../support/mails.ts';
import { openSession, planSession, pointIn, run, schedule } from '../../support/sessions.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const at = (applicationId: string) => ({ params: { applicationId } });
const verdict = aVerdict(aCheckStep(), 'complements');
const request = 'message' in verdict ? verdict.message : '';

type Ending = 'closeApplication' | 'recordSilence' | 'reopenApplication';
const end = async (city: City, operation: Ending, id: string, who = staff.id) =>
  city.send(operation, who, { ...at(id), body: await asRead(city, id, { reasons: exampleClosing }) });
const reopen = async (city: City, id: string) =>
  city.ask('reopenApplication', staff.id, {
    ...at(id),
    body: await asRead(city, id, { reasons: exampleReopening }),
  });

/** Has everybody told of a file; gives the mails. */
const tell = async (city: City, id: string): Promise<Mail[]> => {
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, 'https://appel.ville.example', id);
  return outbox;
};

const faultsIn = async (city: City) => {
  const verifier = chainVerifier();
  const { Items = [] } = await city.ports.db.send(new ScanCommand({ TableName: city.ports.tableName }));
  for (const item of Items) verifier.take(item as Item);
  const { faults, erased } = verifier.report();
  return { faults, erased };
};

describe('a file whose applicant never answered', () => {
  test('is closed after the day that the request gave, and not before: the refusal names the day', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'complements');
    // Until the end of the day in Paris.
    city.ports.clock.set('2026-04-02T21:59:00.000Z');
    const early = await end(city, 'closeApplication', id);
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'answer-awaited', state: 'complements', availableActions: [] },
    });
    expect(early.body.detail).toContain('2 avril 2026 inclus');
    expect((await city.ask('getStaffFile', staff.id, at(id))).availableActions).toEqual([]);
    // The fifteen days of the request count in what everybody reads.
    const days = [
      await city.ask('getStaffFile', staff.id, at(id)),
      await city.ask('getApplication', applicant.id, at(id)),
      ...(await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'complements' } })).items,
    ].map(({ silenceRejectsOn, runsOutOn }) => [silenceRejectsOn, runsOutOn]);
    expect(days).toEqual(Array(3).fill(['2026-05-18', '2026-06-02']));
    city.ports.clock.set('2026-04-02T22:01:00.000Z');
    expect((await city.ask('getStaffFile', staff.id, at(id))).availableActions).toEqual(['close-unanswered']);
    const { status, body } = await end(city, 'closeApplication', id);
    expect([status, body.state, body.closing, body.availableActions]).toEqual([
      200,
      'closed',
      { on: '2026-04-03', reasons: exampleClosing },
      ['reopen'],
    ]);
    // The fifteen days of the request do not count.
    expect([body.silenceRejectsOn, body.complementsDueOn]).toEqual(['2026-06-02', undefined]);
    expect((await staffFile(city, id)).timeline.at(-1)).toEqual({
      seq: 4,
      type: 'application.closed',
      at: '2026-04-02T22:01:00.000Z',
      by: 'staff',
      byName: people.staff.name,
      values: {},
      text: exampleClosing,
    });
    expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
  });

  test('leaves the clocks, is counted apart from decisions, and stands in a list of its own', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'complements');
    city.ports.clock.set('2026-07-01T09:00:00.000Z');
    expect(await watchClocks(city.ports)).toEqual({ near: [], past: [id], daysLeft: -29 });
    expect(
      (await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'complements' } })).items.map(
        ({ complementsDueOn }) => complementsDueOn,
      ),
    ).toEqual(['2026-04-02']);
    expect((await end(city, 'closeApplication', id)).status).toBe(200);
    expect(await watchClocks(city.ports)).toEqual({ near: [], past: [] });
    await city.wake(id);
    const { counts } = await city.ask('countQueue', staff.id, { query: { callId: city.callId } });
    expect([counts.closed, counts.complements, counts.refused]).toEqual([1, 0, undefined]);
    const list = await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'closed' } });
    expect(list.items.map(({ id, state }) => [id, state])).toEqual([[id, 'closed']]);
  });

  test('is told why, what was asked for and how to dispute it, by mail, as PDF and on its page', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'complements');
    await tell(city, id);
    await closeFile(city, id);
    const [letter, ...others] = await tell(city, id);
    expect(others).toEqual([]);
    expect(letter?.subject).toMatch(/^Demande classée sans suite\s: dossier ESS-2026-/);
    for (const part of [request, exampleClosing, city.content.remedies.fr]) expect(letter?.text).toContain(part);
    expect(letter?.text).toContain('à fournir au plus tard le 2 avril 2026');
    const file = await ownFile(city, id);
    expect([file.state, file.closing, file.availableActions, file.refusedBySilenceOn]).toEqual([
      'closed',
      { on: '2026-04-03', reasons: exampleClosing },
      [],
      undefined,
    ]);
    expect(file.letters[0]?.subject).toBe(letter?.subject);
    const pdf = await city.ask('getLetterPdf', applicant.id, { params: { applicationId: id, seq: '4' } });
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is not closed over an answer that came while the page was open, nor is it answered once it is closed', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'complements');
    city.ports.clock.advance({ days: 20 });
    const version = await versionOf(city, id);
    const answer = () => city.send('provideComplements', applicant.id, { ...at(id), body: { idempotencyKey: key() } });
    expect((await answer()).status).toBe(200);
    expect(
      await city.send('closeApplication', staff.id, { ...at(id), body: { reasons: exampleClosing, version } }),
    ).toMatchObject({ status: 409, body: { code: 'file-changed', state: 'checking' } });
    expect((await loadFile(city.ports, id))?.closings).toEqual([]);
    const other = await fileIn(city, 'closed', 1);
    expect(
      await city.send('provideComplements', applicant.id, { ...at(other), body: { idempotencyKey: key() } }),
    ).toMatchObject({ status: 409, body: { code: 'state-passed', state: 'closed' } });
  });

  test('is opened again: it goes on at its step, and the days for which it was closed do not count', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'closed');
    await tell(city, id);
    city.ports.clock.advance({ days: 10 });
    const file = await reopen(city, id);
    expect([file.state, file.stepId, file.closing, file.silenceRejectsOn]).toEqual([
      'checking',
      'completeness',
      undefined,
      '2026-06-12',
    ]);
    expect(file.availableActions).toEqual(['pass-check', 'request-complements']);
    const [letter] = await tell(city, id);
    expect(letter?.text).toContain(exampleReopening);
    expect(letter?.text).toContain('Sans réponse de la Ville au 12 juin 2026, votre demande sera réputée rejetée.');
    // The same request once more, which nobody answers either: nothing of the first closing stands in the way.
    await city.ask('recordCheck', staff.id, {
      params: { applicationId: id, stepId: 'completeness' },
      body: await asRead(city, id, verdict),
    });
    expect((await closeFile(city, id)).closing).toEqual({ on: '2026-04-29', reasons: exampleClosing });
    expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
  });
});

describe('that silence refused a file', () => {
  test('is recorded after the last day to answer, and not before: the refusal names the day', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'checking');
    city.ports.clock.set('2026-05-18T09:00:00.000Z');
    const early = await end(city, 'recordSilence', id);
    expect(early).toMatchObject({ status: 409, body: { code: 'silence-runs', state: 'checking' } });
    expect(early.body.detail).toContain('18 mai 2026 inclus');
    const file = await recordSilenceOn(city, id);
    expect([file.state, file.closing, file.silenceRejectsOn, file.availableActions]).toEqual([
      'refused-by-silence',
      { on: '2026-05-19', reasons: exampleSilence },
      '2026-05-18',
      ['reopen'],
    ]);
    expect((await staffFile(city, id)).timeline.at(-1)).toMatchObject({
      type: 'application.silence-recorded',
      values: { silenceRejectsOn: '2026-05-18' },
      text: exampleSilence,
    });
    expect(await watchClocks(city.ports)).toEqual({ near: [], past: [] });
    expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
  });

  test('is attested by a letter that names the day, from which the remedies run', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'checking');
    await tell(city, id);
    await recordSilenceOn(city, id);
    const [letter] = await tell(city, id);
    expect(letter?.subject).toMatch(/^Rejet né du silence de la Ville\s: dossier ESS-2026-/);
    expect(letter?.text).toContain('Ce rejet date du 18 mai 2026\u00a0:');
    for (const part of [exampleSilence, city.content.remedies.fr]) expect(letter?.text).toContain(part);
  });

  test('counts the days of a request for documents that nobody answered', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'complements');
    // Two months, and the fifteen days of the request.
    city.ports.clock.set('2026-06-02T09:00:00.000Z');
    const early = await end(city, 'recordSilence', id);
    expect(early.body).toMatchObject({ code: 'silence-runs' });
    expect(early.body.detail).toContain('2 juin 2026 inclus');
    city.ports.clock.set('2026-06-03T09:00:00.000Z');
    const { body } = await end(city, 'recordSilence', id);
    expect([body.state, body.silenceRejectsOn]).toEqual(['refused-by-silence', '2026-06-02']);
  });

  test('ends the waiting for jurors; opened again the file is theirs once more, with what was in', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'evaluating');
    const [first, second, third] = city.jurors as [string, string, string];
    await evaluate(city, id, first);
    expect((await recordSilenceOn(city, id)).jury).toBeUndefined();
    for (const juror of [first, second, third])
      expect((await city.ask('listAssignments', juror, { query: { state: 'assigned' } })).items).toEqual([]);
    expect(
      await city.send('submitEvaluation', second, {
        params: { applicationId: id, stepId: 'evaluation' },
        body: anEvaluation(1),
      }),
    ).toMatchObject({ status: 409, body: { code: 'state-passed' } });
    const back = await reopen(city, id);
    // What silence refused stays refused until it is decided.
    expect([back.state, back.refusedBySilenceOn]).toEqual(['ready', '2026-05-18']);
    await city.ask('openStep', staff.id, {
      ...at(id),
      body: await asRead(city, id, { jurorIds: [first, second, third] }),
    });
    const open = await staffFile(city, id);
    expect(open.assignments.map(({ jurorId, state }) => [jurorId, state])).toEqual([
      [first, 'submitted'],
      [second, 'assigned'],
      [third, 'assigned'],
    ]);
    await evaluate(city, id, second, 1);
    await evaluate(city, id, third, 2);
    await city.wake(id);
    const { state, results } = await city.ask('getStaffFile', staff.id, at(id));
    expect([state, results.map(({ evaluations }) => evaluations)]).toEqual(['ready', [3]]);
    expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
  });

  test('opened again with other jurors, only their evaluations count', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'evaluating');
    const [first, second, third, fourth] = city.jurors as [string, string, string, string];
    await evaluate(city, id, first);
    await recordSilenceOn(city, id);
    await reopen(city, id);
    const jurorIds = [second, third, fourth];
    await city.ask('openStep', staff.id, { ...at(id), body: await asRead(city, id, { jurorIds }) });
    await declare(city, id, fourth);
    for (const juror of jurorIds) await evaluate(city, id, juror);
    await city.wake(id);
    const { state, results } = await city.ask('getStaffFile', staff.id, at(id));
    expect([state, results.map(({ evaluations }) => evaluations)]).toEqual(['ready', [3]]);
    expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
  });

  test('is recorded of a deferred file, and of one that was taken off the agenda of a session', async () => {
    const city = await openCity();
    const deferred = await fileIn(city, 'deferred');
    const heard = await fileIn(city, 'deliberating', 1);
    city.ports.clock.set('2026-06-01T09:00:00.000Z');
    const { body } = await end(city, 'recordSilence', deferred);
    expect([body.state, body.outcome, body.decidedOn, body.decision]).toEqual([
      'refused-by-silence',
      undefined,
      undefined,
      undefined,
    ]);
    expect(await end(city, 'recordSilence', heard)).toMatchObject({ status: 409, body: { code: 'state-passed' } });
    const { jury } = await city.ask('getStaffFile', staff.id, at(heard));
    await city.ask('unscheduleFile', staff.id, { params: { sessionId: jury?.sessionId ?? '', applicationId: heard } });
    expect((await end(city, 'recordSilence', heard)).body.state).toBe('refused-by-silence');
    expect((await reopen(city, deferred)).state).toBe('deciding');
  });
});

test('no session that never takes place or never has its quorum, and no jury that is gone, keeps a file from its end', async () => {
  const city = await openCity();
  const [first, second, third] = city.jurors as [string, string, string];
  const [cancelled, unheard, postponed] = [
    await scoredFile(city),
    await scoredFile(city, 1),
    await scoredFile(city, 2),
  ];
  const deserted = await fileIn(city, 'evaluating', 3);
  for (const juror of [first, second, third])
    await city.ask('recuse', juror, { ...at(deserted), body: { ...exampleRecusal, confirm: true } });
  const never = await planSession(city);
  await schedule(city, never, cancelled);
  const empty = await planSession(city);
  for (const id of [unheard, postponed]) await schedule(city, empty, id);
  city.ports.clock.set('2026-06-01T09:00:00.000Z');

  await city.ask('cancelSession', staff.id, { params: { sessionId: never }, body: {} });
  await openSession(city, empty, []);
  await run(city, empty, postponed, 'hear');
  const { rev } = await pointIn(city, empty, postponed);
  await city.ask('postponePoint', staff.id, { params: { sessionId: empty, applicationId: postponed }, body: { rev } });
  await city.ask('closeSession', staff.id, { params: { sessionId: empty }, body: {} });
  for (const id of [cancelled, unheard, postponed, deserted])
    expect((await end(city, 'recordSilence', id)).body.state).toBe('refused-by-silence');
  expect(await faultsIn(city)).toEqual({ faults: [], erased: [] });
});

test('whoever stepped back from a file ends it no more; another agent does', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'complements');
  const other = aStaffMember(1, { roles: [...everyDuty] });
  await savePerson(city.ports, other, undefined);
  await city.ask('stepBack', staff.id, { ...at(id), body: { ...exampleRecusal, confirm: true } });
  city.ports.clock.advance({ days: 16 });
  const version = (await loadFile(city.ports, id))?.head.version;
  const body = { reasons: exampleClosing, version };
  expect(await city.send('closeApplication', staff.id, { ...at(id), body })).toMatchObject({
    status: 403,
    body: { code: 'recused' },
  });
  const closed = await city.send('closeApplication', other.id, { ...at(id), body });
  expect([closed.status, closed.body.state]).toEqual([200, 'closed']);
});

test('why a file ended is held by the chain, and may be erased without breaking it', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'closed');
  const change = (UpdateExpression: string, reasons?: string) =>
    city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: closingKey(id, 4),
        UpdateExpression,
        ...(reasons !== undefined && { ExpressionAttributeValues: { ':reasons': reasons } }),
      }),
    );
  const aggregate = { type: 'application', id };
  await change('SET reasons = :reasons', 'Autre chose, que personne n’a écrit.');
  expect((await faultsIn(city)).faults).toEqual([{ aggregate, seq: 4, what: 'content changed' }]);
  await change('REMOVE reasons, salt');
  expect(await faultsIn(city)).toEqual({ faults: [], erased: [{ aggregate, seq: 4 }] });
  expect((await city.ask('getStaffFile', staff.id, at(id))).closing).toEqual({ on: '2026-04-03', reasons: '' });
});

test('the release before, which knows of no such ends, reads an end from which nothing can be done', async () => {
  const city = await openCity();
  const closed = await fileIn(city, 'closed');
  const stored = async (id: string) => {
    const { state, standsAs, stateKey } = (await get(city.ports, applicationKey(id))) as Item;
    return { state, standsAs, stateKey };
  };
  expect(await stored(closed)).toEqual({
    state: 'ineligible',
    standsAs: 'closed',
    stateKey: callQueue(city.callId, 'closed'),
  });
  await reopen(city, closed);
  expect(await stored(closed)).toEqual({
    state: 'checking',
    standsAs: undefined,
    stateKey: callQueue(city.callId, 'checking'),
  });
});
