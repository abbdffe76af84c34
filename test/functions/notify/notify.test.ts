import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../functions/domain/messages.ts';
import type { Mail, Mailer } from '../../../functions/services/mail.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { LEASE_MS } from '../../../functions/store/lease.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { aContent } from '../../factories/application.ts';
import { mortal } from '../../support/actors.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { attach, checkFile, fileIn, key, submitFile } from '../../support/files.ts';
import { messagesOn, tellApplication, Waits } from '../../support/mails.ts';
import { seeded } from '../../support/ports.ts';
import { ownFile } from '../../support/whole-file.ts';

const siteUrl = 'https://appel.ville.example';
const impatient = (city: City) => ({ ...city.ports, sleep: async () => {} });

/** What SES says when it does not take a mail. */
const refusal = () =>
  Object.assign(new Error('Maximum sending rate exceeded'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } });

/** A mailer that keeps what it sent; `mood` decides over each mail before it goes: refused, or sent and not heard of. */
const mailer = (mood: () => 'sent' | 'refused' | 'lost' = () => 'sent'): Mailer & { outbox: Mail[] } => {
  const outbox: Mail[] = [];
  return {
    outbox,
    send: async (mail) => {
      const now = mood();
      if (now === 'refused') throw refusal();
      outbox.push(mail);
      if (now === 'lost') throw new Error('socket hang up');
      return `message-${outbox.length}`;
    },
  };
};

/** How many mails the events of a file lead to. */
const expectedOf = async (ports: StorePorts, id: string) =>
  ((await loadFile(ports, id))?.events ?? []).flatMap((event) => messagesFor(event as ApplicationEvent)).length;
const leasesOf = messagesOn;
const names = (mails: Mail[]) => mails.map(({ to, subject }) => `${to} ${subject}`);

test('a letter says what had been handed over by its event, whatever clocks say of what came next', async () => {
  const city = await openCity();
  const id = await submitFile(city);
  const { title } = aContent().project;
  city.ports.clock.advance({ hours: 1 });
  await checkFile(city, id, 'complements');
  // The answer reaches a function whose clock is slower.
  city.ports.clock.advance({ milliseconds: -2000 });
  const params = { applicationId: id };
  const { sections } = await city.ask('getApplication', people.applicant.id, { params });
  const { content, revision = 0 } = sections.project ?? {};
  await city.ask('saveSection', people.applicant.id, {
    params: { ...params, section: 'project' },
    body: { content: { ...content, title: 'Un autre titre' }, revision },
  });
  await attach(city, id, 'accounts');
  await city.ask('provideComplements', people.applicant.id, { params, body: { idempotencyKey: key() } });
  const post = mailer();
  await tellApplication(city.ports, post, siteUrl, id);
  const letters = post.outbox.filter(({ to }) => to === people.applicant.email);
  expect(letters.map(({ text }) => [text.includes(title), text.includes('Un autre titre')])).toEqual([
    [true, false],
    [true, false],
    [false, true],
  ]);
});

test('each person concerned is told of each event, once, at the address of the file', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'supported');
  const post = mailer();
  expect(await tellApplication(city.ports, post, siteUrl, id)).toBe(9);
  const { commitments } = aContent();
  const jurors = ['jeanne.jury', 'karim.jury', 'louise.jury'].map((name) => `${name}@jury.example`);
  expect(post.outbox.map(({ to }) => to)).toEqual([commitments.contactEmail, ...jurors, commitments.contactEmail]);
  expect(await tellApplication(city.ports, post, siteUrl, id)).toBe(0);
  expect(post.outbox.length).toBe(5);
  const file = await ownFile(city, id);
  expect(file.letters.map(({ seq, subject }) => [seq, subject])).toEqual([
    [9, post.outbox[4]?.subject],
    [2, post.outbox[0]?.subject],
  ]);
  expect(file.letters[1]?.body).toBe(post.outbox[0]?.text);
});

test('two runs at the same time send one acknowledgement', async () => {
  const city = await openCity();
  const id = await submitFile(city);
  const post = mailer();
  const runs = await Promise.allSettled([1, 2, 3].map(() => tellApplication(city.ports, post, siteUrl, id)));
  expect(runs.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(post.outbox.length).toBe(1);
});

describe('a mail that is refused', () => {
  test('a few times leaves all the same, in one run', async () => {
    const city = await openCity();
    const id = await submitFile(city);
    let refusals = 2;
    const post = mailer(() => (refusals-- > 0 ? 'refused' : 'sent'));
    await tellApplication(impatient(city), post, siteUrl, id);
    expect([
      post.outbox.length,
      (await leasesOf(city.ports, id)).map(({ status, attempts }) => [status, attempts]),
    ]).toEqual([1, [['sent', 1]]]);
  });

  test('again and again is tried at the next waking, without waiting for the lease', async () => {
    const city = await openCity();
    const id = await submitFile(city);
    await expect(
      tellApplication(
        impatient(city),
        mailer(() => 'refused'),
        siteUrl,
        id,
      ),
    ).rejects.toBeInstanceOf(Waits);
    expect((await leasesOf(city.ports, id)).map(({ status }) => status)).toEqual(['waiting']);
    const post = mailer();
    await tellApplication(city.ports, post, siteUrl, id);
    expect(post.outbox.length).toBe(1);
  });
});

test('a mail of which nothing was heard is sent again only after the lease, and that is counted', async () => {
  const city = await openCity();
  const id = await submitFile(city);
  const lost = mailer(() => 'lost');
  await expect(tellApplication(city.ports, lost, siteUrl, id)).rejects.toThrow('socket hang up');
  const post = mailer();
  await expect(tellApplication(city.ports, post, siteUrl, id)).rejects.toBeInstanceOf(Waits);
  city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  await tellApplication(city.ports, post, siteUrl, id);
  expect([lost.outbox.length, post.outbox.length]).toEqual([1, 1]);
  expect((await leasesOf(city.ports, id)).map(({ status, attempts }) => [status, attempts])).toEqual([['sent', 2]]);
});

test('with a third of the mails refused and the consumer killed in the middle, every mail arrives', async () => {
  const city = await openCity();
  const states = ['supported', 'refused', 'withdrawn', 'ineligible', 'complements', 'deferred'] as const;
  const chance = seeded(7);
  let [sent, expected, twice, tries] = [0, 0, 0, 0];
  for (const [index, state] of states.entries()) {
    const id = await fileIn(city, state, index);
    const post = mailer(() => (chance() < 0.3 ? 'refused' : 'sent'));
    for (let run = 0; ; run++) {
      // Three of four runs die somewhere; each time the queue wakes another once the lease is over.
      const ports = chance() < 0.75 && run < 30 ? mortal(impatient(city), Math.floor(chance() * 14)) : impatient(city);
      const done = await tellApplication(ports, post, siteUrl, id).then(
        () => true,
        () => false,
      );
      if (done) break;
      city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    }
    const leases = await leasesOf(city.ports, id);
    expect(leases.every(({ status }) => status === 'sent')).toBe(true);
    expect(leases.length).toBe(await expectedOf(city.ports, id));
    expect(new Set(names(post.outbox)).size).toBe(leases.length);
    sent += post.outbox.length;
    expected += leases.length;
    tries += leases.reduce((sum, { attempts = 0 }) => sum + attempts, 0);
    twice += post.outbox.length - leases.length;
  }
  expect(expected).toBe(21);
  // Every mail that went out twice is one that was counted as tried again.
  expect([sent, twice <= tries - expected]).toEqual([expected + twice, true]);
});
