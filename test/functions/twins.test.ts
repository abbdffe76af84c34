import { beforeEach, describe, expect, test } from 'vitest';
import { measureApplication } from '../../functions/measure/measure.ts';
import { readEvents } from '../../functions/store/events.ts';
import { TRIES_A_DAY } from '../../functions/store/joins.ts';
import { SETTLED_MS, settleOrganisation } from '../../functions/store/merging.ts';
import { loadPerson } from '../../functions/store/people.ts';
import { recusedNote } from '../../functions/store/recusals.ts';
import { transact } from '../../functions/store/transact.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { aContent, aDecision } from '../factories/application.ts';
import { acts, lifeTo } from '../factories/lives.ts';
import { anOrganisation } from '../factories/people.ts';
import { storeFileOf } from '../factories/stored.ts';
import { changeAsBefore, storeTwin } from '../factories/twins.ts';
import { expectWholeChain } from '../support/chain.ts';
import { type City, openCity, people, siteUrl } from '../support/city.ts';
import { draftFile, evaluate, fileIn, key, submitFile } from '../support/files.ts';
import { laggingWhile } from '../support/lagging.ts';
import { post, tellApplication } from '../support/mails.ts';
import { testPorts } from '../support/ports.ts';
import { expectOneEach } from '../support/sirets.ts';
import { ownFile } from '../support/whole-file.ts';

const { applicant, colleague, staff, stranger } = people;
const { id: holder, content } = anOrganisation(0);
const newcomer = { sub: 'new-person', name: 'Ariel Nouveau', email: 'ariel.nouveau@associations.example' };

let city: City;
beforeEach(async () => {
  city = await openCity();
  const { name, email } = newcomer;
  const body = { idToken: JSON.stringify({ name, email }), language: 'fr' };
  await city.ask('openApplicantSession', newcomer.sub, { body });
});

const register = (who: string, siret = content.siret, on = city) =>
  on.send('registerOrganisation', who, { body: { ...anOrganisation(7).content, siret, idempotencyKey: key() } });
const wish = (who = newcomer.sub, siret = content.siret) => city.send('requestToJoin', who, { body: { siret } });
const params = { organisationId: holder, personId: newcomer.sub };
const eventsOf = async (id: string) =>
  (await readEvents(city.ports, { type: 'organisation', id })).map(({ type }) => type);

/** Everything that tells who stands behind the organisation. */
const telling = [
  holder,
  content.name,
  content.email,
  content.phone,
  content.representativeName,
  applicant.id,
  applicant.name,
  applicant.email,
];

describe('whoever registers a known SIRET again', () => {
  test('is told that it is known and what to do, and nothing of whose it is', async () => {
    const { status, body } = await register(newcomer.sub);
    expect([status, body]).toEqual([
      409,
      {
        type: 'urn:permanent-call:problem:organisation-known',
        title: 'Cette structure est déjà enregistrée',
        status: 409,
        code: 'organisation-known',
        detail: expect.stringContaining('un agent de la Ville vous répondra'),
        fields: [{ path: ['siret'], message: expect.stringContaining('demandez à rejoindre la structure') }],
      },
    ]);
    expect(telling.filter((word) => JSON.stringify(body).includes(word))).toEqual([]);
    expect((await city.ask('listOrganisations', newcomer.sub)).items).toEqual([]);
    await expectOneEach(city.ports);
  });

  test('is told the same by a correction of another one’s, which stays as it was', async () => {
    const own = anOrganisation(1);
    const { status, body } = await city.send('updateOrganisation', stranger.id, {
      params: { organisationId: own.id },
      body: { ...own.content, siret: content.siret, version: 1 },
    });
    expect([status, body.code, body.fields[0].path]).toEqual([409, 'organisation-known', ['siret']]);
    const { items } = await city.ask('listOrganisations', stranger.id);
    expect(items).toEqual([{ ...own.content, id: own.id, version: 1 }]);
  });

  test('is told the same however it is spelt, and what is registered is stored as its digits', async () => {
    const spelt = (siret: string, gap: string) => siret.replace(/^(.{3})(.{3})(.{3})/, `$1${gap}$2${gap}$3${gap}`);
    for (const gap of [' ', '\u00a0', '\u202f', '\t']) {
      const { status, body } = await register(newcomer.sub, ` ${spelt(content.siret, gap)} `);
      expect([gap, status, body.code]).toEqual([gap, 409, 'organisation-known']);
      const own = anOrganisation(1);
      const changed = await city.send('updateOrganisation', stranger.id, {
        params: { organisationId: own.id },
        body: { ...own.content, siret: spelt(content.siret, gap), version: 1 },
      });
      expect([gap, changed.body.code]).toEqual([gap, 'organisation-known']);
    }
    expect((await wish(newcomer.sub, spelt(content.siret, ' '))).body).toMatchObject({
      siret: content.siret,
      state: 'waiting',
    });
    const siret = exampleSiret(500);
    const made = await register(newcomer.sub, spelt(siret, '\u00a0'));
    expect([made.status, made.body.siret]).toEqual([200, siret]);
    expect((await register(stranger.id, siret)).body.code).toBe('organisation-known');
    await expectOneEach(city.ports);
  });

  test('of an office of La Poste is told by all fourteen digits: another office is another organisation', async () => {
    const [seat, office] = ['35600000000048', '35600000049837'];
    expect((await register(newcomer.sub, seat)).status).toBe(200);
    expect((await register(newcomer.sub, office)).status).toBe(200);
    for (const siret of [seat, office])
      expect((await register(stranger.id, siret)).body.code).toBe('organisation-known');
    expect((await register(stranger.id, '35600000049838')).status).toBe(422);
    await expectOneEach(city.ports);
  });

  test('learns by it when a correction took the number a moment before', async () => {
    const own = anOrganisation(1);
    const siret = exampleSiret(500);
    const answers = await Promise.all([
      city.send('updateOrganisation', stranger.id, {
        params: { organisationId: own.id },
        body: { ...own.content, siret, version: 1 },
      }),
      register(newcomer.sub, siret),
    ]);
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([200, 'organisation-known']);
    await expectOneEach(city.ports);
  });

  test('and acts for it is told just that', async () => {
    const { status, body } = await register(applicant.id);
    expect([status, body.code]).toEqual([409, 'organisation-own']);
  });

  test('with the same key is given what was made, whatever holds the SIRET', async () => {
    const body = { ...anOrganisation(4).content, idempotencyKey: key() };
    const first = await city.ask('registerOrganisation', newcomer.sub, { body });
    expect(await city.ask('registerOrganisation', newcomer.sub, { body })).toEqual(first);
  });

  test('side by side with another registers it or is told, exactly one of both', async () => {
    const siret = exampleSiret(500);
    const answers = await Promise.all([newcomer.sub, stranger.id].map((who) => register(who, siret)));
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([200, 'organisation-known']);
    await expectOneEach(city.ports);
  });

  test('cannot go on asking: the tries of a day are counted, also side by side, and come back the next day', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * TRIES_A_DAY }, (_, index) =>
        index % 2 ? register(newcomer.sub) : wish(newcomer.sub, exampleSiret(600 + index)),
      ),
    );
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'too-many-tries').length).toBe(TRIES_A_DAY);
    // Known or not, the answer is the same from then on.
    for (const siret of [content.siret, exampleSiret(700)])
      expect((await register(newcomer.sub, siret)).body.code).toBe('too-many-tries');
    expect((await register(stranger.id)).body.code).toBe('organisation-known');
    // Midnight in Paris is an hour before that of UTC.
    city.ports.clock.set('2026-03-18T22:59:59.000Z');
    expect((await register(newcomer.sub)).body.code).toBe('too-many-tries');
    city.ports.clock.set('2026-03-18T23:00:00.000Z');
    expect((await register(newcomer.sub)).body.code).toBe('organisation-known');
  });

  test('corrects anything but the SIRET as often as needed', async () => {
    const { id, content: own } = anOrganisation(1);
    for (let version = 1; version <= TRIES_A_DAY + 1; version++)
      await city.ask('updateOrganisation', stranger.id, {
        params: { organisationId: id },
        body: { ...own, phone: `03 53 01 01 ${String(version).padStart(2, '0')}`, version },
      });
    expect((await city.ask('listOrganisations', stranger.id)).items[0]?.version).toBe(TRIES_A_DAY + 2);
  });
});

describe('a wish to be linked', () => {
  const requestedAt = '2026-03-18T09:00:00.000Z';

  test('is kept once, seen by staff with who acts for the organisation, and tells its own person no more than the number', async () => {
    const body = { siret: content.siret, message: 'Trésorière depuis mai' };
    const own = await city.ask('requestToJoin', newcomer.sub, { body });
    expect(own).toEqual({ siret: content.siret, state: 'waiting', requestedAt });
    city.ports.clock.advance({ hours: 1 });
    const again = await Promise.all([1, 2, 3].map(() => wish()));
    expect(again.map((answer) => answer.body)).toEqual([own, own, own]);
    expect((await city.ask('listOwnJoinRequests', newcomer.sub)).items).toEqual([own]);
    expect((await city.ask('listOwnJoinRequests', stranger.id)).items).toEqual([]);

    const { name, city: place } = content;
    const listed = {
      person: { id: newcomer.sub, name: newcomer.name, email: newcomer.email },
      organisation: { id: holder, name, siret: content.siret, city: place },
      requestedAt,
      message: 'Trésorière depuis mai',
    };
    expect(await city.ask('listJoinRequests', staff.id)).toEqual({ items: [listed] });
    expect(await city.ask('getJoinRequest', staff.id, { params })).toEqual({
      ...listed,
      members: [{ id: applicant.id, name: applicant.name, email: applicant.email }],
    });
  });

  test('of many persons at once is one each', async () => {
    await Promise.all([newcomer.sub, stranger.id, newcomer.sub, stranger.id].map((who) => wish(who)));
    const { items } = await city.ask('listJoinRequests', staff.id);
    expect(items.map(({ person }) => person.id).toSorted()).toEqual([newcomer.sub, stranger.id].toSorted());
  });

  test('is for an organisation that is there, and that the person does not act for', async () => {
    const unknown = await wish(newcomer.sub, exampleSiret(500));
    expect([unknown.status, unknown.body.code]).toEqual([404, 'organisation-unknown']);
    const own = await wish(applicant.id);
    expect([own.status, own.body.code]).toEqual([409, 'organisation-own']);
  });

  test('that staff grant lets the person see drafts and files, and act for the organisation', async () => {
    const [draft, file] = [await draftFile(city), await submitFile(city, 1)];
    const see = async () =>
      Promise.all(
        [draft, file].map(
          async (applicationId) =>
            (await city.send('getApplication', newcomer.sub, { params: { applicationId } })).status,
        ),
      );
    await wish();
    expect(await see()).toEqual([404, 404]);
    expect(await city.ask('linkPerson', staff.id, { params, body: {} })).toEqual({ done: true });
    expect(await see()).toEqual([200, 200]);
    const { items } = await city.ask('listOrganisations', newcomer.sub);
    expect(items.map(({ id }) => id)).toEqual([holder]);
    const list = await city.ask('listApplications', newcomer.sub, { query: { organisationId: holder } });
    expect(list.items.map(({ id }) => id).toSorted()).toEqual([draft, file].toSorted());
    const started = await city.send('startApplication', newcomer.sub, {
      body: { callId: city.callId, organisationId: holder, idempotencyKey: key() },
    });
    expect(started.status).toBe(200);

    const [{ state, answeredAt } = { state: '', answeredAt: '' }] = (
      await city.ask('listOwnJoinRequests', newcomer.sub)
    ).items;
    expect([state, answeredAt]).toEqual(['linked', requestedAt]);
    expect((await city.ask('listJoinRequests', staff.id)).items).toEqual([]);
    expect(await eventsOf(holder)).toEqual(['organisation.registered', 'organisation.person-linked']);
    const [, event] = await readEvents(city.ports, { type: 'organisation', id: holder });
    expect([event?.actor, event?.data]).toEqual([{ role: 'staff', personId: staff.id }, params]);
    await expectOneEach(city.ports);
    // Linked once, whoever presses again.
    const again = await city.send('linkPerson', staff.id, { params, body: {} });
    expect([again.status, again.body.code]).toEqual([409, 'join-answered']);
    expect((await wish()).body.code).toBe('organisation-own');
  });

  test('of who was linked keeps what the person was before', async () => {
    await wish(stranger.id);
    await city.ask('linkPerson', staff.id, { params: { ...params, personId: stranger.id }, body: {} });
    const { rev: _rev, ...person } = (await loadPerson(city.ports, stranger.id)) ?? { rev: 0 };
    expect(person).toEqual({ ...stranger, organisationIds: [anOrganisation(1).id, holder] });
  });

  test('that two agents answer at once is answered once', async () => {
    await wish();
    const answers = await Promise.all([
      city.send('linkPerson', staff.id, { params, body: {} }),
      city.send('declineJoinRequest', staff.id, { params, body: { answer: 'Appelez-nous.' } }),
    ]);
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([200, 'join-answered']);
    const linked = answers[0]?.status === 200;
    expect((await loadPerson(city.ports, newcomer.sub))?.organisationIds).toEqual(linked ? [holder] : []);
    expect((await eventsOf(holder)).length).toBe(2);
  });

  test('that staff decline tells why, opens nothing, and can be made again', async () => {
    await wish();
    const answer = 'La présidente ne vous connaît pas : appelez-nous.';
    await city.ask('declineJoinRequest', staff.id, { params, body: { answer } });
    const { items } = await city.ask('listOwnJoinRequests', newcomer.sub);
    expect(items).toEqual([{ siret: content.siret, state: 'declined', requestedAt, answeredAt: requestedAt, answer }]);
    expect((await city.ask('listOrganisations', newcomer.sub)).items).toEqual([]);
    expect((await city.ask('listJoinRequests', staff.id)).items).toEqual([]);
    expect(await eventsOf(holder)).toEqual(['organisation.registered', 'organisation.join-declined']);
    city.ports.clock.advance({ hours: 1 });
    expect((await wish()).body.state).toBe('waiting');
    expect((await city.ask('listJoinRequests', staff.id)).items.length).toBe(1);
  });

  test('that nobody made, or of a person who is not there, is not found', async () => {
    for (const id of ['getJoinRequest', 'linkPerson'] as const)
      expect([id, (await city.send(id, staff.id, { params, body: {} })).status]).toEqual([id, 404]);
  });
});

describe('an organisation that is registered twice', () => {
  const twin = anOrganisation(5).id;
  const versions = async () => {
    const { from, into } = await city.ask('previewMerge', staff.id, {
      params: { organisationId: twin },
      query: { intoId: holder },
    });
    return { version: from.version, intoVersion: into.version };
  };
  const merge = async (on = city) =>
    on.ask('mergeOrganisations', staff.id, {
      params: { organisationId: twin },
      body: { intoId: holder, ...(await versions()) },
    });
  const mergeWhole = async () => {
    await merge();
    city.ports.clock.advance({ milliseconds: SETTLED_MS });
    return merge();
  };
  /** What an earlier release let happen: the newcomer has a twin, and files under its name. */
  const double = async () => {
    await storeTwin(city.ports, 0, 5, newcomer.sub);
    await settleOrganisation(city.ports, twin);
    const draft = await storeFileOf(city.ports, twin, 'draft');
    return { draft };
  };

  /** A file that was granted so much. */
  const granted = (organisationId: `org_${string}`, amountCents: number) => {
    const asked = aContent();
    const budget = { ...asked.budget, amountAskedCents: amountCents };
    const [, ...rest] = lifeTo('deciding');
    const { submit, decide } = acts();
    const life = [submit({ ...asked, budget }), ...rest, decide(aDecision('supported', { amountCents }))];
    return storeFileOf(city.ports, organisationId, life);
  };

  /** The agent is recused from a file. */
  const saveRecusal = (applicationId: string) =>
    transact(city.ports, [recusedNote(city.ports, staff.id, applicationId, city.ports.now().toISOString())]);

  test('is listed for staff with all that tells the two apart, until they are merged', async () => {
    expect(await city.ask('listTwins', staff.id)).toEqual({ items: [] });
    await double();
    const shown = (index: number, of: number) => {
      const { siret, rna, address, postalCode, city: place, representativeName } = anOrganisation(of).content;
      const { id, content: own } = anOrganisation(index);
      return { id, version: 1, name: own.name, siret, rna, address, postalCode, city: place, representativeName };
    };
    const group = { siret: content.siret, organisations: [shown(0, 0), shown(5, 0)] };
    expect(await city.ask('listTwins', staff.id)).toEqual({ items: [group] });
    await merge();
    const merging = { fromId: twin, intoId: holder, since: '2026-03-18T09:00:00.000Z' };
    const [halfWay] = (await city.ask('listTwins', staff.id)).items;
    expect(halfWay?.merging).toEqual(merging);
    city.ports.clock.advance({ milliseconds: SETTLED_MS });
    await merge();
    expect(await city.ask('listTwins', staff.id)).toEqual({ items: [] });
  });

  test('is not listed any more once the release before gave one of the two another number', async () => {
    await double();
    const { siret, ...rest } = anOrganisation(6).content;
    await changeAsBefore(city.ports, twin, { ...rest, siret });
    expect((await city.ask('listTwins', staff.id)).items).toEqual([]);
    // The number is free for nobody else.
    expect((await register(stranger.id)).body.code).toBe('organisation-known');
  });

  test('shows nothing of a file that the agent stepped back from but its number and where it stands', async () => {
    await double();
    const moved = await granted(twin, 1_000_000);
    await saveRecusal(moved);
    const { files } = await city.ask('previewMerge', staff.id, {
      params: { organisationId: twin },
      query: { intoId: holder },
    });
    expect(files).toEqual([
      { id: moved, number: 'ESS-2026-00001', title: '', state: 'supported', recusedSince: '2026-03-18T09:00:00.000Z' },
    ]);
  });

  test('shows before it is merged what moves, drafts by their number alone, and what counts together', async () => {
    await double();
    const [own, moved] = [await granted(holder, 1_200_000), await granted(twin, 1_000_000)];
    for (const id of [own, moved]) await measureApplication(city.ports, id);
    const preview = await city.ask('previewMerge', staff.id, {
      params: { organisationId: twin },
      query: { intoId: holder },
    });
    expect(preview.from.persons.map(({ id }) => id)).toEqual([newcomer.sub]);
    expect(preview.into.persons.map(({ id }) => id)).toEqual([applicant.id]);
    expect([preview.files.map(({ id }) => id), preview.drafts, preview.more]).toEqual([[moved], 1, false]);
    expect(preview.grants).toEqual([
      {
        year: '2026',
        fromCents: 1_000_000,
        intoCents: 1_200_000,
        totalCents: 2_200_000,
        agreementAboveCents: 2_300_000,
        agreementRequired: false,
      },
    ]);
  });

  test('asks for an agreement once its grants count together', async () => {
    await double();
    const [own, moved] = [await granted(holder, 1_200_000), await granted(twin, 1_200_000)];
    for (const id of [own, moved]) await measureApplication(city.ports, id);
    const grantsOf = (organisationId: string) =>
      city.ask('getOrganisationGrants', staff.id, {
        params: { organisationId },
        query: { year: '2026', callId: city.callId },
      });
    const before = await Promise.all([holder, twin].map(grantsOf));
    expect(before.map(({ totalCents, agreementRequired }) => [totalCents, agreementRequired])).toEqual([
      [1_200_000, false],
      [1_200_000, false],
    ]);
    await mergeWhole();
    for (const id of [own, moved]) await measureApplication(city.ports, id);
    const after = await Promise.all([holder, twin].map(grantsOf));
    expect(after.map(({ totalCents, agreementRequired }) => [totalCents, agreementRequired])).toEqual([
      [2_400_000, true],
      [2_400_000, true],
    ]);
  });

  test('answers as the one it went into, to both its persons and to nobody else', async () => {
    const { draft } = await double();
    const own = await draftFile(city);
    const look = (who: string, applicationId: string) =>
      city.send('getApplication', who, { params: { applicationId } });
    expect([(await look(newcomer.sub, own)).status, (await look(applicant.id, draft)).status]).toEqual([404, 404]);
    await mergeWhole();
    for (const who of [newcomer.sub, applicant.id, colleague.id]) {
      const seen = await Promise.all([draft, own].map((id) => look(who, id)));
      expect(seen.map(({ status, body }) => [status, body.organisation?.id])).toEqual([
        [200, holder],
        [200, holder],
      ]);
      for (const organisationId of [holder, twin]) {
        const { items } = await city.ask('listApplications', who, { query: { organisationId } });
        expect(items.map(({ id }) => id).toSorted()).toEqual([draft, own].toSorted());
      }
      const { items } = await city.ask('listOrganisations', who);
      expect(items.map(({ id }) => id)).toEqual([holder]);
    }
    const started = await city.ask('startApplication', newcomer.sub, {
      body: { callId: city.callId, organisationId: twin, idempotencyKey: key() },
    });
    expect(started.organisation.id).toBe(holder);
    const corrected = await city.ask('updateOrganisation', newcomer.sub, {
      params: { organisationId: twin },
      body: { ...content, phone: '03 53 01 00 99', version: 2 },
    });
    expect([corrected.id, corrected.version]).toEqual([holder, 3]);
    for (const applicationId of [draft, own]) expect((await look(stranger.id, applicationId)).status).toBe(404);
    for (const organisationId of [holder, twin])
      expect((await city.send('listApplications', stranger.id, { query: { organisationId } })).status).toBe(404);
  });

  test('still answers where nothing could be moved yet: person, list of files and index lag behind', async () => {
    const ports = await testPorts();
    let behind = false;
    city = await openCity({ ports: laggingWhile(ports, () => behind) });
    await storeTwin(ports, 0, 5, stranger.id);
    await settleOrganisation(ports, twin);
    const moved = await storeFileOf(ports, twin, 'draft');
    behind = true;
    expect(await mergeWhole()).toEqual({ done: true, files: 0, persons: 0 });
    const asked = { params: { applicationId: moved } };
    for (const who of [stranger.id, applicant.id]) {
      const { organisation } = await city.ask('getApplication', who, asked);
      expect([who, organisation.id]).toEqual([who, holder]);
    }
    expect(
      (await city.ask('getStaffFile', staff.id, { params: { applicationId: await submitFile(city) } })).organisation.id,
    ).toBe(holder);
    // What the index shows at last is moved by whoever goes over all organisations.
    behind = false;
    await settleOrganisation(ports, twin);
    const { items } = await city.ask('listApplications', stranger.id, { query: { organisationId: twin } });
    expect(items.map(({ id }) => id)).toContain(moved);
  });

  test('leaves letters on a file that has not moved yet to whoever submitted it', async () => {
    const ports = await testPorts();
    let behind = false;
    city = await openCity({ ports: laggingWhile(ports, () => behind) });
    await storeTwin(ports, 0, 5, stranger.id);
    await settleOrganisation(ports, twin);
    const applicationId = await submitFile(city);
    behind = true;
    const { from, into } = await city.ask('previewMerge', staff.id, {
      params: { organisationId: holder },
      query: { intoId: twin },
    });
    // The person moves, the file does not: no list knows it yet.
    expect(
      await city.ask('mergeOrganisations', staff.id, {
        params: { organisationId: holder },
        body: { intoId: twin, version: from.version, intoVersion: into.version },
      }),
    ).toEqual({ done: false, files: 0, persons: 1 });
    const { outbox, mailer } = post();
    await tellApplication(city.ports, mailer, siteUrl, applicationId);
    expect(outbox.map(({ to }) => to)).toEqual([applicant.email]);
    const addressee = { name: applicant.name, email: applicant.email };
    const asked = { params: { applicationId } };
    expect((await city.ask('listLetters', applicant.id, asked)).addressee).toEqual(addressee);
    expect((await city.ask('getStaffMail', staff.id, asked)).addressee).toEqual(addressee);
    expect((await city.ask('listUnsentMails', staff.id, {})).items).toEqual([]);
  });

  test('goes on with its files in flight: documents, drafts, answers, evaluations and letters are the one organisation’s', async () => {
    await double();
    const files = {
      draft: await fileIn(city, 'draft', 0),
      asked: await fileIn(city, 'complements', 1),
      evaluating: await fileIn(city, 'evaluating', 2),
      supported: await fileIn(city, 'supported', 3),
    };
    const mails: string[] = [];
    const tell = async () => {
      const mailer = { send: async ({ to }: { to: string }) => `sent-${mails.push(to)}` };
      for (const id of Object.values(files)) await tellApplication(city.ports, mailer, 'https://site.example', id);
      return mails.splice(0).length;
    };
    expect(await tell()).toBeGreaterThan(0);
    const seen = (who: string) =>
      Promise.all(Object.values(files).map((applicationId) => ownFile(city, applicationId, who)));
    const before = await seen(applicant.id);
    const into = { organisationId: holder, intoId: twin };
    const { from, into: kept } = await city.ask('previewMerge', staff.id, {
      params: { organisationId: into.organisationId },
      query: { intoId: twin },
    });
    const body = { intoId: twin, version: from.version, intoVersion: kept.version };
    const mergeOther = () => city.ask('mergeOrganisations', staff.id, { params: { organisationId: holder }, body });
    expect(await mergeOther()).toEqual({ done: false, files: 4, persons: 1 });
    city.ports.clock.advance({ milliseconds: SETTLED_MS });
    expect((await mergeOther()).done).toBe(true);
    // Nobody gets a letter because of it.
    expect(await tell()).toBe(0);

    // Who acted for the other one sees all that was there, and it is the same but for whose it is.
    const after = await seen(newcomer.sub);
    const what = ({ version: _version, organisation: _own, timeline: _timeline, ...file }: (typeof before)[number]) =>
      file;
    expect(after.map(what)).toEqual(before.map(what));
    expect(after.map(({ version, timeline }) => [version, timeline.at(-1)?.type])).toEqual(
      before.map(({ version }) => [version, 'application.organisation-changed']),
    );
    expect(new Set(after.map(({ organisation }) => organisation.id))).toEqual(new Set([twin]));
    expect(after.map(({ attachments }) => attachments.length > 0)).toEqual([true, true, true, true]);
    for (const { id, attachments } of after)
      for (const attachment of attachments) {
        const params = { applicationId: id, attachmentId: attachment.id };
        expect((await city.send('getApplicantAttachment', newcomer.sub, { params })).status).toBe(200);
        expect((await city.send('getApplicantAttachment', stranger.id, { params })).status).toBe(404);
      }

    // And goes on with them.
    const act = (id: 'submitApplication' | 'provideComplements', applicationId: string) =>
      city.ask(id, newcomer.sub, { params: { applicationId }, body: { idempotencyKey: key() } });
    expect((await act('submitApplication', files.draft)).state).toBe('checking');
    expect((await act('provideComplements', files.asked)).state).toBe('checking');
    for (const jurorId of city.jurors.slice(0, 3)) await evaluate(city, files.evaluating, jurorId, 2);
    await city.wake(files.evaluating);
    const [letter] = after[3]?.letters ?? [];
    const print = await city.send('getLetterPdf', newcomer.sub, {
      params: { applicationId: files.supported, seq: String(letter?.seq) },
    });
    expect(print.status).toBe(200);
    for (const id of Object.values(files)) expect((await expectWholeChain(city.ports, id)).organisationId).toBe(twin);
    const { items } = await city.ask('listApplications', applicant.id, { query: { organisationId: twin } });
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(files)));
    const { items: queue } = await city.ask('listQueue', staff.id, {
      query: { callId: city.callId, state: 'checking' },
    });
    expect(queue.map(({ id }) => id).toSorted()).toEqual([files.draft, files.asked].toSorted());
  });

  test('leads a wish that was made before to the one organisation', async () => {
    await double();
    await wish(stranger.id);
    await city.ask('mergeOrganisations', staff.id, {
      params: { organisationId: holder },
      body: { intoId: twin, version: 1, intoVersion: 1 },
    });
    const asked = { organisationId: holder, personId: stranger.id };
    const { organisation, members } = await city.ask('getJoinRequest', staff.id, { params: asked });
    expect([organisation.name, members.map(({ id }) => id).toSorted()]).toEqual([
      anOrganisation(5).content.name,
      [applicant.id, newcomer.sub].toSorted(),
    ]);
    await city.ask('linkPerson', staff.id, { params: asked, body: {} });
    expect((await loadPerson(city.ports, stranger.id))?.organisationIds).toEqual([anOrganisation(1).id, twin]);
  });

  test('is not merged by whoever has not seen it as it is, nor into another number’s', async () => {
    await double();
    const at = await versions();
    await wish();
    const body = { intoId: holder, ...at };
    await city.ask('declineJoinRequest', staff.id, { params, body: { answer: 'Appelez-nous.' } });
    const send = (sent: object) =>
      city.send('mergeOrganisations', staff.id, { params: { organisationId: twin }, body: sent });
    const stale = await send(body);
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict']);
    const other = await send({ ...body, intoId: anOrganisation(1).id });
    expect([other.status, other.body.code]).toEqual([409, 'not-twins']);
    const preview = await city.send('previewMerge', staff.id, {
      params: { organisationId: twin },
      query: { intoId: anOrganisation(1).id },
    });
    expect([preview.status, preview.body.code]).toEqual([409, 'not-twins']);
  });
});
