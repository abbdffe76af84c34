import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { announceDue } from '../../../functions/announce/announce.ts';
import type { Mail } from '../../../functions/services/mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { listKeptClock } from '../../../functions/store/kept-clocks.ts';
import { announcementKey, applicationKey } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import type { Decision } from '../../../schemas/decision.ts';
import { exampleCorrection, exampleWithdrawal } from '../../../schemas/examples/jury.ts';
import { aContent, aDecision } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { announceFile, asRead, decideFile, fileIn, letterFor, versionOf } from '../../support/files.ts';
import { tellApplication } from '../../support/mails.ts';
import { jurorFile, ownFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const organisationId = anOrganisation(0).id;
const at = (applicationId: string) => ({ params: { applicationId } });

const decide = decideFile;
const correct = async (city: City, id: string, decision: Decision, why = exampleCorrection) =>
  city.ask('correctDecision', staff.id, {
    ...at(id),
    body: { decision, why, version: await versionOf(city, id) },
  });
const withdraw = async (city: City, id: string) =>
  city.ask('withdrawDecision', staff.id, {
    ...at(id),
    body: { reasons: exampleWithdrawal, heard: true, version: await versionOf(city, id) },
  });

/** The mails that leave when the file's events are told. */
const told = async (city: City, id: string): Promise<Mail[]> => {
  const outbox: Mail[] = [];
  await tellApplication(city.ports, { send: async (mail) => `m${outbox.push(mail)}` }, siteUrl, id);
  return outbox;
};
const plain = (text = '') => text.replace(/[\u00a0\u202f]/g, ' ');
/** The same without the day of the letter itself. */
const undated = (text = '') => plain(text).replace(/^Lille, le .*$/m, '');

/** All that an applicant and a juror can come by of a file, refusals included. */
const seenOutside = async (city: City, id: string) => {
  const first = city.jurors[0] ?? '';
  const [page, list, juror, assignments, refused, refusedToJuror] = [
    await ownFile(city, id),
    await city.ask('listApplications', applicant.id, { query: { organisationId } }),
    await jurorFile(city, id, first),
    await city.ask('listAssignments', first, { query: { state: 'closed' } }),
    await city.send('saveSection', applicant.id, {
      params: { applicationId: id, section: 'project' },
      body: { content: aContent().project, revision: 1 },
    }),
    await city.send('saveEvaluation', first, {
      params: { applicationId: id, stepId: 'evaluation' },
      body: { content: {}, revision: 1 },
    }),
  ];
  return { page, list, juror, assignments, refused: refused.body, refusedToJuror: refusedToJuror.body };
};

describe('a decision that is kept back until a day', () => {
  const outcomes = [
    { ...aDecision('supported', { amountCents: 123_456 }), announceOn: '2026-04-30' },
    { ...aDecision('refused'), announceOn: '2026-04-30' },
    { ...aDecision('deferred'), announceOn: '2026-04-30' },
  ] as Decision[];

  test.each(outcomes)('shows nowhere outside the service before it: $outcome', async (decision) => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    const before = await seenOutside(city, id);
    city.ports.clock.advance({ hours: 1 });
    const file = await decide(city, id, decision);
    expect([file.state, file.announceOn, file.decision]).toEqual([decision.outcome, '2026-04-30', decision]);
    const row = (await city.ask('listQueue', staff.id, { query: { callId: city.callId, state: decision.outcome } }))
      .items[0];
    expect(row?.announceOn).toBe('2026-04-30');
    expect(file.availableActions).toContain('announce');
    expect(await told(city, id)).toEqual([]);
    expect(await seenOutside(city, id)).toEqual(before);
    await expectWholeChain(city.ports, id);
  });

  test('is announced by the service from midnight in Paris on, with its letter, and then shows', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    await decide(city, id, outcomes[0] as Decision);
    // A second before midnight in Paris, which is two hours ahead in April.
    city.ports.clock.set('2026-04-29T21:59:59.000Z');
    expect(await announceDue(city.ports)).toEqual({ announced: [], failed: [] });
    expect((await seenOutside(city, id)).page.state).toBe('deciding');
    city.ports.clock.set('2026-04-29T22:00:00.000Z');
    expect(await announceDue(city.ports)).toEqual({ announced: [id], failed: [] });
    expect(await announceDue(city.ports)).toEqual({ announced: [], failed: [] });
    const [mail, ...others] = await told(city, id);
    expect([others, plain(mail?.text).includes('1 234,56 €')]).toEqual([[], true]);
    const { page, list, juror } = await seenOutside(city, id);
    expect([page.state, page.grantedCents, page.decidedOn, list.items[0]?.state, juror.state]).toEqual([
      'supported',
      123_456,
      '2026-03-18',
      'supported',
      'supported',
    ]);
    expect(page.timeline.slice(-2).map(({ type, by }) => [type, by])).toEqual([
      ['application.supported', 'staff'],
      ['application.announced', 'system'],
    ]);
    expect(page.letters[0]?.subject).toBe(mail?.subject);
    expect(await get(city.ports, announcementKey(id))).toBeUndefined();
    await expectWholeChain(city.ports, id);
  });

  test('is corrected without anybody outside knowing, moved to another day, and announced as it is then', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    const before = await seenOutside(city, id);
    const { version } = await decide(city, id, outcomes[0] as Decision);
    city.ports.clock.advance({ hours: 1 });
    const decision = { ...aDecision('supported', { amountCents: 98_765 }), announceOn: '2026-05-15' };
    const body = { decision, why: 'Le montant voté avait été mal reporté.', version };
    const file = await city.ask('correctDecision', staff.id, { ...at(id), body });
    expect([file.announceOn, file.formerDecisions.map(({ ended }) => ended)]).toEqual(['2026-05-15', ['corrected']]);
    expect(await told(city, id)).toEqual([]);
    expect(await seenOutside(city, id)).toEqual(before);
    city.ports.clock.set('2026-05-02T09:00:00.000Z');
    expect((await announceDue(city.ports)).announced).toEqual([]);
    city.ports.clock.set('2026-05-15T09:00:00.000Z');
    expect((await announceDue(city.ports)).announced).toEqual([id]);
    const [mail, ...others] = await told(city, id);
    expect([others, plain(mail?.text).includes('987,65 €'), plain(mail?.text).includes('1 234,56')]).toEqual([
      [],
      true,
      false,
    ]);
    const { page } = await seenOutside(city, id);
    expect(page.timeline.slice(-2).map(({ type }) => type)).toEqual(['application.supported', 'application.announced']);
    expect(JSON.stringify(page)).not.toContain('123456');
    await expectWholeChain(city.ports, id);
  });

  test('of several files is announced once each by runs at the same time, whatever becomes of one of them', async () => {
    const city = await openCity();
    const ids: string[] = [];
    for (const index of [0, 1, 2]) {
      const id = await fileIn(city, 'deciding', index);
      await decide(city, id, { ...aDecision('refused'), announceOn: '2026-04-30' });
      ids.push(id);
    }
    city.ports.clock.set('2026-05-02T09:00:00.000Z');
    const failing = {
      ...city.ports,
      db: new Proxy(city.ports.db, {
        get: (client, name) => {
          if (name !== 'send') return Reflect.get(client, name);
          return async (command: { input: { TransactItems?: { Put?: { Item?: { pk?: unknown } } }[] } }) => {
            if (String(command.input.TransactItems?.[0]?.Put?.Item?.pk).endsWith(ids[1] as string))
              throw new Error('the disk is full');
            return client.send(command as never);
          };
        },
      }),
    };
    const first = await announceDue(failing as typeof city.ports);
    expect([first.announced.length, first.failed]).toEqual([2, [ids[1]]]);
    const runs = await Promise.all([announceDue(city.ports), announceDue(city.ports)]);
    expect(runs.flatMap(({ announced }) => announced)).toEqual([ids[1]]);
    for (const id of ids) {
      const { events = [] } = (await loadFile(city.ports, id)) ?? {};
      expect(events.filter(({ type }) => type === 'application.announced').length).toBe(1);
      await expectWholeChain(city.ports, id);
    }
  });

  test('can be announced earlier by staff, once', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await decide(city, id, outcomes[1] as Decision);
    const reasons = async () => (await ownFile(city, id)).reasons;
    expect(await reasons()).toBeUndefined();
    const file = await announceFile(city, id);
    expect([file.state, file.announceOn]).toEqual(['refused', undefined]);
    expect(await reasons()).toBe(outcomes[1]?.reasons);
    const again = await city.send('announceDecision', staff.id, { ...at(id), body: { version: file.version } });
    expect([again.status, again.body.availableActions]).toEqual([409, ['correct-decision', 'withdraw-decision']]);
    city.ports.clock.set('2026-05-02T09:00:00.000Z');
    expect((await announceDue(city.ports)).announced).toEqual([]);
  });

  test('leaves the applicant all that one can do while the file waits: it can still be withdrawn', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await decide(city, id, outcomes[0] as Decision);
    await city.wake(id);
    const file = await city.ask('withdrawApplication', applicant.id, { ...at(id), body: {} });
    expect([file.state, file.outcome, file.grantedCents]).toEqual(['withdrawn', undefined, undefined]);
    expect(JSON.stringify((await ownFile(city, id)).timeline)).not.toContain('supported');
    await city.wake(id);
    const query = { year: '2026', callId: city.callId };
    const envelope = await city.ask('getCallEnvelope', staff.id, { params: { callId: city.callId }, query });
    expect([envelope.grantedCents, envelope.keptCents]).toEqual([0, 0]);
    city.ports.clock.set('2026-05-02T09:00:00.000Z');
    expect((await announceDue(city.ports)).announced).toEqual([]);
    await expectWholeChain(city.ports, id);
  });

  test('to defer the file keeps its clock before staff', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await decide(city, id, { ...aDecision('deferred'), announceOn: '2026-05-30' });
    city.ports.clock.set('2026-05-10T09:00:00.000Z');
    expect((await city.ask('listClocks', staff.id)).items.map((item) => [item.id, item.runsOutOn])).toEqual([
      [id, '2026-05-18'],
    ]);
  });

  // The file came on 18 March: silence refuses it after 18 May.
  test.each([
    ['2026-05-18', false],
    ['2026-05-19', true],
  ] as const)(
    'until %s keeps its clock all the while, and its letter says whether it came too late',
    async (announceOn, late) => {
      for (const decision of outcomes) {
        const city = await openCity();
        const id = await fileIn(city, 'deciding');
        await told(city, id);
        const body = { decision: { ...decision, announceOn }, version: await versionOf(city, id) };
        const preview = await letterFor(city, id, { operation: 'recordDecision', ...body });
        expect([preview.late, preview.refusedBySilenceOn]).toEqual([late, late ? '2026-05-18' : undefined]);
        const file = await city.ask('recordDecision', staff.id, { ...at(id), body });
        expect([file.runsOutOn, file.refusedBySilenceOn, file.late]).toEqual(['2026-05-18', undefined, false]);
        const query = { callId: city.callId, state: decision.outcome };
        expect((await city.ask('listQueue', staff.id, { query })).items[0]?.runsOutOn).toBe('2026-05-18');
        // Another file that waits runs out a day later.
        city.ports.clock.set('2026-03-19T09:00:00.000Z');
        const other = await fileIn(city, 'deciding', 8);
        city.ports.clock.set('2026-05-10T09:00:00.000Z');
        const clocks = async () =>
          (await city.ask('listClocks', staff.id)).items.map((item) => [item.id, item.runsOutOn, item.announceOn]);
        expect(await clocks()).toEqual([
          [id, '2026-05-18', announceOn],
          [other, '2026-05-19', undefined],
        ]);
        city.ports.clock.set(`${announceOn}T09:00:00.000Z`);
        const waiting = await city.ask('getStaffFile', staff.id, at(id));
        expect(waiting.refusedBySilenceOn).toBe(late ? '2026-05-18' : undefined);
        expect(waiting.availableActions).not.toContain('record-silence');
        await announceDue(city.ports);
        const [mail] = await told(city, id);
        expect(mail?.text).toBe(preview.body);
        expect(undated(mail?.text).includes('18 mai 2026')).toBe(late || decision.outcome === 'deferred');
        const done = await city.ask('getStaffFile', staff.id, at(id));
        const runsOn = decision.outcome === 'deferred';
        expect([done.late, done.runsOutOn]).toEqual([late, runsOn ? '2026-05-18' : undefined]);
        expect((await clocks()).map(([each]) => each)).toEqual(runsOn ? [id, other] : [other]);
        await expectWholeChain(city.ports, id);
      }
    },
  );

  test('past the day of silence is no longer late once it is announced before that day', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    await decide(city, id, { ...aDecision('refused'), announceOn: '2026-06-01' });
    city.ports.clock.set('2026-05-18T09:00:00.000Z');
    await announceFile(city, id);
    const [mail] = await told(city, id);
    expect(undated(mail?.text)).not.toContain('18 mai 2026');
    expect((await city.ask('getStaffFile', staff.id, at(id))).late).toBe(false);
  });

  test('and is corrected once silence has refused is late: the correction is the first that is told', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    await decide(city, id, { ...aDecision('refused'), announceOn: '2026-06-01' });
    city.ports.clock.set('2026-05-19T09:00:00.000Z');
    const file = await correct(city, id, aDecision('supported'));
    const [mail] = await told(city, id);
    expect([file.late, plain(mail?.text).includes('Sans réponse de la Ville au 18 mai 2026')]).toEqual([true, true]);
  });

  test('and that a former release took off the clocks is put among them again, once', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await decide(city, id, { ...aDecision('refused'), announceOn: '2026-06-01' });
    await city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: applicationKey(id),
        UpdateExpression: 'REMOVE dueKey, dueSort',
      }),
    );
    city.ports.clock.set('2026-05-10T09:00:00.000Z');
    expect((await city.ask('listClocks', staff.id)).items).toEqual([]);
    expect([await listKeptClock(city.ports, id), await listKeptClock(city.ports, id)]).toEqual([true, false]);
    expect((await city.ask('listClocks', staff.id)).items.map((item) => item.id)).toEqual([id]);
    await announceFile(city, id);
    expect(await listKeptClock(city.ports, id)).toBe(false);
    expect((await city.ask('listClocks', staff.id)).items).toEqual([]);
  });

  test('whose day is today or past is announced at once', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    const file = await decide(city, id, { ...aDecision('refused'), announceOn: '2026-03-18' });
    expect([file.announceOn, (await told(city, id)).length]).toEqual([undefined, 1]);
  });

  test('and is corrected before that day is told of as if there had been no other', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    await decide(city, id, outcomes[0] as Decision);
    await correct(city, id, aDecision('refused'));
    const [mail] = await told(city, id);
    expect(mail?.subject).toContain('Décision sur votre demande');
    expect(mail?.text).not.toContain(exampleCorrection);
    const page = await ownFile(city, id);
    expect(page.timeline.at(-1)).toMatchObject({ type: 'application.refused' });
    expect(JSON.stringify(page.timeline)).not.toContain('123456');
  });

  test('and is withdrawn before that day is never told of', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    const before = await seenOutside(city, id);
    await decide(city, id, outcomes[0] as Decision);
    city.ports.clock.advance({ hours: 1 });
    const file = await withdraw(city, id);
    expect([file.state, file.formerDecisions.length]).toEqual(['deciding', 1]);
    expect(await told(city, id)).toEqual([]);
    expect(await seenOutside(city, id)).toEqual(before);
    city.ports.clock.set('2026-05-02T09:00:00.000Z');
    expect((await announceDue(city.ports)).announced).toEqual([]);
  });
});

describe('a decision that is corrected', () => {
  test('keeps the former one with why, moves the figures, and its letter says what it replaces', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const first = aDecision('supported', { decidedOn: '2026-03-18', amountCents: 100_001 });
    await decide(city, id, first);
    await told(city, id);
    await city.wake(id);
    city.ports.clock.set('2026-04-02T09:00:00.000Z');
    const second: Decision = {
      ...aDecision('supported', { decidedOn: '2026-04-01', amountCents: 90_000 }),
      outcome: 'supported',
      amountCents: 90_000,
      inKind: [{ kind: 'premises', description: 'Un atelier à Fives, pour un an.' }],
      conditions: 'Le plan de financement est confirmé.',
    };
    const file = await correct(city, id, second);
    expect([file.state, file.grantedCents, file.decision]).toEqual(['supported', 90_000, second]);
    expect(file.formerDecisions).toEqual([
      {
        seq: file.version - 1,
        at: '2026-03-18T09:00:00.000Z',
        decision: first,
        byName: people.staff.name,
        ended: 'corrected',
        endedByName: people.staff.name,
        endedAt: '2026-04-02T09:00:00.000Z',
        why: exampleCorrection,
      },
    ]);
    const [mail, ...others] = await told(city, id);
    expect(others).toEqual([]);
    for (const said of ['remplace celle du 18 mars 2026', exampleCorrection, 'Local : Un atelier à Fives', '900 €'])
      expect(plain(mail?.text)).toContain(said);
    await city.wake(id);
    const query = { callId: city.callId, from: '2026-Q1', to: '2026-Q2' };
    expect((await city.ask('getMonitoring', staff.id, { query })).totals).toEqual([
      { quarter: '2026-Q1', projects: 0, amountCents: 0 },
      { quarter: '2026-Q2', projects: 1, amountCents: 90_000 },
    ]);
    const listed = async (quarter: string) =>
      (await city.ask('listSupported', staff.id, { query: { callId: city.callId, quarter } })).items;
    expect((await listed('2026-Q1')).length).toBe(0);
    expect((await listed('2026-Q2')).map(({ grantedCents }) => grantedCents)).toEqual([90_000]);
    await expectWholeChain(city.ports, id);
  });

  test('is held to the rules of any decision, and needs a reason', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'supported');
    const { amountAskedCents } = await city.ask('getStaffFile', staff.id, at(id));
    const send = async (decision: object, why = exampleCorrection) => {
      const version = await versionOf(city, id);
      const { status, body } = await city.send('correctDecision', staff.id, {
        ...at(id),
        body: { decision, why, version },
      });
      return [status, body.fields?.map(({ path }: { path: string[] }) => path.at(-1))];
    };
    expect(await send(aDecision('supported', { amountCents: amountAskedCents + 1 }))).toEqual([422, ['amountCents']]);
    expect(await send(aDecision('refused', { decidedOn: '2026-03-19' }))).toEqual([422, ['decidedOn']]);
    expect(await send(aDecision('deferred'))).toEqual([422, ['outcome']]);
    expect(await send(aDecision('refused'), 'Erreur')).toEqual([422, ['why']]);
    expect((await send(aDecision('supported', { amountCents: amountAskedCents })))[0]).toBe(200);
  });
});

describe('a decision that is withdrawn', () => {
  test('is kept with the reasons; the organisation is told, and another decision can be taken', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'supported');
    await told(city, id);
    await city.wake(id);
    const unheard = await city.send('withdrawDecision', staff.id, {
      ...at(id),
      body: { reasons: exampleWithdrawal, version: await versionOf(city, id) },
    });
    expect([unheard.status, unheard.body.fields[0].path]).toEqual([422, ['heard']]);
    const file = await withdraw(city, id);
    expect([file.state, file.decision, file.outcome, file.grantedCents]).toEqual([
      'deciding',
      undefined,
      undefined,
      undefined,
    ]);
    expect(file.formerDecisions.map(({ ended, why }) => [ended, why])).toEqual([['withdrawn', exampleWithdrawal]]);
    const [mail] = await told(city, id);
    expect(plain(mail?.text)).toContain('retire sa décision du 18 mars 2026');
    expect(mail?.text).toContain(exampleWithdrawal);
    await city.wake(id);
    const grants = await city.ask('getOrganisationGrants', staff.id, {
      params: { organisationId },
      query: { year: '2026', callId: city.callId },
    });
    expect([grants.totalCents, grants.grants]).toEqual([0, []]);
    const page = await ownFile(city, id);
    expect(page.timeline.at(-1)).toMatchObject({ type: 'application.decision-withdrawn', text: exampleWithdrawal });
    const again = await decide(city, id, aDecision('refused'));
    expect([again.state, again.formerDecisions.length]).toEqual(['refused', 1]);
    await expectWholeChain(city.ports, id);
  });
});

describe('a late decision', () => {
  // The file came on 18 March: silence refuses it after 18 May.
  test.each([
    ['2026-05-18', false],
    ['2026-05-19', true],
  ] as const)('taken on %s says so: %s', async (decidedOn, late) => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    city.ports.clock.set(`${decidedOn}T09:00:00.000Z`);
    const silent = late ? '2026-05-18' : undefined;
    const waiting = await city.ask('getStaffFile', staff.id, at(id));
    const page = await city.ask('getApplication', applicant.id, at(id));
    const row = (await city.ask('listApplications', applicant.id, { query: { organisationId } })).items[0];
    expect([waiting.refusedBySilenceOn, page.refusedBySilenceOn, row?.refusedBySilenceOn]).toEqual([
      silent,
      silent,
      silent,
    ]);
    const file = await decide(city, id, aDecision('refused', { decidedOn }));
    expect([file.late, file.refusedBySilenceOn]).toEqual([late, undefined]);
    const [mail] = await told(city, id);
    expect(plain(mail?.text).includes('Sans réponse de la Ville au 18 mai 2026')).toBe(late);
    expect(mail?.text.includes('La présente décision remplace ce rejet.')).toBe(late);
  });
});

test('A decision that was taken in time and recorded once silence had refused is late: it is told only now', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'deciding');
  await told(city, id);
  city.ports.clock.set('2026-05-20T09:00:00.000Z');
  const file = await decide(city, id, aDecision('refused', { decidedOn: '2026-05-15' }));
  const [mail] = await told(city, id);
  expect([file.late, plain(mail?.text).includes('Sans réponse de la Ville au 18 mai 2026')]).toEqual([true, true]);
});

describe('a preview', () => {
  const feedback = [{ stepId: 'evaluation', criterionId: 'innovation', text: 'Une idée proche de ce qui existe.' }];
  test.each([
    { ...aDecision('supported'), inKind: [{ kind: 'coaching', description: 'Trois rendez-vous.' }] },
    { ...aDecision('refused'), feedback },
    aDecision('deferred'),
    { ...aDecision('refused'), announceOn: '2026-04-30' },
  ] as Decision[])('is the very mail that then leaves, and writes nothing: $outcome', async (body) => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await told(city, id);
    const before = await loadFile(city.ports, id);
    const version = await versionOf(city, id);
    const preview = await letterFor(city, id, { operation: 'recordDecision', decision: body, version });
    expect((await loadFile(city.ports, id))?.items).toEqual(before?.items);
    await decide(city, id, body);
    if (body.announceOn) {
      city.ports.clock.set('2026-04-30T09:00:00.000Z');
      await announceDue(city.ports);
    }
    const [mail] = await told(city, id);
    expect([preview.subject, preview.body, preview.to?.email]).toEqual([mail?.subject, mail?.text, mail?.to]);
  });

  test('refuses what a decision would be refused for', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const send = async (decision: object) =>
      city.send('previewLetter', staff.id, {
        ...at(id),
        body: { operation: 'recordDecision', decision, version: await versionOf(city, id) },
      });
    const unknown = [{ stepId: 'evaluation', criterionId: 'nothing', text: 'Une idée.' }];
    const strange = await send({ ...aDecision('refused'), feedback: unknown });
    expect([strange.status, strange.body.fields[0].path]).toEqual([422, ['feedback', 0]]);
    expect((await send(aDecision('refused', { decidedOn: '2026-03-19' }))).status).toBe(422);
    await decide(city, id, aDecision('refused'));
    const passed = await send(aDecision('refused'));
    expect([passed.status, passed.body.availableActions]).toEqual([409, ['correct-decision', 'withdraw-decision']]);
  });
});

describe('what staff decide of a file as they read it', () => {
  /** The same answer each time: nothing was done, where the file stands, and what is possible now. */
  const changed = (state: string, availableActions: string[]) => ({
    status: 409,
    body: expect.objectContaining({ code: 'file-changed', state, availableActions }),
  });
  const deciding = ['support', 'refuse', 'defer'];

  test('is neither shown nor recorded once the file has moved, though it waits for a decision as before', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const version = await versionOf(city, id);
    // Somebody else decides, and takes it back: the file waits again, and is not the one that was read.
    await decide(city, id, aDecision('refused'));
    await withdraw(city, id);
    const before = await loadFile(city.ports, id);
    const body = { decision: aDecision('supported'), version };
    for (const [operation, asked] of [
      ['previewLetter', { operation: 'recordDecision', ...body }],
      ['recordDecision', body],
    ] as const)
      expect(await city.send(operation, staff.id, { ...at(id), body: asked })).toMatchObject(
        changed('deciding', deciding),
      );
    expect(await loadFile(city.ports, id)).toEqual(before);
    const read = await city.send('recordDecision', staff.id, {
      ...at(id),
      body: { decision: aDecision('supported'), version: version + 2 },
    });
    expect([read.status, read.body.state]).toEqual([200, 'supported']);
  });

  test('needs that version', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const { status, body } = await city.send('recordDecision', staff.id, {
      ...at(id),
      body: { decision: aDecision('refused') },
    });
    expect([status, body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([422, [['version']]]);
  });

  test('of a file that its applicant withdrew meanwhile is not recorded, and nothing is left to do', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const version = await versionOf(city, id);
    await city.ask('withdrawApplication', applicant.id, { ...at(id), body: {} });
    expect(
      await city.send('recordDecision', staff.id, { ...at(id), body: { decision: aDecision('refused'), version } }),
    ).toMatchObject(changed('withdrawn', []));
  });

  test('is not announced, corrected or withdrawn of another decision than the one that was read', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const kept = { ...aDecision('refused'), announceOn: '2026-04-30' } as Decision;
    const { version } = await decide(city, id, kept);
    await withdraw(city, id);
    await decide(city, id, { ...aDecision('supported'), announceOn: '2026-04-30' } as Decision);
    for (const [operation, body] of [
      ['announceDecision', {}],
      ['correctDecision', { decision: aDecision('supported'), why: exampleCorrection }],
      ['withdrawDecision', { reasons: exampleWithdrawal, heard: true }],
    ] as const)
      expect(await city.send(operation, staff.id, { ...at(id), body: { ...body, version } })).toMatchObject(
        changed('supported', ['announce', 'correct-decision', 'withdraw-decision']),
      );
    expect((await city.ask('getStaffFile', staff.id, at(id))).version).toBe(version + 2);
  });
});

describe('an agreement', () => {
  test('is required above the call’s amount a year and organisation, and not at it', async () => {
    const city = await openCity({ call: { agreementAboveCents: 200_000 } });
    const [first, second] = [await fileIn(city, 'deciding', 0), await fileIn(city, 'deciding', 1)];
    for (const id of [first, second]) {
      await decide(city, id, aDecision('supported', { amountCents: 100_000 }));
      await city.wake(id);
    }
    const query = { year: '2026', callId: city.callId };
    const ask = () => city.ask('getOrganisationGrants', staff.id, { params: { organisationId }, query });
    const grants = await ask();
    expect([grants.totalCents, grants.agreementRequired, grants.agreementAboveCents]).toEqual([
      200_000,
      false,
      200_000,
    ]);
    expect(grants.grants.map(({ applicationId }) => applicationId).toSorted()).toEqual([first, second].toSorted());
    await correct(city, second, aDecision('supported', { amountCents: 100_001 }));
    await city.wake(second);
    expect([(await ask()).totalCents, (await ask()).agreementRequired]).toEqual([200_001, true]);
    const other = await city.ask('getOrganisationGrants', staff.id, {
      params: { organisationId },
      query: { ...query, year: '2025' },
    });
    expect([other.totalCents, other.agreementRequired]).toEqual([0, false]);
    const envelope = await city.ask('getCallEnvelope', staff.id, {
      params: { callId: city.callId },
      query: { year: '2026' },
    });
    expect(envelope).toEqual({
      year: '2026',
      envelopeCents: city.content.envelopeCents,
      grantedCents: 200_001,
      keptCents: 0,
      remainingCents: (city.content.envelopeCents ?? 0) - 200_001,
    });
  });

  test('is noted with its day, between the decision and today, once the grant is announced', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const record = async (signedOn: string) =>
      city.send('recordAgreement', staff.id, {
        ...at(id),
        body: await asRead(city, id, { signedOn, reference: 'C-26-1' }),
      });
    expect((await record('2026-03-18')).status).toBe(409);
    await decide(city, id, { ...aDecision('supported'), announceOn: '2026-04-30' });
    expect((await record('2026-03-18')).status).toBe(409);
    await announceFile(city, id);
    expect((await record('2026-03-17')).status).toBe(422);
    expect((await record('2026-03-19')).status).toBe(422);
    const { status, body } = await record('2026-03-18');
    expect([status, body.agreement]).toEqual([200, { signedOn: '2026-03-18', reference: 'C-26-1' }]);
    expect((await withdraw(city, id)).agreement).toBeUndefined();
    await expectWholeChain(city.ports, id);
  });
});
