import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { savePerson } from '../../../functions/store/people.ts';
import type { CheckStep } from '../../../schemas/call.ts';
import type { LetterAct } from '../../../schemas/contract/staff/letter-preview.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import {
  exampleClosing,
  exampleCorrection,
  exampleReopening,
  exampleSilence,
  exampleWithdrawal,
} from '../../../schemas/examples/jury.ts';
import { aDecision, aVerdict } from '../../factories/application.ts';
import { aCheckStep } from '../../factories/call.ts';
import { aStaffMember } from '../../factories/people.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { closeFile, decideFile, fileIn, letterFor, recordSilenceOn, versionOf } from '../../support/files.ts';
import { post, tellApplication } from '../../support/mails.ts';

const { staff } = people;
const at = (applicationId: string) => ({ params: { applicationId } });
type Operation = LetterAct['operation'];

/** The mails to the applicant that leave once the file's events are told. */
const tell = async (city: City, id: string) => {
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, siteUrl, id);
  return outbox;
};

const kept = { announceOn: '2026-04-30' };
const check = aVerdict(aCheckStep({ id: 'completeness' }), 'complements');
const eligibility = callLille.steps.find(({ id }) => id === 'eligibility') as CheckStep;
const ineligible = aVerdict(eligibility, 'ineligible');
const decided =
  (outcome: 'supported' | 'refused', change = {}) =>
  async (city: City) => {
    const id = await fileIn(city, 'deciding');
    await decideFile(city, id, { ...aDecision(outcome), ...change });
    return id;
  };
const checking = (city: City) => fileIn(city, 'checking');

/** Each act that the applicant is written to about: the file that it happens to, and what it is asked with. */
const acts: [name: string, operation: Operation, file: (city: City) => Promise<string>, body: object][] = [
  ['a request for what is missing', 'recordCheck', checking, { stepId: 'completeness', ...check }],
  [
    'an ineligible project',
    'recordCheck',
    async (city) => {
      const id = await checking(city);
      const body = { ...aVerdict(aCheckStep({ id: 'completeness' })), version: await versionOf(city, id) };
      await city.ask('recordCheck', staff.id, { params: { applicationId: id, stepId: 'completeness' }, body });
      return id;
    },
    { stepId: 'eligibility', ...ineligible },
  ],
  ['a correction', 'correctDecision', decided('supported'), { decision: aDecision('refused'), why: exampleCorrection }],
  ['a withdrawal', 'withdrawDecision', decided('supported'), { reasons: exampleWithdrawal, heard: true }],
  ['an announcement before its day', 'announceDecision', decided('refused', kept), {}],
  ['a closing', 'closeApplication', (city) => unanswered(city), { reasons: exampleClosing }],
  ['a refusal by silence', 'recordSilence', (city) => unheard(city), { reasons: exampleSilence }],
  [
    'a file that is opened again after a closing',
    'reopenApplication',
    async (city) => {
      const id = await unanswered(city);
      await closeFile(city, id);
      return id;
    },
    { reasons: exampleReopening },
  ],
  [
    'a file that is opened again after silence',
    'reopenApplication',
    async (city) => {
      const id = await unheard(city);
      await recordSilenceOn(city, id);
      return id;
    },
    { reasons: exampleReopening },
  ],
];

const unanswered = async (city: City) => {
  const id = await fileIn(city, 'complements');
  city.ports.clock.advance({ days: 31 });
  return id;
};
const unheard = async (city: City) => {
  const id = await fileIn(city, 'checking');
  city.ports.clock.advance({ days: 70 });
  return id;
};

describe('the letter that is shown before an act', () => {
  test.each(acts)('is the very mail that then leaves, and writes nothing: %s', async (_, operation, file, body) => {
    const city = await openCity();
    const id = await file(city);
    await tell(city, id);
    const before = await loadFile(city.ports, id);
    const version = await versionOf(city, id);
    const shown = await letterFor(city, id, { operation, ...body, version });
    expect((await loadFile(city.ports, id))?.items).toEqual(before?.items);

    const { stepId, ...asked } = body as { stepId?: string };
    const params = { applicationId: id, ...(stepId && { stepId }) };
    await city.ask(operation, staff.id, { params, body: { ...asked, version } });
    const [mail] = await tell(city, id);
    expect([shown.subject, shown.body, shown.to?.email]).toEqual([mail?.subject, mail?.text, mail?.to]);
  });

  test.each([['withdrawDecision', { reasons: exampleWithdrawal, heard: true }]] as const)(
    'is none where the applicant never knew of the decision: %s',
    async (operation, body) => {
      const city = await openCity();
      const id = await decided('supported', kept)(city);
      const version = await versionOf(city, id);
      expect(await city.ask('previewLetter', staff.id, { ...at(id), body: { operation, ...body, version } })).toEqual(
        {},
      );
      await tell(city, id);
      await city.ask(operation, staff.id, { ...at(id), body: { ...body, version } });
      expect(await tell(city, id)).toEqual([]);
    },
  );

  test('is of the day of the announcement, where a decision that is kept back is corrected', async () => {
    const city = await openCity();
    const id = await decided('supported', kept)(city);
    const decision = { ...aDecision('refused'), ...kept };
    const version = await versionOf(city, id);
    const shown = await letterFor(city, id, {
      operation: 'correctDecision',
      decision,
      why: exampleCorrection,
      version,
    });
    expect(shown.body).toContain('30 avril 2026');
    expect(shown.body).not.toContain(exampleCorrection);
  });

  test('is refused for what the act would be refused for', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    const ask = async (body: object, version?: number) =>
      city.send('previewLetter', staff.id, {
        ...at(id),
        body: { ...body, version: version ?? (await versionOf(city, id)) },
      });
    const early = await ask({ operation: 'recordSilence', reasons: exampleSilence });
    expect([early.status, early.body.code]).toEqual([409, 'silence-runs']);
    const stale = await ask({ operation: 'recordDecision', decision: aDecision('refused') }, 1);
    expect([stale.status, stale.body.code]).toEqual([409, 'file-changed']);
    expect((await ask({ operation: 'openStep', jurorIds: [] })).status).toBe(422);
    expect(
      (await ask({ operation: 'recordCheck', stepId: 'completeness', verdict: 'passed', answers: {} })).status,
    ).toBe(422);
  });

  test('is shown to whoever may do the act, and to no other', async () => {
    const city = await openCity();
    const [manager, officer] = [aStaffMember(1, { roles: ['manager'] }), aStaffMember(2, { roles: ['case-officer'] })];
    for (const agent of [manager, officer]) await savePerson(city.ports, agent, undefined);
    const file = await fileIn(city, 'deciding');
    const waiting = await unanswered(city);
    const decide = async () => ({
      operation: 'recordDecision',
      decision: aDecision('refused'),
      version: await versionOf(city, file),
    });
    const close = async () => ({
      operation: 'closeApplication',
      reasons: exampleClosing,
      version: await versionOf(city, waiting),
    });
    const status = async (who: string, id: string, body: object) => {
      const answer = await city.send('previewLetter', who, { ...at(id), body });
      return [answer.status, answer.body.code];
    };
    expect([
      await status(manager.id, file, await decide()),
      await status(officer.id, file, await decide()),
      await status(officer.id, waiting, await close()),
      await status(manager.id, waiting, await close()),
    ]).toEqual([
      [200, undefined],
      [403, 'role-needed'],
      [200, undefined],
      [403, 'role-needed'],
    ]);
  });
});
