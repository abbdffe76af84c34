import { describe, expect, test } from 'vitest';
import { remind } from '../../../functions/remind/remind.ts';
import type { Mail } from '../../../functions/services/mail.ts';
import { noteFailure } from '../../../functions/store/addresses.ts';
import { exampleRelief } from '../../../schemas/examples/jury.ts';
import { reminderSeq } from '../../../schemas/mail.ts';
import { aJuror } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { evaluate, fileIn } from '../../support/files.ts';
import { tellApplication } from '../../support/mails.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { staff } = people;
const siteUrl = 'https://appel.ville.example';
/** The evaluation of the example call is due on 8 April at 9:00 UTC. */
const late = '2026-04-09T14:00:00.000Z';
const email = (index: number) => aJuror(index).email;

const lateFile = async (at = late) => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  city.ports.clock.set(at);
  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  const told = async (id = applicationId) => {
    const before = outbox.length;
    await tellApplication(city.ports, mailer, siteUrl, id);
    return outbox
      .slice(before)
      .filter(({ subject }) => subject.startsWith('Votre évaluation est attendue'))
      .map(({ to }) => to)
      .toSorted();
  };
  return { city, applicationId, params: { applicationId }, mailer, outbox, told };
};
const send = (city: City, applicationId: string, stepId = 'evaluation', own?: City['ports']) =>
  city.send('remindJurors', staff.id, { params: { applicationId }, body: { stepId } }, own);
const outcomes = ({ body }: Awaited<ReturnType<typeof send>>) =>
  (body.jurors as { jurorName: string; outcome: string }[]).map(({ jurorName, outcome }) => `${jurorName}: ${outcome}`);

describe('jurors who are late are reminded by hand', () => {
  test('at once, with the file and its date, as text and as HTML; staff read it in the file’s story', async () => {
    const { city, applicationId, outbox, told } = await lateFile();
    await evaluate(city, applicationId, city.jurors[0] as string);
    const before = await staffFile(city, applicationId);
    expect([before.lateJurorIds, before.reminded]).toEqual([city.jurors.slice(1, 3), []]);
    const answer = await send(city, applicationId);
    expect(outcomes(answer)).toEqual([1, 2].map((index) => `${aJuror(index).name}: reminded`));
    expect(await told()).toEqual([1, 2].map(email).toSorted());
    const mail = outbox.findLast(({ to }) => to === email(1));
    for (const said of [mail?.text, mail?.html]) {
      expect(said).toContain(before.number);
      expect(said).toContain('Elle était à remettre le 8 avril 2026.');
      expect(said).toContain(`${siteUrl}/jury/applications/${applicationId}`);
      expect(said).toContain(`${siteUrl}/jury/reminders`);
    }
    const file = await staffFile(city, applicationId);
    expect(file.reminded).toEqual(city.jurors.slice(1, 3).map((jurorId) => ({ jurorId, at: late })));
    expect(file.timeline.at(-1)).toMatchObject({ type: 'application.jurors-reminded', by: 'staff', at: late });
    const own = await ownFile(city, applicationId);
    expect(own.timeline.some(({ type }) => type === 'application.jurors-reminded')).toBe(false);
    await expectWholeChain(city.ports, applicationId);
  });

  test('once a day, whichever comes first: this file, another, or the digest of the morning', async () => {
    const { city, applicationId, mailer, outbox, told } = await lateFile('2026-04-09T06:00:00.000Z');
    const other = await fileIn(city, 'evaluating', 1);
    const digests = async () => {
      const from = outbox.length;
      await remind({ ports: city.ports, mailer, siteUrl });
      return outbox.slice(from).filter(({ to }) => to.endsWith('@jury.example')).length;
    };
    await send(city, applicationId);
    expect((await told()).length).toBe(3);
    expect(outcomes(await send(city, applicationId))).toEqual([0, 1, 2].map((index) => `${aJuror(index).name}: today`));
    expect(await told()).toEqual([]);
    expect(await digests()).toBe(0);
    // The next day the digest is first.
    city.ports.clock.set('2026-05-10T06:00:00.000Z');
    expect(await digests()).toBe(3);
    for (const id of [applicationId, other])
      expect(outcomes(await send(city, id))).toEqual([0, 1, 2].map((index) => `${aJuror(index).name}: today`));
    city.ports.clock.set('2026-05-10T22:30:00.000Z');
    // A new day in Paris.
    expect(outcomes(await send(city, other))).toEqual([0, 1, 2].map((index) => `${aJuror(index).name}: reminded`));
    expect((await told(other)).length).toBe(3);
  });

  test('however many click at once, with the digest beside them: each juror has one mail', async () => {
    const { city, applicationId, mailer, outbox } = await lateFile('2026-04-09T06:00:00.000Z');
    await tellApplication(city.ports, mailer, siteUrl, applicationId);
    outbox.length = 0;
    const turns = Array.from({ length: 60 }, () => Math.floor(city.ports.random() * 3));
    await interleave(city.ports, turns, [
      (own): Promise<unknown> => send(city, applicationId, 'evaluation', own as City['ports']),
      (own) => send(city, applicationId, 'evaluation', own as City['ports']),
      (own) => remind({ ports: own as City['ports'], mailer, siteUrl }),
    ]);
    await tellApplication(city.ports, mailer, siteUrl, applicationId);
    expect(
      outbox
        .map(({ to }) => to)
        .filter((to) => to.endsWith('@jury.example'))
        .toSorted(),
    ).toEqual([0, 1, 2].map(email).toSorted());
  });
});

describe('no reminder', () => {
  test('to whoever was relieved, wants none or cannot be reached: the answer says so', async () => {
    const { city, applicationId, params, told } = await lateFile();
    const [first = '', second = '', third = '', fourth = ''] = city.jurors;
    await city.ask('assignJuror', staff.id, { params, body: { jurorId: fourth } });
    await city.ask('relieveJuror', staff.id, {
      params: { ...params, jurorId: first },
      body: { reason: exampleRelief },
    });
    await city.ask('saveJuryReminders', second, { body: { choice: 'none' } });
    await noteFailure(city.ports, {
      about: { applicationId: applicationId as `app_${string}`, seq: reminderSeq, recipient: third },
      email: email(2),
      kind: 'bounced',
      feedbackId: 'f',
      at: late,
    });
    expect(new Set(outcomes(await send(city, applicationId)))).toEqual(
      new Set(
        ['relieved', 'declined', 'unreachable', 'reminded'].map((said, index) => `${aJuror(index).name}: ${said}`),
      ),
    );
    expect(await told()).toEqual([email(3)]);
    // With nobody left to remind nothing happens to the file.
    const { version } = await city.ask('getStaffFile', staff.id, { params });
    expect((await send(city, applicationId)).body.file.version).toBe(version);
  });

  test('to a juror who is relieved, or whose evaluation comes in, before the mail leaves', async () => {
    const { city, applicationId, params, told } = await lateFile();
    const [first = '', second = ''] = city.jurors;
    await send(city, applicationId);
    await city.ask('relieveJuror', staff.id, {
      params: { ...params, jurorId: first },
      body: { reason: exampleRelief },
    });
    await evaluate(city, applicationId, second);
    expect(await told()).toEqual([email(2)]);
  });

  test('while the step is in time, once everything is in, at another step, or without a step', async () => {
    const { city, applicationId } = await lateFile('2026-04-08T21:59:59.999Z');
    const refusal = async (stepId?: string) => {
      const { status, body } = await send(city, applicationId, stepId);
      return [status, body.code];
    };
    expect(await refusal()).toEqual([409, 'nobody-late']);
    expect((await staffFile(city, applicationId)).lateJurorIds).toEqual([]);
    city.ports.clock.advance({ milliseconds: 1 });
    expect(await refusal('another')).toEqual([409, 'state-passed']);
    expect((await staffFile(city, applicationId)).lateJurorIds).toEqual(city.jurors.slice(0, 3));
    for (const juror of city.jurors.slice(0, 3)) await evaluate(city, applicationId, juror);
    expect(await refusal()).toEqual([409, 'nobody-late']);
    await city.wake(applicationId);
    expect(await refusal()).toEqual([409, 'state-passed']);
  });
});
