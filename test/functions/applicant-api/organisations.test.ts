import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../functions/store/events.ts';
import { anOrganisation } from '../../factories/people.ts';
import { faultsOf } from '../../support/chain.ts';
import { openCity, people } from '../../support/city.ts';
import { key } from '../../support/files.ts';

const { applicant, stranger } = people;
const newcomer = { sub: 'new-person', name: 'Ariel Nouveau', email: 'ariel.nouveau@associations.example' };
const idToken = (claims: object) => JSON.stringify(claims);

describe('a session', () => {
  test('makes a profile at the first sign-in, and refreshes it at the next', async () => {
    const city = await openCity();
    const body = { idToken: idToken(newcomer), language: 'fr' };
    expect(await city.ask('openApplicantSession', newcomer.sub, { body })).toEqual({
      id: newcomer.sub,
      name: newcomer.name,
      email: newcomer.email,
      roles: [],
      language: 'fr',
    });
    const moved = { idToken: idToken({ ...newcomer, email: 'ariel@associations.example' }), language: 'en' };
    const again = await city.ask('openApplicantSession', newcomer.sub, { body: moved });
    expect([again.email, again.language]).toEqual(['ariel@associations.example', 'en']);
    expect(await city.ask('openApplicantSession', newcomer.sub, { body: moved })).toEqual(again);
  });

  test('opened in five tabs at once makes one profile', async () => {
    const city = await openCity();
    const body = { idToken: idToken(newcomer), language: 'fr' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => city.send('openApplicantSession', newcomer.sub, { body })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  test('keeps the organisations and roles that a person has', async () => {
    const city = await openCity();
    const claims = { name: 'Camille Renommée', email: applicant.email };
    await city.ask('openApplicantSession', applicant.id, { body: { idToken: idToken(claims), language: 'fr' } });
    const { items } = await city.ask('listOrganisations', applicant.id);
    expect(items.map(({ id }) => id)).toEqual([anOrganisation(0).id]);
  });

  test('of the office is for those who already have the role', async () => {
    const city = await openCity();
    const open = (id: 'openJurySession' | 'openStaffSession', who: string) =>
      city.send(id, who, { body: { idToken: idToken({ name: 'N', email: 'n@ville.example' }), language: 'fr' } });
    expect((await open('openStaffSession', people.staff.id)).body).toEqual({
      id: people.staff.id,
      name: 'N',
      email: 'n@ville.example',
      roles: people.staff.roles,
      language: 'fr',
    });
    expect((await open('openJurySession', city.jurors[0] as string)).status).toBe(200);
    for (const [id, who] of [
      ['openStaffSession', 'nobody'],
      ['openStaffSession', city.jurors[0] as string],
      ['openJurySession', people.staff.id],
      ['openJurySession', applicant.id],
    ] as const)
      expect([id, who, (await open(id, who)).status]).toEqual([id, who, 403]);
  });
});

describe('an organisation', () => {
  const content = { ...anOrganisation(2).content };

  test('is registered once however often it is sent, and belongs to who registered it', async () => {
    const city = await openCity();
    const body = { ...content, idempotencyKey: key() };
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => city.ask('registerOrganisation', stranger.id, { body })),
    );
    const again = await city.ask('registerOrganisation', stranger.id, { body });
    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
    expect(again).toEqual({ ...content, id: again.id, version: 1 });
    const { items } = await city.ask('listOrganisations', stranger.id);
    expect(items.map(({ name }) => name).toSorted()).toEqual([anOrganisation(1).content.name, content.name].toSorted());
    expect((await city.ask('listOrganisations', applicant.id)).items.length).toBe(1);
  });

  test('two of them, registered at once by one person, are both kept', async () => {
    const city = await openCity();
    const register = (index: number) =>
      city.ask('registerOrganisation', stranger.id, {
        body: { ...anOrganisation(index).content, idempotencyKey: key() },
      });
    await Promise.all([2, 3, 4].map(register));
    const { items } = await city.ask('listOrganisations', stranger.id);
    expect(items.map(({ name }) => name).toSorted()).toEqual(
      [1, 2, 3, 4].map((index) => anOrganisation(index).content.name).toSorted(),
    );
  });

  test('keeps its chain of corrections, and a correction of an old version is told so', async () => {
    const city = await openCity();
    const { id, content } = anOrganisation(0);
    const correct = (version: number, phone: string) =>
      city.send('updateOrganisation', applicant.id, {
        params: { organisationId: id },
        body: { ...content, phone, version },
      });
    expect((await correct(1, '03 53 01 00 77')).body.version).toBe(2);
    const late = await correct(1, '03 53 01 00 88');
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    const events = await readEvents(city.ports, { type: 'organisation', id });
    expect([events.map(({ type }) => type), faultsOf(events)]).toEqual([
      ['organisation.registered', 'organisation.updated'],
      [],
    ]);
  });

  test('says what is wrong with each field', async () => {
    const city = await openCity();
    const { status, body } = await city.send('registerOrganisation', applicant.id, {
      body: {
        ...content,
        siret: '73282932000075',
        rna: 'W1',
        phone: 'soon',
        postalCode: '5900',
        idempotencyKey: key(),
      },
    });
    expect([status, body.fields]).toEqual([
      422,
      [
        { path: ['siret'], message: 'Vérifiez le numéro SIRET\u00a0: l’un de ses chiffres n’est pas le bon' },
        { path: ['rna'], message: expect.any(String) },
        { path: ['postalCode'], message: expect.any(String) },
        { path: ['phone'], message: expect.any(String) },
      ],
    ]);
  });

  test('of somebody else is as one that does not exist', async () => {
    const city = await openCity();
    const { id, content } = anOrganisation(0);
    const { status } = await city.send('updateOrganisation', stranger.id, {
      params: { organisationId: id },
      body: { ...content, version: 1 },
    });
    expect(status).toBe(404);
  });
});
