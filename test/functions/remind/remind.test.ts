import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remind } from '../../../functions/remind/remind.ts';
import type { Mail, Mailer } from '../../../functions/services/mail.ts';
import { noteFailure } from '../../../functions/store/addresses.ts';
import { LEASE_MS } from '../../../functions/store/lease.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { reminderSeq } from '../../../schemas/mail.ts';
import { aJuror, aStaffMember } from '../../factories/people.ts';
import { interleave, mortal } from '../../support/actors.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { evaluate, fileIn, scoredFile, submitFile } from '../../support/files.ts';
import { planSession, schedule } from '../../support/sessions.ts';

const siteUrl = 'https://appel.ville.example';
const { staff } = people;

/** A mailer that keeps what it sent; `refuses` decides over each mail. */
const mailer = (refuses: () => boolean = () => false): Mailer & { outbox: Mail[] } => {
  const outbox: Mail[] = [];
  return {
    outbox,
    send: async (mail) => {
      if (refuses())
        throw Object.assign(new Error('Throttling'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } });
      return `message-${outbox.push(mail)}`;
    },
  };
};
const run = (city: City, post: Mailer, ports = city.ports) => remind({ ports, mailer: post, siteUrl });
const toJurors = (post: { outbox: Mail[] }) =>
  post.outbox.filter(({ to }) => to.endsWith('@jury.example')).map(({ to, subject }) => `${to} ${subject}`);
const emails = [0, 1, 2].map((index) => aJuror(index).email);

/** The evaluation of the example call is due on 8 April at 9:00 UTC; reminders begin five days before. */
const juryFile = async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  return { city, applicationId };
};

describe('jurors', () => {
  test('are reminded from five days before, and as long as it is late, once a day; not of what is in', async () => {
    const { city, applicationId } = await juryFile();
    await evaluate(city, applicationId, city.jurors[0] as string);
    const post = mailer();
    const on = async (instant: string) => {
      city.ports.clock.set(instant);
      const before = toJurors(post).length;
      await run(city, post);
      return toJurors(post).slice(before);
    };
    const [, second, third] = emails;
    expect(await on('2026-04-02T06:00:00.000Z')).toEqual([]);
    // Too early in the morning, then in time, then again within the day.
    expect(await on('2026-04-03T04:00:00.000Z')).toEqual([]);
    expect(await on('2026-04-03T05:00:00.000Z')).toEqual([
      `${second} 1 évaluation à rendre bientôt`,
      `${third} 1 évaluation à rendre bientôt`,
    ]);
    expect(await on('2026-04-03T06:00:00.000Z')).toEqual([]);
    expect(await on('2026-04-03T14:00:00.000Z')).toEqual([]);
    expect((await on('2026-04-09T05:00:00.000Z')).length).toBe(2);
    expect(toJurors(post).at(-1)).toBe(`${third} 1 évaluation en retard`);
    await evaluate(city, applicationId, city.jurors[1] as string);
    expect((await on('2026-04-10T05:00:00.000Z')).map((line) => line.split(' ')[0])).toEqual([third]);
  });

  test('who were relieved, who recused, whose step closed and who chose so are told nothing', async () => {
    const { city, applicationId } = await juryFile();
    const [first, second, third, fourth] = city.jurors as [string, string, string, string];
    const params = { applicationId };
    await city.ask('assignJuror', staff.id, { params, body: { jurorId: fourth } });
    await city.ask('relieveJuror', staff.id, {
      params: { ...params, jurorId: first },
      body: { reason: 'Absence prolongée.' },
    });
    await city.ask('recuse', second, { params, body: { ...exampleRecusal, confirm: true } });
    await city.ask('saveJuryReminders', third, { body: { choice: 'none' } });
    city.ports.clock.set('2026-04-09T07:00:00.000Z');
    const post = mailer();
    await run(city, post);
    expect(toJurors(post)).toEqual([`${aJuror(3).email} 1 évaluation en retard`]);
    await city.ask('withdrawApplication', people.applicant.id, { params, body: {} });
    city.ports.clock.advance({ days: 1 });
    await run(city, post);
    expect(toJurors(post).length).toBe(1);
  });

  test('are written to in their language, with a link to their files and to their choice, as text and as HTML', async () => {
    const { city, applicationId } = await juryFile();
    city.ports.clock.set('2026-04-04T07:00:00.000Z');
    const post = mailer();
    await run(city, post);
    const mail = post.outbox.find(({ to }) => to === emails[0]);
    const { title, number } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    for (const said of [
      number,
      title,
      'Notation du jury',
      '8 avril 2026',
      `${siteUrl}/jury/reminders`,
      `${siteUrl}/jury\n`,
    ])
      expect(mail?.text).toContain(said);
    expect(mail?.html).toContain(`href="${siteUrl}/jury/reminders"`);
    expect(mail?.html).toContain('<html lang="fr">');
    expect(mail?.about).toEqual({ applicationId, seq: reminderSeq, recipient: city.jurors[0] });
  });

  test('who lose their role while others’ reminders leave are told nothing', async () => {
    const { city } = await juryFile();
    city.ports.clock.set('2026-04-09T07:00:00.000Z');
    const post = mailer();
    const interrupted: Mailer = {
      send: async (mail) => {
        for (const id of toJurors(post).length === 0 ? city.jurors : []) {
          const before = await loadPerson(city.ports, id);
          if (before && before.email !== mail.to) await savePerson(city.ports, { ...before, roles: [] }, before);
        }
        return post.send(mail);
      },
    };
    await run(city, interrupted);
    expect(toJurors(post).length).toBe(1);
  });

  test('on Mondays alone, of what comes up in the week, where that was chosen', async () => {
    const { city } = await juryFile();
    for (const juror of city.jurors.slice(0, 3))
      await city.ask('saveJuryReminders', juror, { body: { choice: 'weekly' } });
    expect(await city.ask('getJuryReminders', city.jurors[0] as string)).toEqual({ choice: 'weekly' });
    const post = mailer();
    for (const day of ['2026-03-29', '2026-03-30', '2026-03-31']) {
      city.ports.clock.set(`${day}T07:00:00.000Z`);
      await run(city, post);
    }
    expect(post.outbox.filter(({ to }) => emails.includes(to)).length).toBe(3);
    expect(post.outbox[0]?.text).toContain('Vous recevez ce rappel le lundi.');
  });
});

describe('members of a session', () => {
  test('are reminded of it once they are convened, in the same mail, and never as late', async () => {
    const city = await openCity();
    const [first = '', second = '', third = '', fourth = ''] = city.jurors;
    const evaluating = await fileIn(city, 'evaluating', 1);
    const sessionId = await planSession(city, [first, second, third, fourth]);
    const params = { sessionId };
    const session = await city.ask('getSession', staff.id, { params });
    const move = (startsAt: string, version: number) =>
      city.ask('changeSession', staff.id, {
        params,
        body: { title: session.title, place: session.place, startsAt, memberIds: session.memberIds, version },
      });
    await schedule(city, sessionId, await scoredFile(city, 0));
    await move('2026-04-08T12:00:00.000Z', 1);
    const post = mailer();
    const on = async (day: string) => {
      city.ports.clock.set(`${day}T07:00:00.000Z`);
      const before = toJurors(post).length;
      await run(city, post);
      return toJurors(post).slice(before);
    };
    // Nobody hears of it before the convocation.
    expect((await on('2026-04-03')).map((line) => line.split(' ').slice(1).join(' '))).toEqual(
      emails.map(() => '1 évaluation à rendre bientôt'),
    );
    await city.ask('conveneSession', staff.id, { params, body: {} });
    for (const juror of [first, second]) await evaluate(city, evaluating, juror, 1);
    expect((await on('2026-04-04')).toSorted()).toEqual(
      [
        `${emails[0]} 1 séance du jury à venir`,
        `${emails[1]} 1 séance du jury à venir`,
        `${emails[2]} 1 évaluation à rendre bientôt, 1 séance du jury à venir`,
        `${aJuror(3).email} 1 séance du jury à venir`,
      ].toSorted(),
    );
    const mail = post.outbox.findLast(({ to }) => to === emails[2]);
    const plain = (text = '') => text.replace(/[\u00a0\u202f]/g, ' ');
    for (const said of [mail?.text, mail?.html]) {
      expect(plain(said)).toContain('8 avril 2026 à 14:00, Hôtel de ville (Comité de sélection) : 1 dossier à lire');
      expect(said).toContain(`${siteUrl}/jury/sessions/${sessionId}`);
    }
    // It moves: the reminders move with it.
    await move('2026-05-08T12:00:00.000Z', 3);
    expect((await on('2026-04-06')).map((line) => line.split(' ')[0])).toEqual([emails[2]]);
    expect((await on('2026-05-04')).length).toBe(4);
    // The day after, the session was not held: staff are told once the call allows no more, jurors are not late with it.
    expect((await on('2026-05-09')).map((line) => line.split(' ')[0])).toEqual([emails[2]]);
    expect(post.outbox.findLast(({ to }) => to === staff.email)?.text).not.toContain('8 jours de retard');
    await on('2026-05-16');
    expect(post.outbox.findLast(({ to }) => to === staff.email)?.text).toContain('8 jours de retard');
  });
});

describe('staff', () => {
  test('are told nothing of a file that they stepped back from; others are', async () => {
    const { city, applicationId } = await juryFile();
    const other = aStaffMember(1);
    await savePerson(city.ports, other, undefined);
    const body = { ...exampleRecusal, confirm: true };
    await city.ask('stepBack', staff.id, { params: { applicationId }, body });
    city.ports.clock.set('2026-04-20T06:00:00.000Z');
    const post = mailer();
    await run(city, post);
    const told = post.outbox.filter(({ text }) => text.includes(`/staff/applications/${applicationId}`));
    expect(told.map(({ to }) => to)).toEqual([other.email]);
  });

  test('who step back, or lose their role, while others’ reminders leave are told nothing either', async () => {
    const { city, applicationId } = await juryFile();
    const [other, third] = [aStaffMember(1), aStaffMember(2)];
    for (const one of [other, third]) await savePerson(city.ports, one, undefined);
    const agents = [staff, other, third];
    city.ports.clock.set('2026-04-20T06:00:00.000Z');
    const post = mailer();
    const told: string[] = [];
    const interrupted: Mailer = {
      send: async (mail) => {
        if (agents.some(({ email }) => email === mail.to) && told.push(mail.to) === 1) {
          const [next, last] = agents.filter(({ email }) => email !== mail.to) as [typeof staff, typeof staff];
          const body = { ...exampleRecusal, confirm: true };
          await city.ask('stepBack', next.id, { params: { applicationId }, body });
          const before = await loadPerson(city.ports, last.id);
          if (before) await savePerson(city.ports, { ...before, roles: [] }, before);
        }
        return post.send(mail);
      },
    };
    await run(city, interrupted);
    expect(told.length).toBe(1);
  });

  test('are told of steps that are late, quorums out of reach and clocks, each with its address', async () => {
    const city = await openCity();
    const late = await fileIn(city, 'evaluating', 0);
    const short = await fileIn(city, 'evaluating', 1);
    const waiting = await submitFile(city, 2);
    for (const juror of city.jurors.slice(0, 2))
      await city.ask('recuse', juror, { params: { applicationId: short }, body: { ...exampleRecusal, confirm: true } });
    const post = mailer();
    city.ports.clock.set('2026-03-19T07:00:00.000Z');
    await run(city, post);
    const [first] = post.outbox;
    expect([post.outbox.length, first?.to, first?.subject]).toEqual([1, staff.email, '1 dossier à débloquer']);
    expect(first?.text).toContain(`1 juré pour un quorum de 2. ${siteUrl}/staff/applications/${short}`);

    city.ports.clock.set('2026-05-06T07:00:00.000Z');
    await run(city, post);
    const last = post.outbox.findLast(({ to }) => to === staff.email);
    expect(last?.subject).toBe('3 dossiers à débloquer');
    expect(last?.text).toContain(`28 jours de retard. ${siteUrl}/staff/applications/${late}`);
    expect(last?.text).toContain(
      `rejet implicite si rien n’est décidé au 18 mai 2026. ${siteUrl}/staff/applications/${waiting}`,
    );
    await city.ask('saveStaffReminders', staff.id, { body: { choice: 'none' } });
    const before = post.outbox.length;
    city.ports.clock.advance({ days: 1 });
    await run(city, post);
    expect(post.outbox.slice(before).filter(({ to }) => to === staff.email)).toEqual([]);
  });
});

describe('one a day at most', () => {
  test('however often it is woken, side by side, and each arrives in the end though a third is refused', async () => {
    const { city } = await juryFile();
    let day = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 10, maxLength: 30 }), async (turns) => {
        city.ports.clock.set(new Date(Date.parse('2026-04-09T05:00:00.000Z') + day++ * 86_400_000).toISOString());
        const post = mailer(() => city.ports.random() < 0.3);
        await interleave(city.ports, turns, [
          (own) => run(city, post, own as City['ports']),
          (own) => run(city, post, own as City['ports']),
          (own) => run(city, post, own as City['ports']),
        ]);
        for (let hour = 0; hour < 4; hour++) await run(city, post);
        const sent = post.outbox.map(({ to }) => to).filter((to) => emails.includes(to));
        expect(sent.toSorted()).toEqual(emails.toSorted());
      }),
      { numRuns: runs(8) },
    );
  });

  test('a run that dies is made up for by the next, which writes to nobody twice but whoever was being written to', async () => {
    const { city } = await juryFile();
    city.ports.clock.set('2026-04-09T05:00:00.000Z');
    const post = mailer();
    for (let calls = 1; calls < 40; calls++)
      await run(city, post, mortal(city.ports, calls) as City['ports']).catch(() => undefined);
    city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    await run(city, post);
    for (const email of emails) {
      const times = post.outbox.filter(({ to }) => to === email).length;
      expect(times).toBeGreaterThan(0);
      expect(times).toBeLessThan(3);
    }
  });

  test('nothing to an address that refuses our mails', async () => {
    const { city, applicationId } = await juryFile();
    const [email = ''] = emails;
    await noteFailure(city.ports, {
      about: { applicationId: applicationId as `app_${string}`, seq: reminderSeq, recipient: city.jurors[0] ?? '' },
      email,
      kind: 'bounced',
      feedbackId: 'f',
      at: city.ports.now().toISOString(),
    });
    city.ports.clock.set('2026-04-09T05:00:00.000Z');
    const post = mailer();
    await run(city, post);
    expect(toJurors(post).map((line) => line.split(' ')[0])).toEqual(emails.slice(1));
  });
});
