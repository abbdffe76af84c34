import { describe, expect, test } from 'vitest';
import { announceDue } from '../../../functions/announce/announce.ts';
import { notifyApplication } from '../../../functions/notify/notify.ts';
import type { Mail } from '../../../functions/services/mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { announcementKey } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import type { Decision } from '../../../schemas/application.ts';
import { exampleCorrection, exampleWithdrawal } from '../../../schemas/examples/jury.ts';
import { aContent, aDecision } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { fileIn } from '../../support/files.ts';

const { applicant, staff } = people;
const organisationId = anOrganisation(0).id;
const at = (applicationId: string) => ({ params: { applicationId } });

const decide = (city: City, id: string, body: Decision) => city.ask('recordDecision', staff.id, { ...at(id), body });
const correct = (city: City, id: string, decision: Decision, why = exampleCorrection) =>
  city.ask('correctDecision', staff.id, { ...at(id), body: { decision, why } });
const withdraw = (city: City, id: string) =>
  city.ask('withdrawDecision', staff.id, { ...at(id), body: { reasons: exampleWithdrawal, heard: true } });

/** The mails that leave when the file's events are told. */
const told = async (city: City, id: string): Promise<Mail[]> => {
  const outbox: Mail[] = [];
  await notifyApplication(city.ports, { send: async (mail) => `m${outbox.push(mail)}` }, siteUrl, id);
  return outbox;
};
const plain = (text = '') => text.replace(/[\u00a0\u202f]/g, ' ');

/** All that an applicant and a juror can come by of a file, refusals included. */
const seenOutside = async (city: City, id: string) => {
  const first = city.jurors[0] ?? '';
  const [page, list, juror, assignments, refused, refusedToJuror] = [
    await city.ask('getApplication', applicant.id, at(id)),
    await city.ask('listApplications', applicant.id, { query: { organisationId } }),
    await city.ask('getJurorFile', first, at(id)),
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
    const file = await city.ask('announceDecision', staff.id, { ...at(id), body: {} });
    expect([file.state, file.announceOn]).toEqual(['refused', undefined]);
    const again = await city.send('announceDecision', staff.id, { ...at(id), body: {} });
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
    expect(JSON.stringify(file.timeline)).not.toContain('supported');
    await city.wake(id);
    const query = { year: '2026', callId: city.callId };
    const envelope = await city.ask('getCallEnvelope', staff.id, { params: { callId: city.callId }, query });
    expect(envelope.grantedCents).toBe(0);
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
    const page = await city.ask('getApplication', applicant.id, at(id));
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
