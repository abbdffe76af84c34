import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { chainVerifier } from '../../../functions/store/chain.ts';
import { savePerson } from '../../../functions/store/people.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { aContent } from '../../factories/application.ts';
import { aJuror, aStaffMember } from '../../factories/people.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { fileIn, scoredFile } from '../../support/files.ts';
import { conclude, openSession, planSession, schedule, voteOn } from '../../support/sessions.ts';
import { ownFile, staffFile, staffParts } from '../../support/whole-file.ts';

const { staff } = people;
/** An agent beside the city's own, who may do everything too. */
const other = aStaffMember(1, { roles: [...everyDuty] });
const body = { ...exampleRecusal, confirm: true };
const stepBack = (city: City, applicationId: string, who = other.id) =>
  city.send('stepBack', who, { params: { applicationId }, body });

const opened = async () => {
  const city = await openCity();
  await savePerson(city.ports, other, undefined);
  return city;
};
const { title } = aContent().project;

describe('an agent who stepped back from a file', () => {
  test('neither reads it nor acts on it, and is told the date alone', async () => {
    const city = await opened();
    const applicationId = await fileIn(city, 'checking');
    const since = city.ports.now().toISOString();
    expect((await stepBack(city, applicationId)).body).toEqual({ since });
    const params = { applicationId };
    const { attachments } = await city.ask('getStaffFile', staff.id, { params });
    const attachmentId = attachments[0]?.id as string;
    const asked = [
      city.send('getStaffFile', other.id, { params }),
      city.send('getStaffAttachment', other.id, { params: { ...params, attachmentId } }),
      city.send('getStaffLetterPdf', other.id, { params: { ...params, seq: '2' } }),
      ...staffParts.map((id) => city.send(id, other.id, { params, query: { stepId: 'evaluation' } })),
      city.send('getStaffConflicts', other.id, { params }),
      city.send('recordCheck', other.id, {
        params: { ...params, stepId: 'completeness' },
        body: { verdict: 'passed', answers: {} },
      }),
      city.send('listCandidates', other.id, { params }),
      stepBack(city, applicationId),
    ];
    for (const answer of await Promise.all(asked)) {
      const { status, body: refused } = answer;
      expect([status, refused.code, refused.since, JSON.stringify(refused).includes(title)]).toEqual([
        403,
        'recused',
        since,
        false,
      ]);
    }
    const seen = await staffFile(city, applicationId);
    expect(seen.recusals).toEqual([
      {
        jurorId: other.id,
        jurorName: other.name,
        at: since,
        interest: exampleRecusal.interest,
        reason: exampleRecusal.reason,
      },
    ]);
    expect(seen.timeline.at(-1)?.type).toBe('application.agent-recused');
    const told = await ownFile(city, applicationId);
    expect(told.timeline.map(({ type }) => type)).not.toContain('application.agent-recused');
    await expectWholeChain(city.ports, applicationId);
    const verifier = chainVerifier();
    for (const item of (await loadFile(city.ports, applicationId))?.items ?? []) verifier.take(item);
    expect(verifier.report().faults).toEqual([]);
  });

  test('finds in lists its number and nothing else', async () => {
    const city = await opened();
    const supported = await fileIn(city, 'supported');
    await city.wake(supported);
    await stepBack(city, supported);
    const waiting = await fileIn(city, 'checking', 1);
    await stepBack(city, waiting);
    const ask = async (who: string) => [
      await city.ask('listQueue', who, { query: { callId: city.callId, state: 'supported' } }),
      await city.ask('listQueue', who, { query: { callId: city.callId, state: 'checking' } }),
      await city.ask('listSupported', who, { query: { callId: city.callId, quarter: '2026-Q1' } }),
      await city.ask('getOrganisationGrants', who, {
        params: { organisationId: people.applicant.organisationIds[0] as string },
        query: { year: '2026', callId: city.callId },
      }),
    ];
    const open = await ask(staff.id);
    for (const answer of open) expect(JSON.stringify(answer)).toMatch(/"title":"[^"]/);
    const closed = await ask(other.id);
    for (const answer of closed) expect(JSON.stringify(answer)).not.toMatch(/"(title|organisationName)":"[^"]/);
    expect((closed[0] as { items: object[] }).items).toMatchObject([
      { id: supported, title: '', recusedSince: city.ports.now().toISOString() },
    ]);
  });

  test('who moves and ends a session does nothing to that file: it follows by itself, and the others in their name', async () => {
    const city = await opened();
    const files = [await scoredFile(city), await scoredFile(city, 1)];
    const sessionId = await planSession(city);
    for (const id of files) await schedule(city, sessionId, id);
    await stepBack(city, files[0] as string);
    const params = { sessionId };
    const { title, place, startsAt, memberIds, version } = await city.ask('getSession', other.id, { params });
    const later = new Date(Date.parse(startsAt) + 86_400_000).toISOString();
    await city.ask('changeSession', other.id, { params, body: { title, place, startsAt: later, memberIds, version } });
    await city.ask('openSession', other.id, { params, body: {} });
    await city.ask('closeSession', other.id, { params, body: {} });
    const acts = files.map(async (id) =>
      (await staffFile(city, id)).timeline
        .filter(({ type }) => type === 'application.rescheduled' || type === 'application.unscheduled')
        .map(({ by, byName }) => [by, byName]),
    );
    expect(await Promise.all(acts)).toEqual([
      [
        ['system', undefined],
        ['system', undefined],
      ],
      [
        ['staff', other.name],
        ['staff', other.name],
      ],
    ]);
    for (const id of files) await expectWholeChain(city.ports, id);
  });

  test('who runs a session leaves that file to another, and does not write its minutes', async () => {
    const city = await opened();
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city);
    await schedule(city, sessionId, applicationId);
    await stepBack(city, applicationId);
    const params = { sessionId, applicationId };
    const session = await city.ask('getSession', other.id, { params: { sessionId } });
    expect(JSON.stringify(session.points)).not.toContain(title);
    expect(session.points).toMatchObject([{ title: '', notes: '', availableActions: [] }]);
    await city.ask('openSession', other.id, { params: { sessionId }, body: {} });
    for (const [id, sent] of [
      ['runPoint', { step: 'hear', rev: 1 }],
      ['saveNotes', { text: 'Un débat.', revision: 0 }],
      ['concludePoint', { opinion: 'favourable', rev: 1 }],
      ['postponePoint', { rev: 1 }],
    ] as const)
      expect([id, (await city.send(id, other.id, { params, body: sent })).body.code]).toEqual([id, 'recused']);
    await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
    const whole = await city.ask('getMinutes', staff.id, { params: { sessionId } });
    const less = await city.ask('getMinutes', other.id, { params: { sessionId } });
    expect(JSON.stringify(less)).not.toContain(title);
    const minutes = { content: whole.content, revision: whole.revision };
    expect((await city.send('saveMinutes', other.id, { params: { sessionId }, body: minutes })).body.code).toBe(
      'recused',
    );
    expect((await city.send('approveMinutes', other.id, { params: { sessionId }, body: minutes })).body.code).toBe(
      'recused',
    );
  });
});

test('a juror who is an agent as well is recused as both, whichever said so', async () => {
  const city = await openCity();
  const both = aJuror(0, { roles: [...everyDuty, 'juror'] });
  await city.ask('inviteMember', staff.id, {
    body: { roles: ['manager', 'case-officer'], name: both.name, email: both.email, language: 'fr' },
  });
  const first = await fileIn(city, 'evaluating');
  await city.ask('recuse', both.id, { params: { applicationId: first }, body });
  const second = await fileIn(city, 'evaluating', 1);
  expect((await stepBack(city, second, both.id)).status).toBe(200);
  for (const applicationId of [first, second])
    for (const id of ['getStaffFile', 'getJurorFile'] as const)
      expect([id, (await city.send(id, both.id, { params: { applicationId } })).body.code]).toEqual([id, 'recused']);
  const { items } = await city.ask('listQueue', both.id, { query: { callId: city.callId, state: 'evaluating' } });
  expect(items.map(({ title: shown }) => shown)).toEqual(['', '']);
  expect((await expectWholeChain(city.ports, second)).jury?.jurorIds).not.toContain(both.id);
});

test('a member of a session who steps back after the file was heard sees nothing of it there any more', async () => {
  const city = await openCity();
  const both = aJuror(0, { roles: [...everyDuty, 'juror'] });
  await city.ask('inviteMember', staff.id, {
    body: { roles: ['manager'], name: both.name, email: both.email, language: 'fr' },
  });
  const [applicationId, kept] = [await scoredFile(city), await scoredFile(city, 1)];
  const sessionId = await planSession(city);
  for (const id of [applicationId, kept]) await schedule(city, sessionId, id);
  await openSession(city, sessionId);
  const favourable = Object.fromEntries(city.jurors.slice(0, 3).map((id) => [id, 'favourable' as const]));
  for (const id of [applicationId, kept]) {
    await voteOn(city, sessionId, id, favourable);
    await conclude(city, sessionId, id, { proposedCents: 100_000 });
  }
  const params = { sessionId };
  await city.ask('closeSession', staff.id, { params, body: {} });
  const { content, revision } = await city.ask('getMinutes', staff.id, { params });
  await city.ask('approveMinutes', staff.id, { params, body: { content, revision } });
  const since = city.ports.now().toISOString();
  expect((await stepBack(city, applicationId, both.id)).status).toBe(200);
  const { points } = await city.ask('getJurySession', both.id, { params });
  expect(points.map((point) => (point.standing === 'recused' ? point : point.applicationId))).toEqual([
    { standing: 'recused', place: 1, since },
    kept,
  ]);
  const minutes = await city.ask('getJuryMinutes', both.id, { params });
  expect(minutes.content.parts.flatMap((part) => part.applicationId ?? [])).toEqual([kept]);
  // What was said there stays: the others read it, and the vote counts.
  const others = await city.ask('getJurySession', city.jurors[1] as string, { params });
  expect(others.points.map((point) => 'tally' in point && point.tally?.favourable)).toEqual([3, 3]);
});

test('a file that no agent may handle any more shows administrators its number, until a role is given to another', async () => {
  const city = await openCity();
  const administrator = aStaffMember(5, { roles: ['administrator'] });
  await savePerson(city.ports, administrator, undefined);
  await savePerson(city.ports, aStaffMember(2, { roles: ['reader'] }), undefined);
  const applicationId = await fileIn(city, 'checking');
  const list = async () => (await city.ask('listUnhandled', administrator.id)).items;
  expect(await list()).toEqual([]);
  await stepBack(city, applicationId, staff.id);
  const [found, ...others] = await list();
  expect([Object.keys(found ?? {}).toSorted(), found?.applicationId, found?.lacking, others]).toEqual([
    ['applicationId', 'lacking', 'number', 'state'],
    applicationId,
    ['case-officer', 'manager'],
    [],
  ]);
  // Who was invited and did not come yet handles nothing.
  await city.ask('inviteMember', administrator.id, {
    body: { roles: ['case-officer', 'manager'], name: 'Inès Exemple', email: 'ines@ville.example', language: 'fr' },
  });
  expect((await list()).map((item) => item.applicationId)).toEqual([applicationId]);
  for (const role of ['case-officer', 'manager'])
    await city.ask('giveRole', administrator.id, { params: { personId: aStaffMember(2).id }, body: { role } });
  expect(await list()).toEqual([]);
});

test('what an agent declared for the year is found in a file, and closes nothing by itself', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'checking');
  const { organisation } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  const declaration = { revision: 0, none: false, organisations: [{ name: organisation.name, interest: 'member' }] };
  await city.ask('saveStaffDeclaration', staff.id, { body: declaration });
  expect(await city.ask('getStaffConflicts', staff.id, { params: { applicationId } })).toEqual({
    matches: [{ organisation: organisation.name, interest: 'member', found: 'applicant' }],
  });
  expect((await city.ask('getStaffDeclaration', staff.id)).revision).toBe(1);
  expect((await city.send('getStaffFile', staff.id, { params: { applicationId } })).status).toBe(200);
});
