import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { formerDeclarationKey } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { anEvaluation } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, declare, fileIn } from '../../support/files.ts';
import { jurorFile, ownFile, staffFile } from '../../support/whole-file.ts';

const { staff } = people;

/** A file whose step is open, and that no juror has opened yet. */
const unopened = async (city: City): Promise<string> => {
  const applicationId = await fileIn(city, 'ready');
  await city.ask('openStep', staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) }),
  });
  return applicationId;
};

describe('a file on its first opening', () => {
  test('shows what is needed to judge a conflict, and opens with the word that there is none', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    const applicationId = await unopened(city);
    const params = { applicationId };
    const evaluation = { params: { ...params, stepId: 'evaluation' } };
    const staffFile = await city.ask('getStaffFile', staff.id, { params });
    const attachmentId = staffFile.attachments[0]?.id as string;
    for (const answer of [
      await city.send('getJurorFile', juror, { params }),
      await city.send('getJurorAttachment', juror, { params: { ...params, attachmentId } }),
      await city.send('saveEvaluation', juror, { ...evaluation, body: { content: {}, revision: 0 } }),
      await city.send('submitEvaluation', juror, { ...evaluation, body: anEvaluation() }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'declaration-needed']);
      expect(JSON.stringify(answer.body)).not.toContain(staffFile.title);
    }
    const partners = staffFile.content?.project.partners;
    expect(await city.ask('getConflictCheck', juror, { params })).toEqual({
      number: staffFile.number,
      title: staffFile.title,
      organisationName: staffFile.organisation.name,
      ...(partners && { partners }),
      matches: [],
    });

    const first = await declare(city, applicationId, juror);
    expect(first.declaredAt).toBe(city.ports.now().toISOString());
    expect((await city.ask('getJurorFile', juror, { params })).content.project).toEqual(staffFile.content?.project);
    city.ports.clock.advance({ days: 2 });
    expect(await declare(city, applicationId, juror)).toEqual(first);
    // The file itself never learns of it: jurors do not wait for each other.
    expect((await expectWholeChain(city.ports, applicationId)).version).toBe(staffFile.version);
  });

  test('stays open to its juror at the steps that follow', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'deciding');
    const { assignments } = await city.ask('getJurorFile', city.jurors[0] as string, { params: { applicationId } });
    expect(assignments.map(({ stepId }) => stepId)).toEqual(['evaluation', 'committee-opinion']);
  });

  test('is nobody’s to ask about who is not assigned', async () => {
    const city = await openCity();
    const params = { applicationId: await unopened(city) };
    const outsider = city.jurors[3] as string;
    for (const [id, body] of [
      ['getConflictCheck', undefined],
      ['declareNoConflict', { confirm: true }],
      ['recuse', { ...exampleRecusal, confirm: true }],
    ] as const)
      expect([id, (await city.send(id, outsider, { params, body })).status]).toEqual([id, 404]);
  });

  test('opens to who says so while being relieved only if that word came first', async () => {
    const city = await openCity();
    const [juror] = city.jurors as [string];
    for (const turns of [[0], [1, 1, 1, 1, 1, 1, 1, 1]]) {
      const applicationId = await unopened(city);
      const params = { applicationId };
      await interleave(city.ports, turns, [
        (own) => city.send('declareNoConflict', juror, { params, body: { confirm: true } }, own),
        (own) =>
          city.send(
            'relieveJuror',
            staff.id,
            { params: { ...params, jurorId: juror }, body: { reason: 'Absence' } },
            own,
          ),
      ]);
      expect((await city.send('getJurorFile', juror, { params })).status).toBe(404);
      expect((await expectWholeChain(city.ports, applicationId)).jury?.jurorIds).toEqual(city.jurors.slice(1, 3));
    }
  });
});

describe('the annual declaration', () => {
  const { name, siret } = anOrganisation(0).content;

  test('is of the calendar year in Paris, can be corrected, and keeps its former versions', async () => {
    const city = await openCity({ now: '2026-12-31T22:59:00.000Z' });
    const [juror] = city.jurors as [string];
    expect(await city.ask('getDeclaration', juror)).toEqual({
      year: 2026,
      revision: 0,
      none: false,
      organisations: [],
    });
    const save = (revision: number, body: object) =>
      city.send('saveDeclaration', juror, { body: { revision, ...body } });
    const organisations = [{ name, interest: 'officer' }];
    expect((await save(0, { none: true, organisations: [] })).body).toMatchObject({ revision: 1, none: true });
    expect((await save(1, { none: false, organisations })).body).toMatchObject({ revision: 2, organisations });
    expect(await save(1, { none: true, organisations: [] })).toMatchObject({
      status: 409,
      body: { code: 'stale-revision' },
    });
    expect(await get(city.ports, formerDeclarationKey(2026, juror, 1))).toMatchObject({
      none: true,
      organisations: [],
    });
    city.ports.clock.set('2026-12-31T23:00:00.000Z');
    expect(await city.ask('getDeclaration', juror)).toMatchObject({ year: 2027, revision: 0 });
  });

  test.each([
    ['neither none nor some', { none: false, organisations: [] }],
    ['none and some', { none: true, organisations: [{ name, interest: 'kin' }] }],
  ])('says %s: refused, with the field', async (_what, body) => {
    const city = await openCity();
    const answer = await city.send('saveDeclaration', city.jurors[0], { body: { revision: 0, ...body } });
    expect([answer.status, answer.body.fields]).toEqual([
      422,
      [{ path: ['organisations'], message: expect.not.stringContaining('rules.') }],
    ]);
  });

  test('proposes a recusal from the files of a declared organisation, with the tie, to that juror alone', async () => {
    const city = await openCity();
    const [bound, other] = city.jurors as [string, string];
    const applicationId = await unopened(city);
    await city.ask('saveDeclaration', bound, {
      body: { revision: 0, none: false, organisations: [{ name: 'Ancien nom', siret, interest: 'employee' }] },
    });
    const matchesFor = async (juror: string) =>
      (await city.ask('getConflictCheck', juror, { params: { applicationId } })).matches;
    expect(await matchesFor(bound)).toEqual([{ organisation: 'Ancien nom', interest: 'employee', found: 'applicant' }]);
    expect(await matchesFor(other)).toEqual([]);
  });
});

describe('a recusal', () => {
  test('tells staff since when and why; peers learn nothing of why, and the chain holds only its digest', async () => {
    const city = await openCity();
    const [juror, peer] = city.jurors as [string, string];
    const applicationId = await unopened(city);
    const params = { applicationId };
    const { since } = await city.ask('recuse', juror, { params, body: { ...exampleRecusal, confirm: true } });
    const seen = await staffFile(city, applicationId);
    expect(seen.recusals).toEqual([{ jurorId: juror, jurorName: 'Jeanne Jury', at: since, ...exampleRecusal }]);
    expect(seen.timeline.at(-1)).toMatchObject({ type: 'application.juror-recused', text: exampleRecusal.reason });
    await declare(city, applicationId, peer);
    const answers = [await jurorFile(city, applicationId, peer), await ownFile(city, applicationId)];
    expect(JSON.stringify(answers)).not.toContain(exampleRecusal.reason);
    const file = await loadFile(city.ports, applicationId);
    expect(JSON.stringify(file?.events)).not.toContain(exampleRecusal.reason);
    expect(file?.events.at(-1)).toMatchObject({
      data: { jurorId: juror, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('without its kind or its reason is refused, each field named', async () => {
    const city = await openCity();
    const params = { applicationId: await unopened(city) };
    const { status, body } = await city.send('recuse', city.jurors[0], { params, body: { confirm: true } });
    expect([status, body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([
      422,
      [['interest'], ['reason']],
    ]);
  });
});
