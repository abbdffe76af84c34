import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { loadPerson } from '../../../functions/store/people.ts';
import { exampleRecusal, exampleRelief } from '../../../schemas/examples/jury.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { anEvaluation } from '../../factories/application.ts';
import { aScoreStep } from '../../factories/call.ts';
import { anOrganisation } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, evaluate, fileIn } from '../../support/files.ts';
import { staffFile } from '../../support/whole-file.ts';

const { staff } = people;
const relieve = (city: City, applicationId: string, jurorId: string, by?: string) =>
  city.send('relieveJuror', staff.id, {
    params: { applicationId, jurorId },
    body: { reason: exampleRelief, ...(by && { by }) },
  });
const bind = (city: City, jurorId: string) =>
  city.ask('saveDeclaration', jurorId, {
    body: { revision: 0, none: false, organisations: [{ name: anOrganisation(0).content.name, interest: 'officer' }] },
  });

describe('a relieved juror', () => {
  test('loses the file, staff read why, and an evaluation that was in counts no more', async () => {
    const city = await openCity();
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    await evaluate(city, applicationId, first);
    const { status } = await relieve(city, applicationId, first);
    const seen = await staffFile(city, applicationId);
    expect([status, seen.reliefs, seen.timeline.at(-1)?.text]).toEqual([
      200,
      [
        {
          jurorId: first,
          jurorName: 'Jeanne Jury',
          stepId: 'evaluation',
          at: city.ports.now().toISOString(),
          reason: exampleRelief,
          byName: people.staff.name,
        },
      ],
      exampleRelief,
    ]);
    for (const id of ['getJurorFile', 'getConflictCheck'] as const)
      expect((await city.send(id, first, { params })).status).toBe(404);
    expect((await city.ask('listAssignments', first)).items).toEqual([]);
    await evaluate(city, applicationId, second);
    expect(await city.wake(applicationId)).toBe(false);
    await evaluate(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(true);
    const core = await expectWholeChain(city.ports, applicationId);
    expect(core.results[0]?.evaluations).toBe(2);
    const told = await city.ask('getApplication', people.applicant.id, { params });
    expect(JSON.stringify(told)).not.toContain(exampleRelief);
  });

  test('is replaced in one act, without the quorum ever out of reach; the same act again finds it done', async () => {
    const city = await openCity();
    const [first, second, third, fourth] = city.jurors as [string, string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    expect((await relieve(city, applicationId, first, fourth)).status).toBe(200);
    const { jury, version } = await expectWholeChain(city.ports, applicationId);
    expect(jury?.jurorIds).toEqual([second, third, fourth]);
    const types = (await loadFile(city.ports, applicationId))?.events.slice(-2).map(({ type }) => type);
    expect(types).toEqual(['application.juror-assigned', 'application.juror-relieved']);
    const again = await relieve(city, applicationId, first, fourth);
    expect([again.status, again.body.code]).toEqual([409, 'state-passed']);
    expect((await expectWholeChain(city.ports, applicationId)).version).toBe(version);
  });

  test('and is gone meanwhile brings nobody in the place, whoever did it', async () => {
    const city = await openCity({ jurors: 6 });
    const [first, second, third, fourth, fifth] = city.jurors as [string, string, string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    expect((await relieve(city, applicationId, first, fourth)).status).toBe(200);
    await city.ask('recuse', second, { params, body: { ...exampleRecusal, confirm: true } });
    for (const gone of [first, second]) {
      const { status, body } = await relieve(city, applicationId, gone, fifth);
      expect([status, body.code, body.availableActions.includes('assign-juror')]).toEqual([409, 'state-passed', true]);
    }
    expect((await expectWholeChain(city.ports, applicationId)).jury?.jurorIds).toEqual([third, fourth]);
  });

  test('who comes back to the step takes the evaluation up again', async () => {
    const city = await openCity();
    const [first, second] = city.jurors as [string, string];
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    await evaluate(city, applicationId, first, 0, false);
    await relieve(city, applicationId, first);
    await city.ask('assignJuror', staff.id, { params, body: { jurorId: first } });
    await evaluate(city, applicationId, first, 1);
    await evaluate(city, applicationId, second);
    await city.ask('closeStep', staff.id, {
      params,
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
    expect((await expectWholeChain(city.ports, applicationId)).results[0]?.evaluations).toBe(2);
  });

  test.each([[[0]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]])(
    'who scores at the same moment, turns %j, is heard before or finds nothing, and never counts',
    async (turns) => {
      const city = await openCity();
      const [juror, second, third] = city.jurors as [string, string, string];
      const applicationId = await fileIn(city, 'evaluating');
      const params = { applicationId, stepId: 'evaluation' };
      const results = await interleave(city.ports, turns, [
        (own) => city.send('submitEvaluation', juror, { params, body: anEvaluation() }, own),
        (own) =>
          city.send(
            'relieveJuror',
            staff.id,
            { params: { applicationId, jurorId: juror }, body: { reason: exampleRelief } },
            own,
          ),
      ]);
      const [submitted, relieved] = results.map((result) => (result.status === 'fulfilled' ? result.value.status : 0));
      expect([relieved, [200, 404, 409].includes(submitted as number)]).toEqual([200, true]);
      for (const other of [second, third]) await evaluate(city, applicationId, other);
      expect(await city.wake(applicationId)).toBe(true);
      expect((await expectWholeChain(city.ports, applicationId)).results[0]?.evaluations).toBe(2);
    },
  );

  test('needs a reason', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    const { status, body } = await city.send('relieveJuror', staff.id, {
      params: { applicationId, jurorId: city.jurors[0] as string },
      body: {},
    });
    expect([status, body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([422, [['reason']]]);
  });
});

describe('a proposal', () => {
  test('shares the waiting files out, never to who is bound by declaration, and changes nothing', async () => {
    const city = await openCity();
    const [bound, ...others] = city.jurors as [string, ...string[]];
    await bind(city, bound);
    const ids = [await fileIn(city, 'ready'), await fileIn(city, 'ready', 1)];
    const { files, jurors, skipped, more } = await city.ask('proposeAssignments', staff.id, {
      params: { callId: city.callId },
      body: {},
    });
    expect(files.map(({ applicationId }) => applicationId)).toEqual(ids);
    const { wanted } = aScoreStep();
    for (const file of files) {
      expect(file.jurorIds).toEqual(others.slice(0, wanted));
      expect(file.barred).toEqual([{ jurorId: bound, why: 'conflicted' }]);
    }
    expect(jurors.map(({ id, before, after }) => [id, before, after])).toEqual([
      [bound, 0, 0],
      ...others.map((id) => [id, 0, 2]),
    ]);
    expect([skipped, more]).toEqual([[], false]);
    for (const applicationId of ids)
      expect((await city.ask('getStaffFile', staff.id, { params: { applicationId } })).state).toBe('ready');
  });

  test('of named files leaves out, by name, those that wait no more', async () => {
    const city = await openCity();
    const ready = await fileIn(city, 'ready');
    const open = await fileIn(city, 'evaluating', 1);
    const { files, skipped } = await city.ask('proposeAssignments', staff.id, {
      params: { callId: city.callId },
      body: { applicationIds: [ready, open] },
    });
    expect([files.map(({ applicationId }) => applicationId), skipped]).toEqual([[ready], [open]]);
  });

  test('counts what is open, stays below a juror’s own cap, and says why a file falls short', async () => {
    const city = await openCity({ jurors: 3 });
    await fileIn(city, 'evaluating');
    const [first] = city.jurors as [string];
    await city.ask('updateJuror', staff.id, {
      params: { jurorId: first },
      body: { territories: [], sectors: [], openFiles: 1 },
    });
    const applicationId = await fileIn(city, 'ready', 1);
    const { files } = await city.ask('proposeAssignments', staff.id, { params: { callId: city.callId }, body: {} });
    const { wanted } = aScoreStep();
    expect(files[0]).toMatchObject({
      applicationId,
      jurorIds: city.jurors.slice(1),
      short: { missing: wanted - 2, atCap: 1, conflicted: 0 },
    });
  });
});

describe('a juror who leaves', () => {
  test('hands over file by file, is given nothing more meanwhile, and is gone when nothing waits', async () => {
    const city = await openCity({ jurors: 5 });
    const [leaver, second, third, fourth, fifth] = city.jurors as [string, string, string, string, string];
    await bind(city, fourth);
    const applicationId = await fileIn(city, 'evaluating');
    const setStatus = (status: string) =>
      city.send('setJurorStatus', staff.id, { params: { jurorId: leaver }, body: { status } });
    expect(await setStatus('left')).toMatchObject({ status: 409, body: { code: 'open-work' } });
    expect(await setStatus('leaving')).toMatchObject({ status: 200, body: { status: 'leaving', open: 1 } });
    const other = await fileIn(city, 'ready', 1);
    const opening = await city.send('openStep', staff.id, {
      params: { applicationId: other },
      body: await asRead(city, other, { jurorIds: [leaver, second] }),
    });
    expect([opening.status, opening.body.fields[0].path]).toEqual([422, ['jurorIds']]);
    expect((await city.ask('listJurors', staff.id)).items.map(({ id }) => id)).not.toContain(leaver);

    const { files } = await city.ask('proposeHandover', staff.id, { params: { jurorId: leaver }, body: {} });
    expect(files).toMatchObject([{ applicationId, state: 'evaluating', jurorIds: [fifth] }]);
    expect(files[0]?.barred).toEqual([
      { jurorId: second, why: 'on-file' },
      { jurorId: third, why: 'on-file' },
      { jurorId: fourth, why: 'conflicted' },
    ]);
    expect((await relieve(city, applicationId, leaver, fifth)).status).toBe(200);
    expect(await city.ask('proposeHandover', staff.id, { params: { jurorId: leaver }, body: {} })).toEqual({
      files: [],
      jurors: [],
    });
    expect(await setStatus('left')).toMatchObject({ status: 200, body: { status: 'left', roles: [] } });
    expect((await city.send('listAssignments', leaver)).status).toBe(403);
    const { jurors } = await city.ask('listMembers', staff.id);
    expect(jurors.find(({ id }) => id === leaver)).toMatchObject({ status: 'left', open: 0 });
  });
});

describe('the members', () => {
  test('are listed with skills, open and late work, and whether they declared', async () => {
    const city = await openCity();
    const [first, second] = city.jurors as [string, string];
    const applicationId = await fileIn(city, 'evaluating');
    await evaluate(city, applicationId, second);
    await bind(city, first);
    await city.ask('updateJuror', staff.id, {
      params: { jurorId: first },
      body: { territories: ['fives'], sectors: ['housing'] },
    });
    city.ports.clock.advance({ days: 60 });
    const { jurors, staff: agents } = await city.ask('listMembers', staff.id);
    const row = (id: string) => jurors.find((juror) => juror.id === id);
    expect(row(first)).toMatchObject({ open: 1, late: 1, declared: true, territories: ['fives'], status: 'active' });
    expect(row(second)).toMatchObject({ open: 0, late: 0, declared: false, territories: [] });
    expect(agents.map(({ id }) => id)).toEqual([staff.id]);
    expect(JSON.stringify(jurors)).not.toContain(anOrganisation(0).content.name);
  });

  test('to choose for a file are shown with their work, what suits and what is declared', async () => {
    const city = await openCity();
    const [first, second, , fourth] = city.jurors as [string, string, string, string];
    await bind(city, fourth);
    const applicationId = await fileIn(city, 'evaluating');
    const params = { applicationId };
    const { content } = await city.ask('getStaffFile', staff.id, { params });
    await city.ask('updateJuror', staff.id, {
      params: { jurorId: first },
      body: { territories: content?.project.territories ?? [], sectors: [content?.project.sector ?? ''] },
    });
    const { items } = await city.ask('listCandidates', staff.id, { params });
    const of = (id: string) => items.find((juror) => juror.id === id);
    expect(of(first)).toMatchObject({ bar: 'on-file', open: 1, suits: { territory: true, sector: true } });
    expect(of(second)).toMatchObject({ suits: { territory: false, sector: false } });
    expect(of(fourth)).toMatchObject({ match: { organisation: anOrganisation(0).content.name, found: 'applicant' } });
    expect(of(fourth)?.bar).toBeUndefined();
  });
});

describe('an invitation', () => {
  const invitation = { roles: ['juror'], name: 'Inès Exemple', email: 'Ines@jury.example', language: 'fr' };
  const invite = (city: City, change: object = {}) =>
    city.send('inviteMember', staff.id, { body: { ...invitation, ...change } });

  test('makes an account and a juror under its sub, who counts as come with the first session', async () => {
    const city = await openCity();
    const { status, body } = await invite(city);
    expect([status, body.roles, body.invitedAt]).toEqual([200, ['juror'], city.ports.now().toISOString()]);
    expect(city.accounts.sent).toEqual(['ines@jury.example']);
    expect((await city.ask('listJurors', staff.id)).items.map(({ id }) => id)).toContain(body.id);
    const claims = { name: 'Inès Exemple', email: 'ines@jury.example' };
    const open = () =>
      city.ask('openJurySession', body.id, { body: { idToken: JSON.stringify(claims), language: 'fr' } });
    await open();
    const { joinedAt } = (await loadPerson(city.ports, body.id)) ?? {};
    expect(joinedAt).toBe(city.ports.now().toISOString());
    city.ports.clock.advance({ days: 1 });
    await open();
    expect((await loadPerson(city.ports, body.id))?.joinedAt).toBe(joinedAt);
    const late = await city.send('resendInvitation', staff.id, { params: { personId: body.id }, body: {} });
    expect([late.status, late.body.code]).toEqual([409, 'already-joined']);
  });

  test('is sent again or taken back while nobody came, and the account then opens nothing', async () => {
    const city = await openCity();
    const { id: personId } = (await invite(city)).body;
    expect(await invite(city)).toMatchObject({ status: 409, body: { code: 'already-invited' } });
    await city.ask('resendInvitation', staff.id, { params: { personId }, body: {} });
    expect(city.accounts.sent).toHaveLength(2);
    await city.ask('withdrawInvitation', staff.id, { params: { personId }, body: {} });
    expect((await city.send('listAssignments', personId)).status).toBe(403);
    expect((await city.ask('listMembers', staff.id)).jurors.map(({ id }) => id)).not.toContain(personId);
    const again = await invite(city);
    expect([again.status, again.body.id]).toEqual([200, personId]);
  });

  test('of a member of staff as a juror gives the role with the account that is there', async () => {
    const city = await openCity();
    const { status, body } = await invite(city, { name: 'Autre nom', email: people.staff.email });
    expect([status, body.id, body.roles, body.name]).toEqual([
      200,
      staff.id,
      [...everyDuty, 'juror'],
      people.staff.name,
    ]);
    expect(city.accounts.sent).toEqual([]);
    expect(await invite(city, { email: people.staff.email })).toMatchObject({ body: { code: 'already-member' } });
  });

  test('to an account in use, unknown here, asks for its sub, which staff enter by hand', async () => {
    const city = await openCity();
    city.accounts.use('ines@jury.example');
    expect(await invite(city)).toMatchObject({ status: 409, body: { code: 'account-exists' } });
    const { status, body } = await invite(city, { personId: 'sub-of-the-issuer' });
    expect([status, body.id]).toEqual([200, 'sub-of-the-issuer']);
  });
});
