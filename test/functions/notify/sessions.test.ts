import { expect, test } from 'vitest';
import { notifySession } from '../../../functions/notify/sessions.ts';
import { deliveryEvent, recordDelivery } from '../../../functions/record-delivery/record.ts';
import { sendAct } from '../../../functions/send/send.ts';
import type { Mail } from '../../../functions/services/mail.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { actOfEvent } from '../../../functions/store/keys.ts';
import { loadMessage } from '../../../functions/store/messages.ts';
import { taggedMail, tagsOf } from '../../../schemas/mail.ts';
import { aBounce } from '../../factories/mail.ts';
import { aJuror } from '../../factories/people.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { scoredFile } from '../../support/files.ts';
import { tellSession, Waits } from '../../support/mails.ts';
import { planSession, schedule } from '../../support/sessions.ts';

const { staff } = people;
const siteUrl = 'https://appel.ville.example';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const told = async (city: City, sessionId: string) => {
  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  await tellSession(city.ports, mailer, siteUrl, sessionId);
  return outbox;
};

test('members are told of a session from its convocation on: date, place, link and files, once each', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const params = { sessionId };
  const change = (place: string, memberIds: string[], version: number) =>
    city.ask('changeSession', staff.id, {
      params,
      body: { title: 'Comité de sélection', place, startsAt: '2026-04-02T12:30:00.000Z', memberIds, version },
    });
  const three = city.jurors.slice(0, 3);
  await change('Salle A', three, 1);
  expect(await told(city, sessionId)).toEqual([]);
  await city.ask('conveneSession', staff.id, { params, body: {} });
  const invitations = await told(city, sessionId);
  expect(invitations.map(({ to }) => to)).toEqual(
    ['jeanne.jury', 'karim.jury', 'louise.jury'].map((name) => `${name}@jury.example`),
  );
  const body = plain(invitations[0]?.text ?? '');
  for (const part of ['Bonjour Jeanne Jury', '2 avril 2026 à 14:30', 'Salle A', 'ordre du jour : 0'])
    expect(body).toContain(part);
  expect(body).toContain(`${siteUrl}/jury/sessions/${sessionId}`);
  expect(await told(city, sessionId)).toEqual([]);

  await change('Salle B', city.jurors, 3);
  const changes = await told(city, sessionId);
  expect(changes.map(({ subject }) => plain(subject).split(' : ')[0])).toEqual([
    'Séance du jury modifiée',
    'Séance du jury modifiée',
    'Séance du jury modifiée',
    'Séance du jury le 2 avril 2026 à 14:30',
  ]);
  // Changes one upon another are told together: these are not.
  city.ports.clock.advance({ milliseconds: 5 * 60_000 });
  const left = await change('Salle B', three, 4).then(() => told(city, sessionId));
  expect(left.map(({ to, subject }) => [to, plain(subject).split(' : ')[0]])).toEqual([
    ...three.map((id) => [aJuror(city.jurors.indexOf(id)).email, 'Séance du jury modifiée']),
    [aJuror(3).email, 'Vous ne siégez plus à la séance du jury'],
  ]);
  const farewell = plain(left.at(-1)?.text ?? '');
  expect(farewell).toContain('prévue le 2 avril 2026 à 14:30');
  // The session is closed to whoever left it: the mail leads to the list of those that remain.
  expect(farewell).toContain(`${siteUrl}/jury/sessions\n`);
  expect(farewell).not.toContain(sessionId);
  expect(await told(city, sessionId)).toEqual([]);
  await schedule(city, sessionId, await scoredFile(city));
  const { version } = await city.ask('getSession', staff.id, { params });
  city.ports.clock.advance({ milliseconds: 5 * 60_000 });
  await city.ask('changeSession', staff.id, {
    params,
    body: {
      title: 'Comité de sélection',
      place: 'Salle B',
      startsAt: '2026-04-09T07:00:00.000Z',
      memberIds: three,
      version,
    },
  });
  const [moved, ...others] = await told(city, sessionId);
  expect(others.length).toBe(2);
  for (const said of [moved?.text, moved?.html])
    expect(plain(said ?? '')).toContain(
      'Elle était prévue le 2 avril 2026 à 14:30 : elle aura lieu le 9 avril 2026 à 09:00.',
    );
  await city.ask('cancelSession', staff.id, { params, body: {} });
  const cancelled = await told(city, sessionId);
  expect([cancelled.length, plain(cancelled[0]?.subject ?? '')]).toEqual([
    3,
    'Séance du jury annulée : Comité de sélection',
  ]);
  const aggregate = { type: 'session', id: sessionId } as const;
  const event = (await readEvents(city.ports, aggregate)).find(({ seq }) => seq === 3);
  const act = event ? actOfEvent(event) : '';
  const kept = await loadMessage(city.ports, { act, aggregate, seq: 3, recipient: city.jurors[0] as string });
  expect(kept).toMatchObject({ status: 'sent', audience: 'juror', subject: invitations[0]?.subject });
});

/** A session whose three members know of it, and how it is changed. */
const convened = async () => {
  const city = await openCity();
  const three = city.jurors.slice(0, 3);
  const sessionId = await planSession(city, three);
  const params = { sessionId };
  await city.ask('conveneSession', staff.id, { params, body: {} });
  await told(city, sessionId);
  const change = async (place: string, startsAt: string) => {
    const { version } = await city.ask('getSession', staff.id, { params });
    const body = { title: 'Comité de sélection', place, startsAt, memberIds: three, version };
    await city.ask('changeSession', staff.id, { params, body });
  };
  return { city, three, sessionId, change };
};

test('changes one upon another are told once, with the session as it is then and from when it moved, and none is lost', async () => {
  const { city, three, sessionId, change } = await convened();
  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  const tell = () =>
    tellSession(city.ports, mailer, siteUrl, sessionId).then(
      () => [outbox.splice(0).length, undefined] as const,
      (waits) => [outbox.splice(0).length, (waits as Waits).until?.toISOString()] as const,
    );

  // The first is told at once.
  await change('Salle A', '2026-04-02T12:30:00.000Z');
  expect(await tell()).toEqual([3, undefined]);
  // Forty within twenty minutes: the last of each half hour is told, five minutes after it.
  for (let times = 0; times < 40; times++) {
    city.ports.clock.advance({ milliseconds: 30_000 });
    await change(`Salle ${times}`, times === 39 ? '2026-04-09T07:00:00.000Z' : '2026-04-03T12:30:00.000Z');
    expect(await tell()).toEqual([0, expect.any(String)]);
  }
  const last = city.ports.now().getTime();
  city.ports.clock.advance({ milliseconds: 5 * 60_000 });
  expect(await tellSession(city.ports, mailer, siteUrl, sessionId)).toBe(0);
  expect(new Date(last).toISOString()).toBe('2026-03-18T09:20:00.000Z');
  expect(outbox.map(({ to }) => to).toSorted()).toEqual(
    three.map((id) => aJuror(city.jurors.indexOf(id)).email).toSorted(),
  );
  for (const { text } of outbox) {
    expect(plain(text)).toContain('Salle 39');
    expect(plain(text)).toContain(
      'Elle était prévue le 2 avril 2026 à 14:30 : elle aura lieu le 9 avril 2026 à 09:00.',
    );
  }
  outbox.length = 0;
  city.ports.clock.advance({ milliseconds: 30 * 60_000 });
  expect(await tell()).toEqual([0, undefined]);
});

test('a change says from when the session moved, also where its mail leaves before that of the change that moved it', async () => {
  const { city, sessionId, change: changed } = await convened();
  const change = async (place: string, startsAt: string) => {
    await changed(place, startsAt);
    city.ports.clock.advance({ milliseconds: 10_000 });
  };
  await change('Salle A', '2026-04-02T12:30:00.000Z');
  await told(city, sessionId);
  await change('Salle B', '2026-04-09T07:00:00.000Z');
  await change('Salle C', '2026-04-09T07:00:00.000Z');
  await notifySession(city.ports, sessionId);
  city.ports.clock.advance({ milliseconds: 5 * 60_000 });

  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  const events = await readEvents(city.ports, { type: 'session', id: sessionId });
  const [moving, last] = events.slice(-2).map(actOfEvent) as [string, string];
  await sendAct({ ports: city.ports, mailer, siteUrl }, last);
  expect(outbox).toHaveLength(3);
  for (const { text } of outbox) {
    expect(plain(text)).toContain('Salle C');
    expect(plain(text)).toContain(
      'Elle était prévue le 2 avril 2026 à 14:30 : elle aura lieu le 9 avril 2026 à 09:00.',
    );
  }
  await sendAct({ ports: city.ports, mailer, siteUrl }, moving);
  expect(outbox).toHaveLength(3);
});

test('a series of changes without end is told each half hour', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  const params = { sessionId };
  await city.ask('conveneSession', staff.id, { params, body: {} });
  await told(city, sessionId);
  const outbox: Mail[] = [];
  const mailer = { send: async (mail: Mail) => `message-${outbox.push(mail)}` };
  const tell = () =>
    tellSession(city.ports, mailer, siteUrl, sessionId).catch((waits) => expect(waits).toBeInstanceOf(Waits));
  for (let times = 0; times < 50; times++) {
    const { version } = await city.ask('getSession', staff.id, { params });
    const body = {
      ...{ title: 'Comité de sélection', place: `Salle ${times}`, startsAt: '2026-04-02T12:30:00.000Z', version },
      memberIds: city.jurors.slice(0, 1),
    };
    await city.ask('changeSession', staff.id, { params, body });
    await tell();
    city.ports.clock.advance({ milliseconds: 2 * 60_000 });
  }
  city.ports.clock.advance({ milliseconds: 10 * 60_000 });
  await tell();
  const mails = outbox.filter(({ to }) => to === aJuror(0).email).length;
  // At once, at the end of each half hour of a hundred minutes, and at the very end.
  expect(mails).toBe(5);
});

test('a mail about a session comes back by its tags', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  await city.ask('conveneSession', staff.id, { params: { sessionId }, body: {} });
  const [mail] = await told(city, sessionId);
  if (!mail) throw new Error('No mail');
  const tags = Object.fromEntries(Object.entries(tagsOf(mail.about, 'test')).map(([name, value]) => [name, [value]]));
  expect(taggedMail.parse(tags)).toEqual({ sessionId, seq: 2, recipient: city.jurors[0], act: mail.about.act });
});

test('a member whose convocation came back is seen on the session and among the member’s mails, and is convened again once staff say so', async () => {
  const city = await openCity();
  const three = city.jurors.slice(0, 3);
  const sessionId = await planSession(city, three);
  const params = { sessionId };
  await city.ask('conveneSession', staff.id, { params, body: {} });
  const invitations = await told(city, sessionId);
  const [absent] = invitations as [Mail];
  const jurorId = three.find((id) => aJuror(city.jurors.indexOf(id)).email === absent.to) as string;
  const event = aBounce({ about: absent.about, email: absent.to, feedbackId: 'f1' });
  await recordDelivery(city.ports, deliveryEvent.parse(event));
  city.ports.clock.advance({ milliseconds: 1000 });

  // What is told since goes to the others; what was for this one is held and shown, not skipped in silence.
  const { version, title } = await city.ask('getSession', staff.id, { params });
  const plan = { title, place: 'Salle C', startsAt: '2026-04-09T07:00:00.000Z', memberIds: three, version };
  await city.ask('changeSession', staff.id, { params, body: plan });
  const others = invitations.slice(1).map(({ to }) => to);
  expect((await told(city, sessionId)).map(({ to }) => to)).toEqual(others);
  const unsent = async (query: Record<string, string>) =>
    (await city.ask('listUnsentMails', staff.id, { query })).items.map(({ recipient, template, why }) => [
      recipient,
      template,
      why,
    ]);
  const both = [
    [jurorId, 'session-changed', 'held'],
    [jurorId, 'session-convened', 'bounced'],
  ];
  expect((await unsent(params)).toSorted()).toEqual(both);
  expect((await unsent({ personId: jurorId })).toSorted()).toEqual(both);

  city.ports.clock.advance({ milliseconds: 1000 });
  for (const { act, seq, recipient } of (await city.ask('listUnsentMails', staff.id, { query: params })).items)
    await city.ask('settleMail', staff.id, {
      body: { act, aggregate: { type: 'session', id: sessionId }, seq, recipient, settle: { outcome: 'again' } },
    });
  const again = await told(city, sessionId);
  expect(new Set(again.map(({ to }) => to))).toEqual(new Set([absent.to]));
  expect(again.map(({ subject }) => plain(subject).split(' : ')[0]).toSorted()).toEqual([
    'Séance du jury le 9 avril 2026 à 09:00',
    'Séance du jury modifiée',
  ]);
  expect(await unsent(params)).toEqual([]);
});

test('nobody is called to a session that is over, however late the mail leaves or is asked for again', async () => {
  const city = await openCity();
  const three = city.jurors.slice(0, 3);
  const sessionId = await planSession(city, three);
  const params = { sessionId };
  await schedule(city, sessionId, await scoredFile(city));
  await city.ask('conveneSession', staff.id, { params, body: {} });
  const [absent] = (await told(city, sessionId)) as [Mail];
  const event = aBounce({ about: absent.about, email: absent.to, feedbackId: 'f1' });
  await recordDelivery(city.ports, deliveryEvent.parse(event));
  // One that was held back, and one that did not leave in time.
  const { version, title } = await city.ask('getSession', staff.id, { params });
  const plan = { title, place: 'Salle C', startsAt: '2026-04-09T07:00:00.000Z', memberIds: three, version };
  await city.ask('changeSession', staff.id, { params, body: plan });
  await city.ask('openSession', staff.id, { params, body: {} });
  await city.ask('closeSession', staff.id, { params, body: {} });
  for (const { act, seq, recipient } of (await city.ask('listUnsentMails', staff.id, { query: params })).items)
    await city.ask('settleMail', staff.id, {
      body: { act, aggregate: { type: 'session', id: sessionId }, seq, recipient, settle: { outcome: 'again' } },
    });
  expect(await told(city, sessionId)).toEqual([]);
  const unsent = await city.ask('listUnsentMails', staff.id, { query: params });
  expect(unsent.items).toEqual([]);
});
