import { expect, test } from 'vitest';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { toOnePerDay, usualOfficePerDay } from '../../../schemas/per-day.ts';
import { aStaffMember } from '../../factories/people.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { submitFile } from '../../support/files.ts';
import { post, refusing, tellApplication, tellSession } from '../../support/mails.ts';
import { planSession } from '../../support/sessions.ts';

const { staff } = people;

/** Fourteen hours, from the beginning of a test to midnight in Paris, in seconds. */
const untilMidnight = '50400';
const refusalOf = ({ status, headers, body }: Awaited<ReturnType<City['send']>>) => [
  status,
  headers['retry-after'],
  body.code,
];

/** Another administrator. */
const colleagueOf = async (city: City) => {
  const other = aStaffMember(1);
  await savePerson(city.ports, other, undefined);
  return other;
};

const invite = (city: City, place: number, by: string = staff.id) =>
  city.send('inviteMember', by, {
    body: { roles: ['juror'], name: `Ada Exemple ${place}`, email: `ada${place}@jury.example`, language: 'fr' },
  });

test('one administrator invites only so many in a day, side by side too, and nobody is kept from being invited by another', async () => {
  const city = await openCity({ officePerDay: { ...usualOfficePerDay, invitations: 3 } });
  const other = await colleagueOf(city);
  const answers = await Promise.all([1, 2, 3, 4, 5].map((place) => invite(city, place)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429]);
  const left = answers.findIndex(({ status }) => status === 429) + 1;
  const refused = await invite(city, left);
  expect(refusalOf(refused)).toEqual([429, untilMidnight, 'too-many-invitations']);
  expect(refused.body.title).toBe('Vous avez envoyé beaucoup d’invitations aujourd’hui');
  // No account was made and no address taken.
  expect((await invite(city, left, other.id)).status).toBe(200);
  // What mails nothing is not counted: a role for who has an account.
  const [known = ''] = city.jurors;
  expect(
    (await city.send('giveRole', staff.id, { params: { personId: known }, body: { role: 'reader' } })).status,
  ).toBe(200);
  city.ports.clock.set('2026-03-18T23:00:00.000Z');
  expect((await invite(city, 9)).status).toBe(200);
});

test('an invitation is sent again to one person five times in a day, whoever does it; what is refused counts for nobody', async () => {
  const city = await openCity({ officePerDay: { ...usualOfficePerDay, invitations: 7 } });
  const other = await colleagueOf(city);
  const { id } = (await invite(city, 1)).body;
  const again = (personId: string, by: string = staff.id) =>
    city.send('resendInvitation', by, { params: { personId }, body: {} });
  const answers = await Promise.all(
    [staff.id, other.id, staff.id, other.id, staff.id, other.id].map((by) => again(id, by)),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
  expect(refusalOf(await again(id))).toEqual([429, untilMidnight, 'invited-often']);
  expect((await again(id)).body.detail).toContain('Aucun courriel n’est parti');
  // Of seven of one's own, one made it known and three were sent again at the most: what was refused took none.
  const second = (await invite(city, 2)).body;
  expect((await again(second.id)).status).toBe(200);
  city.ports.clock.set('2026-03-18T23:00:00.000Z');
  expect((await again(id)).status).toBe(200);
});

test('a mail that SES refuses for good is tried again so many times in a day for one person, and stays in the list', async () => {
  const city = await openCity();
  const id = await submitFile(city);
  let tries = 0;
  const counted = {
    send: (mail: Parameters<typeof refusing.send>[0]) => {
      tries++;
      return refusing.send(mail);
    },
  };
  await tellApplication(city.ports, counted, siteUrl, id);
  const again = async () => {
    const [of] = (await city.ask('listUnsentMails', staff.id, { query: {} })).items;
    if (!of) throw new Error('Nothing is in the list');
    const { act, about, seq, recipient } = of;
    const aggregate = { type: about.type, id: about.id };
    return city.send('settleMail', staff.id, {
      body: { act, aggregate, seq, recipient, settle: { outcome: 'again' } },
    });
  };
  for (let time = 0; time < toOnePerDay.mailedAgain; time++) {
    expect((await again()).status).toBe(200);
    await tellApplication(city.ports, counted, siteUrl, id);
  }
  expect(refusalOf(await again())).toEqual([429, untilMidnight, 'mailed-again-often']);
  // By another act as well.
  const resumed = await city.send('resumeMail', staff.id, {
    params: { applicationId: id },
    body: { recipient: 'applicant' },
  });
  expect(refusalOf(resumed)).toEqual([429, untilMidnight, 'mailed-again-often']);
  await tellApplication(city.ports, counted, siteUrl, id);
  expect(tries).toBe(1 + toOnePerDay.mailedAgain);
  city.ports.clock.set('2026-03-18T23:00:00.000Z');
  expect((await again()).status).toBe(200);
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, siteUrl, id);
  expect(outbox.map(({ to }) => to)).toEqual([people.applicant.email]);
});

test('one agent sends only so many mails again in a day; of one who writes to oneself both counts hold', async () => {
  const city = await openCity({ officePerDay: { ...usualOfficePerDay, mailsAgain: 2 } });
  // A juror who is of the staff too, whose convocations do not arrive.
  const [own = ''] = city.jurors;
  const before = await loadPerson(city.ports, own);
  if (!before) throw new Error('No juror');
  await savePerson(city.ports, { ...before, roles: [...before.roles, ...everyDuty] }, before);
  const unsent = async () => (await city.ask('listUnsentMails', staff.id, { query: {} })).items;
  for (let time = 0; time < 3; time++) {
    const sessionId = await planSession(city, [own]);
    await city.ask('conveneSession', staff.id, { params: { sessionId }, body: {} });
    await tellSession(city.ports, refusing, siteUrl, sessionId);
  }
  const answers = [];
  for (const { act, about, seq, recipient } of await unsent()) {
    const aggregate = { type: about.type, id: about.id };
    const body = { act, aggregate, seq, recipient, settle: { outcome: 'again' } };
    answers.push((await city.send('settleMail', own, { body })).status);
  }
  expect(answers).toEqual([200, 200, 429]);
  expect(await unsent()).toHaveLength(1);
});

test('one agent has members told only so often in a day of sessions; what nobody is told of goes on', async () => {
  const city = await openCity({ officePerDay: { ...usualOfficePerDay, sessionsTold: 2 } });
  const sessionId = await planSession(city);
  const params = { sessionId };
  const change = async (place: string) => {
    const { version } = await city.ask('getSession', staff.id, { params });
    return city.send('changeSession', staff.id, {
      params,
      body: {
        ...{ title: 'Comité de sélection', place, startsAt: '2026-04-02T12:30:00.000Z', version },
        memberIds: city.jurors.slice(0, 3),
      },
    });
  };
  // Before the convocation nobody is told.
  for (const place of ['Salle A', 'Salle B', 'Salle C']) expect((await change(place)).status).toBe(200);
  await city.ask('conveneSession', staff.id, { params, body: {} });
  expect((await change('Salle D')).status).toBe(200);
  expect(refusalOf(await change('Salle E'))).toEqual([429, untilMidnight, 'too-many-sessions-told']);
  expect((await city.ask('getSession', staff.id, { params })).place).toBe('Salle D');
  // The same as it stands is no change, and a session is cancelled whatever was told before.
  expect((await change('Salle D')).status).toBe(200);
  expect((await city.send('cancelSession', staff.id, { params, body: {} })).status).toBe(200);
});

test('a day of a campaign meets none of the usual numbers', async () => {
  const city = await openCity();
  for (let place = 0; place < 30; place++) expect((await invite(city, place)).status).toBe(200);
  expect(usualOfficePerDay.invitations).toBeGreaterThan(60);
});
