import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { notifyApplication } from '../../../functions/notify/notify.ts';
import { paced } from '../../../functions/pace.ts';
import { sendAct } from '../../../functions/send/send.ts';
import type { Mail, Mailer } from '../../../functions/services/mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { actOfEvent, notificationKey } from '../../../functions/store/keys.ts';
import { LEASE_MS } from '../../../functions/store/lease.ts';
import { GATHERING_MS } from '../../../functions/store/messages.ts';
import { NoTurn } from '../../../functions/store/pace.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import { watchMails } from '../../../functions/watch-mails/watch.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { aDecision, anId } from '../../factories/application.ts';
import { aJuror } from '../../factories/people.ts';
import { mortal } from '../../support/actors.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { asRead, evaluate, fileIn, submitFile, versionOf } from '../../support/files.ts';
import { messagesOn, post, tellApplication, Waits } from '../../support/mails.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const act = anId('act', 7);

/** What SES says of a mail that it will never take. */
const never = () =>
  Object.assign(new Error('Address ends with dot: jeanne.jury@jury.example'), {
    name: 'MessageRejected',
    $metadata: { httpStatusCode: 400 },
  });
const throttled = () =>
  Object.assign(new Error('Maximum sending rate exceeded.'), {
    name: 'Throttling',
    $metadata: { httpStatusCode: 400 },
  });

/** A post office that refuses some mails with what `fault` makes. */
const refusing = (fault: () => Error, isRefused: (mail: Mail) => boolean) => {
  const office = post();
  const mailer: Mailer = {
    send: (mail) => (isRefused(mail) ? Promise.reject(fault()) : office.mailer.send(mail)),
  };
  return { ...office, mailer };
};
const quick = (city: City): StorePorts => ({ ...city.ports, sleep: async () => {} });
const tell = (city: City, id: string, mailer: Mailer, ports = quick(city)) =>
  tellApplication(ports, mailer, siteUrl, id);
const statuses = async (city: City, id: string) =>
  (await messagesOn(city.ports, id)).map(({ recipient, status }) => [recipient, status]);

/** Opens a step of files as one act of many requests. */
const shareOut = async (city: City, count: number, { jurorIds = city.jurors.slice(0, 3) } = {}) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const applicationId = await fileIn(city, 'ready', index);
    // The acknowledgement leaves by itself.
    await tell(city, applicationId, post().mailer);
    const body = await asRead(city, applicationId, { jurorIds });
    await city.ask('openStep', staff.id, { params: { applicationId }, body, act });
    ids.push(applicationId);
  }
  return ids;
};
const end = (city: City, events: number) => city.ask('endAct', staff.id, { params: { actId: act }, body: { events } });
const send = (city: City, mailer: Mailer, ports = quick(city)) => sendAct({ ports, mailer, siteUrl }, act);

describe('whatever becomes of one mail, the others leave', () => {
  test('one refused address among five jurors: all others are told, and the association gets its decision', async () => {
    const city = await openCity({ jurors: 5 });
    const juror = aJuror(0);
    const office = refusing(never, ({ to }) => to === juror.email);
    const id = await fileIn(city, 'ready');
    const body = await asRead(city, id, { jurorIds: city.jurors });
    await city.ask('openStep', staff.id, { params: { applicationId: id }, body });
    await tell(city, id, office.mailer);
    for (const jurorId of city.jurors) await evaluate(city, id, jurorId);
    expect(await statuses(city, id)).toEqual([
      ['applicant', 'sent'],
      ...city.jurors.map((jurorId) => [jurorId, jurorId === juror.id ? 'refused' : 'sent']),
    ]);
    const kept = (await messagesOn(city.ports, id)).find(({ recipient }) => recipient === juror.id);
    // SES's words, and the address nowhere.
    expect(kept?.refusal).toEqual({ code: 'MessageRejected', words: 'Address ends with dot: …' });
    const other = await fileIn(city, 'supported', 1);
    await tell(city, other, office.mailer);
    // Of the one its acknowledgement, of the other its decision as well.
    const letters = (of: string) =>
      office.outbox.filter(
        ({ to, about }) => to === applicant.email && 'applicationId' in about && about.applicationId === of,
      );
    expect([id, other].map((of) => letters(of).length)).toEqual([1, 2]);
  });

  test('what SES does not take for the moment waits, counts no try, and leaves later', async () => {
    const city = await openCity();
    const id = await submitFile(city);
    const office = post();
    let patience = 4;
    const slow: Mailer = {
      send: (mail) => (patience-- > 0 ? Promise.reject(throttled()) : office.mailer.send(mail)),
    };
    await expect(tell(city, id, slow)).rejects.toBeInstanceOf(Waits);
    expect(await statuses(city, id)).toEqual([['applicant', 'waiting']]);
    await tell(city, id, slow);
    expect([office.outbox.length, await statuses(city, id)]).toEqual([1, [['applicant', 'sent']]]);
  });

  test('a run whose turns are used up hands the act back, and fails at nothing', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'evaluating');
    await notifyApplication(city.ports, id);
    const opened = (await loadFile(city.ports, id))?.events.find(({ type }) => type === 'application.step-opened');
    let turns = 1;
    const office = post();
    const paced: Mailer = { send: (mail) => (turns-- > 0 ? office.mailer.send(mail) : Promise.reject(new NoTurn())) };
    const again = await sendAct({ ports: quick(city), mailer: paced, siteUrl }, opened ? actOfEvent(opened) : '');
    expect([office.outbox.length, again?.toISOString()]).toEqual([1, '2026-03-18T09:00:05.000Z']);
    turns = 10;
    expect(
      await sendAct({ ports: quick(city), mailer: paced, siteUrl }, opened ? actOfEvent(opened) : ''),
    ).toBeUndefined();
    expect(new Set(office.outbox.map(({ to }) => to)).size).toBe(3);
  });
});

describe('what one act causes for one person is one mail', () => {
  test('forty files shared out make one mail to each juror, with the list, once the act is over', {
    timeout: 180_000,
  }, async () => {
    const city = await openCity();
    const office = post();
    const ids = await shareOut(city, 40);
    for (const id of ids) await notifyApplication(city.ports, id);
    expect((await send(city, office.mailer))?.toISOString()).toBe('2026-03-18T09:10:00.000Z');
    expect(office.outbox).toEqual([]);
    await end(city, ids.length);
    expect(await send(city, office.mailer)).toBeUndefined();
    expect(office.outbox.map(({ to }) => to)).toEqual([0, 1, 2].map((index) => aJuror(index).email));
    const [mail] = office.outbox;
    expect(mail?.subject).toContain('40 dossiers à évaluer');
    for (const id of ids) {
      const { number } = await city.ask('getStaffFile', staff.id, { params: { applicationId: id } });
      expect(mail?.text).toContain(number);
    }
    expect(await send(city, office.mailer)).toBeUndefined();
    expect(office.outbox).toHaveLength(3);
  });

  test('an act that is over waits until all of its events were told', async () => {
    const city = await openCity();
    const office = post();
    const [one = '', other = ''] = await shareOut(city, 2);
    await end(city, 2);
    await notifyApplication(city.ports, one);
    await send(city, office.mailer);
    expect(office.outbox).toEqual([]);
    await notifyApplication(city.ports, other);
    await send(city, office.mailer);
    expect(office.outbox).toHaveLength(3);
  });

  test('the end of an act never reported, its mails leave ten minutes after they were told', async () => {
    const city = await openCity();
    const office = post();
    for (const id of await shareOut(city, 2)) await notifyApplication(city.ports, id);
    city.ports.clock.advance({ milliseconds: GATHERING_MS - 1 });
    await send(city, office.mailer);
    expect(office.outbox).toEqual([]);
    city.ports.clock.advance({ milliseconds: 1 });
    expect(await send(city, office.mailer)).toBeUndefined();
    expect(office.outbox).toHaveLength(3);
  });

  test('of one file it is the letter as it always was', async () => {
    const city = await openCity();
    const office = post();
    const [id = ''] = await shareOut(city, 1);
    await notifyApplication(city.ports, id);
    await end(city, 1);
    await send(city, office.mailer);
    expect(office.outbox[0]?.subject).toContain('À évaluer d’ici au');
  });

  test('letters of the City are one each, however many one act decides', async () => {
    const city = await openCity();
    const office = post();
    for (const index of [0, 1]) {
      const applicationId = await fileIn(city, 'deciding', index);
      await tell(city, applicationId, post().mailer);
      const version = await versionOf(city, applicationId);
      const body = { decision: aDecision('refused'), version };
      await city.ask('recordDecision', staff.id, { params: { applicationId }, body, act });
      await notifyApplication(city.ports, applicationId);
    }
    await end(city, 2);
    await send(city, office.mailer);
    expect(office.outbox.map(({ to }) => to)).toEqual([applicant.email, applicant.email]);
  });
});

describe('whom it goes to is asked when it leaves', () => {
  test('a juror who steps back in between is left out, and of the other files told', async () => {
    const city = await openCity();
    const office = post();
    const ids = await shareOut(city, 2);
    for (const id of ids) await notifyApplication(city.ports, id);
    const [applicationId = '', other = ''] = ids;
    const jurorId = city.jurors[0] as string;
    await city.ask('recuse', jurorId, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } });
    await end(city, 2);
    await send(city, office.mailer);
    const { number } = await city.ask('getStaffFile', staff.id, { params: { applicationId: other } });
    expect(office.outbox[0]?.to).toBe(aJuror(0).email);
    expect(office.outbox[0]?.subject).toContain(number);
    expect((await messagesOn(city.ports, applicationId)).find(({ recipient }) => recipient === jurorId)).toMatchObject({
      status: 'dropped',
      dropped: 'recused',
    });
  });

  test('a juror who is relieved while the mail waits for its turn gets nothing', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'evaluating');
    const [first] = city.jurors as [string];
    const told = post();
    const params = { applicationId, jurorId: first };
    const relieve = () => city.ask('relieveJuror', staff.id, { params, body: { reason: 'Absence prolongée.' } });
    let waits = 0;
    const sleep = async (milliseconds: number) => {
      // The first mail is the applicant's, and leaves at once.
      if (++waits === 1) await relieve();
      city.ports.clock.advance({ milliseconds });
    };
    const own = paced({ ...city.ports, sleep }, told.mailer, { perSecond: 1, remainingMs: () => 60_000 });
    await tellApplication(city.ports, own, siteUrl, applicationId);
    expect(told.outbox.map(({ to }) => to)).toEqual([applicant.email, ...[1, 2].map((index) => aJuror(index).email)]);
  });

  test('a person whose role was taken away gets nothing', async () => {
    const city = await openCity();
    const office = post();
    const [id = ''] = await shareOut(city, 1);
    await notifyApplication(city.ports, id);
    const before = await loadPerson(city.ports, city.jurors[0] as string);
    if (!before) throw new Error('No juror');
    const { rev: _rev, ...person } = before;
    await savePerson(city.ports, { ...person, roles: [] }, before);
    await end(city, 1);
    await send(city, office.mailer);
    expect(office.outbox.map(({ to }) => to)).toEqual([1, 2].map((index) => aJuror(index).email));
  });
});

test('two senders at once send each mail once', async () => {
  const city = await openCity();
  const office = post();
  for (const id of await shareOut(city, 2)) await notifyApplication(city.ports, id);
  await end(city, 2);
  await Promise.all([1, 2, 3].map(() => send(city, office.mailer)));
  expect(office.outbox.map(({ to }) => to).sort()).toEqual([0, 1, 2].map((index) => aJuror(index).email).sort());
});

test('wherever telling and sending are killed, every mail leaves; what left twice was counted', async () => {
  const city = await openCity();
  const ids = await shareOut(city, 3);
  const office = post();
  for (let calls = 0; calls < 8; calls++)
    for (const id of ids) await notifyApplication(mortal(quick(city), calls), id).catch(() => undefined);
  for (const id of ids) await notifyApplication(city.ports, id);
  await end(city, 3);
  for (let calls = 0; calls < 30; calls++) {
    await send(city, office.mailer, mortal(quick(city), calls)).catch(() => undefined);
    city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  }
  await send(city, office.mailer);
  const told = (await Promise.all(ids.map((id) => messagesOn(city.ports, id)))).flat();
  const jurors = told.filter(({ audience }) => audience === 'juror');
  expect(jurors.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'sent'));
  expect(new Set(office.outbox.map(({ to }) => to)).size).toBe(3);
  const tries = new Map(jurors.map(({ recipient, attempts = 0 }) => [recipient, attempts]));
  expect(office.outbox.length).toBeLessThanOrEqual([...tries.values()].reduce((sum, one) => sum + one, 0));
});

test('a mail whose wake-up is lost is found, and nothing is stranded', async () => {
  const city = await openCity();
  const id = await submitFile(city);
  await notifyApplication(city.ports, id);
  const woken: unknown[] = [];
  const queues = { wake: async (_url: string, wakeUps: unknown[]) => void woken.push(...wakeUps) };
  expect(await watchMails(city.ports, queues, 'send')).toEqual({ overdue: 0, unsent: 0 });
  city.ports.clock.advance({ milliseconds: 2 * 60_000 });
  expect(await watchMails(city.ports, queues, 'send')).toEqual({ overdue: 1, unsent: 0 });
  const [waiting] = await messagesOn(city.ports, id);
  expect(woken).toEqual([{ type: 'act', id: waiting?.act }]);
  const office = refusing(never, () => true);
  await tell(city, id, office.mailer);
  expect(await watchMails(city.ports, queues, 'send')).toEqual({ overdue: 0, unsent: 1 });
});

describe('mails that an older release kept with the file', () => {
  const older = (city: City, id: string, more: Record<string, unknown>) =>
    city.ports.db.send(
      new PutCommand({
        TableName: city.ports.tableName,
        Item: {
          ...notificationKey(id, 2, 'applicant'),
          attempts: 1,
          seq: 2,
          audience: 'applicant',
          subject: 'Accusé de réception',
          body: 'Bonjour',
          ...more,
        },
      }),
    );
  const sentAt = '2026-03-18T08:59:00.000Z';

  test('are not told again, and are read among the letters of today', async () => {
    const city = await openCity();
    const office = post();
    const id = await fileIn(city, 'complements');
    await older(city, id, { status: 'sent', sentAt });
    await tell(city, id, office.mailer);
    expect(office.outbox.map(({ subject }) => subject.slice(0, 3))).toHaveLength(1);
    const { letters } = await ownFile(city, id);
    expect(letters.map(({ seq, at }) => [seq, at])).toEqual([
      [3, '2026-03-18T09:00:00.000Z'],
      [2, sentAt],
    ]);
  });

  test('that are being sent by a run of that release are waited for', async () => {
    const city = await openCity();
    const id = await submitFile(city);
    await older(city, id, { status: 'taken', leaseUntil: city.ports.now().getTime() + 1000 });
    await expect(notifyApplication(city.ports, id)).rejects.toThrow();
    city.ports.clock.advance({ milliseconds: 1001 });
    const office = post();
    await tell(city, id, office.mailer);
    expect(office.outbox).toHaveLength(1);
  });

  test('that were held back can be sent again, once, and are one letter', async () => {
    const city = await openCity();
    const office = post();
    const id = await submitFile(city);
    await older(city, id, { status: 'held', heldAt: sentAt });
    await tell(city, id, office.mailer);
    expect(office.outbox).toEqual([]);
    await city.ask('resumeMail', staff.id, { params: { applicationId: id }, body: { recipient: 'applicant' } });
    await tell(city, id, office.mailer);
    await tell(city, id, office.mailer);
    expect(office.outbox).toHaveLength(1);
    const { letters } = await staffFile(city, id);
    expect(letters.map(({ seq, delivery }) => [seq, delivery])).toEqual([[2, 'sent']]);
  });
});
