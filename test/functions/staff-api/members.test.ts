import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { anchorAggregate } from '../../../functions/anchor/anchor.ts';
import { chainVerifier } from '../../../functions/store/chain.ts';
import { personKey } from '../../../functions/store/keys.ts';
import { claimAddress, holderOfAddress } from '../../../functions/store/member-address.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import { readPersonEvents } from '../../../functions/store/person-chain.ts';
import { get, type Item } from '../../../functions/store/read.ts';
import { scan } from '../../../infra/ops/table.ts';
import { agentRoles, everyDuty, type Role } from '../../../schemas/office.ts';
import { aStaffMember } from '../../factories/people.ts';
import { tableOf } from '../../infra/ops/table-of.ts';
import { interleave } from '../../support/actors.ts';
import { type City, openCity, people } from '../../support/city.ts';

const { staff } = people;
const give = (city: City, personId: string, role: Role) =>
  city.send('giveRole', staff.id, { params: { personId }, body: { role } });
const take = (city: City, personId: string, role: Role, who = staff.id) =>
  city.send('takeRole', who, { params: { personId, role }, body: { confirm: true } });
const open = (city: City, who: string, name: string, email: string) =>
  city.ask('openStaffSession', who, { body: { idToken: JSON.stringify({ name, email }), language: 'fr' } });
const typesOf = async (city: City, id: string) => (await readPersonEvents(city.ports, id)).map(({ type }) => type);
const invitation = { name: 'Inès Exemple', email: 'ines@ville.example', language: 'fr' };
const invite = async (city: City, roles: Role[], change: object = {}) =>
  (await city.ask('inviteMember', staff.id, { body: { ...invitation, roles, ...change } })).id;

const verify = async (city: City) => {
  const verifier = chainVerifier();
  for await (const item of scan(tableOf(city.ports))) verifier.take(unmarshall(item) as Item);
  return verifier.report();
};

describe('a role', () => {
  test('is given and taken away by name, and the history says by whom and when', async () => {
    const city = await openCity();
    const at = city.ports.now().toISOString();
    const id = await invite(city, ['reader']);
    city.ports.clock.advance({ days: 1 });
    const later = city.ports.now().toISOString();
    await give(city, id, 'manager');
    expect((await take(city, id, 'reader')).status).toBe(200);
    const { held, history, roles } = await city.ask('getMember', staff.id, { params: { personId: id } });
    expect(roles).toEqual(['manager']);
    expect(held).toEqual([{ role: 'manager', since: later, by: staff.name }]);
    expect(history).toEqual([
      { seq: 1, at, type: 'person.invited', by: staff.name, roles: ['reader'] },
      { seq: 2, at: later, type: 'person.role-given', by: staff.name, roles: ['manager'] },
      { seq: 3, at: later, type: 'person.role-taken-away', by: staff.name, roles: ['reader'] },
    ]);
    expect((await give(city, id, 'manager')).body.code).toBe('already-member');
    expect((await take(city, id, 'finance')).status).toBe(404);
    expect((await give(city, people.applicant.id, 'reader')).status).toBe(404);
  });

  test('that is taken away is gone with the next request, and the refusal names the roles that may', async () => {
    const city = await openCity();
    await savePerson(city.ports, aStaffMember(1, { roles: ['case-officer', 'manager'] }), undefined);
    const { id } = aStaffMember(1);
    expect((await city.send('listJurors', id)).status).toBe(200);
    await take(city, id, 'case-officer');
    const refused = await city.send('listJurors', id);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      403,
      'role-needed',
      'Rôles qui le permettent : Instructeur. Un administrateur peut vous en donner un.',
    ]);
    await take(city, id, 'manager');
    expect((await city.send('listStaffCalls', id)).body.code).toBe('forbidden');
  });

  test('lets pages show only the acts that the roles do', async () => {
    const city = await openCity();
    const { fileIn } = await import('../../support/files.ts');
    const params = { applicationId: await fileIn(city, 'deciding') };
    for (const [index, role] of agentRoles.entries()) {
      const id = `agent-${role}`;
      await savePerson(city.ports, aStaffMember(1, { id, email: `${index}@ville.example`, roles: [role] }), undefined);
      const { availableActions } = await city.ask('getStaffFile', id, { params });
      expect([role, availableActions]).toEqual([role, role === 'manager' ? ['support', 'refuse', 'defer'] : []]);
    }
  });
});

describe("the last administrator's role", () => {
  test('is never taken, also where nobody was counted before; somebody invited who never came is none', async () => {
    const city = await openCity();
    await invite(city, ['administrator']);
    const refused = await take(city, staff.id, 'administrator');
    expect([refused.status, refused.body.code]).toEqual([409, 'last-administrator']);
    expect((await loadPerson(city.ports, staff.id))?.roles).toEqual(everyDuty);
  });

  test('can go once another has come', async () => {
    const city = await openCity();
    const id = await invite(city, ['administrator']);
    await open(city, id, invitation.name, invitation.email);
    expect((await take(city, staff.id, 'administrator')).status).toBe(200);
    expect((await take(city, id, 'administrator', id)).body.code).toBe('last-administrator');
  });

  test.each(Array.from({ length: 6 }, (_, turn) => turn))(
    'stays with one of two who take each other’s, order %i',
    async (turn) => {
      const city = await openCity();
      const other = aStaffMember(1, { roles: ['administrator'] });
      await savePerson(city.ports, other, undefined);
      await open(city, staff.id, staff.name, staff.email);
      await open(city, other.id, other.name, other.email);
      const order = Array.from({ length: 40 }, (_, place) => (turn * 7 + place * place * (turn + 1)) % 2);
      await interleave(city.ports, order, [
        (ports) =>
          city.send(
            'takeRole',
            staff.id,
            { params: { personId: other.id, role: 'administrator' }, body: { confirm: true } },
            ports,
          ),
        (ports) =>
          city.send(
            'takeRole',
            other.id,
            { params: { personId: staff.id, role: 'administrator' }, body: { confirm: true } },
            ports,
          ),
      ]);
      const left = await Promise.all([staff.id, other.id].map((id) => loadPerson(city.ports, id)));
      expect(left.filter((person) => person?.roles.includes('administrator'))).toHaveLength(1);
    },
  );
});

describe('an invitation to one address', () => {
  const orders = Array.from({ length: 6 }, (_, turn) =>
    Array.from({ length: 30 }, (_, place) => (place * turn + turn) % 2),
  );
  test.each(orders.map((order, turn) => [turn, order] as const))(
    'sent twice at once makes one member, order %i',
    async (_, order) => {
      const city = await openCity();
      const body = { ...invitation, roles: ['reader'] };
      const own = (personId: string) => (ports: City['ports']) =>
        city.send('inviteMember', staff.id, { body: { ...body, personId } }, ports);
      const answers = await interleave(city.ports, order, [own('sub-one'), own('sub-two')]);
      const codes = answers.map((answer) =>
        answer.status === 'fulfilled' ? (answer.value.body.code ?? 'made') : 'failed',
      );
      expect(codes.toSorted()).toEqual(['already-invited', 'made']);
      const { staff: agents } = await city.ask('listMembers', staff.id);
      expect(agents.filter(({ email }) => email === invitation.email)).toHaveLength(1);
    },
  );

  test('sent eight times at once is one mail and one member; the others are told so', async () => {
    const city = await openCity();
    const send = () => city.send('inviteMember', staff.id, { body: { ...invitation, roles: ['reader'] } });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    const codes = answers.map(({ status, body }) => (status === 200 ? 'made' : `${status} ${body.code}`));
    expect(codes.toSorted()).toEqual([...Array(7).fill('409 already-invited'), 'made']);
    expect(city.accounts.sent).toEqual([invitation.email]);
    expect((await send()).body.code).toBe('already-invited');
  });

  test('can be sent again where no account was made, or where it was cut short a minute ago', async () => {
    const city = await openCity();
    const send = () => city.send('inviteMember', staff.id, { body: { ...invitation, roles: ['reader'] } });
    city.accounts.use(invitation.email);
    for (const _ of [1, 2]) expect((await send()).body.code).toBe('account-exists');
    const { person: _person, ...holder } = await holderOfAddress(city.ports, invitation.email);
    expect(holder).toEqual({ noted: undefined });

    const other = { ...invitation, email: 'noe@ville.example', roles: ['reader'] };
    await claimAddress(city.ports, other.email, holder, () => new Error('taken'));
    const sendOther = () => city.send('inviteMember', staff.id, { body: other });
    expect((await sendOther()).body.code).toBe('already-invited');
    city.ports.clock.advance({ milliseconds: 60_001 });
    expect((await sendOther()).status).toBe(200);
    expect(city.accounts.sent).toEqual([other.email]);
  });

  test('names nobody else by an id: neither a member with another name or address, nor an address that is taken', async () => {
    const city = await openCity();
    const [juror = ''] = city.jurors;
    const { name, email } = (await loadPerson(city.ports, juror)) as { name: string; email: string };
    const send = (change: object) =>
      city.send('inviteMember', staff.id, { body: { ...invitation, roles: ['administrator'], ...change } });
    const other = [{ path: ['personId'], message: expect.stringContaining('quelqu’un d’autre') }];
    for (const change of [
      { personId: juror },
      { personId: juror, email },
      { personId: juror, name },
      { personId: 'sub-new', email },
    ]) {
      const { status, body } = await send(change);
      expect([change, status, body.fields]).toEqual([change, 422, other]);
    }
    expect((await loadPerson(city.ports, juror))?.roles).toEqual(['juror']);
    expect((await send({ personId: juror, name, email: email.toUpperCase() })).status).toBe(200);
    expect((await loadPerson(city.ports, juror))?.roles).toEqual(['administrator', 'juror']);
  });

  test('names several roles, and gives a member those that are missing, one event each', async () => {
    const city = await openCity();
    const id = await invite(city, ['reader', 'juror']);
    await invite(city, ['reader', 'manager', 'finance']);
    expect(await typesOf(city, id)).toEqual(['person.invited', 'person.role-given', 'person.role-given']);
    expect((await loadPerson(city.ports, id))?.roles).toEqual(['reader', 'manager', 'finance', 'juror']);
  });
});

describe("a person's chain", () => {
  test('holds no name and no address, replays to the head, is verified and anchored', async () => {
    const city = await openCity();
    const id = await invite(city, ['reader', 'juror']);
    await open(city, id, invitation.name, invitation.email);
    const set = (status: string) => city.ask('setJurorStatus', staff.id, { params: { jurorId: id }, body: { status } });
    for (const status of ['leaving', 'active', 'left']) await set(status);
    await give(city, id, 'finance');
    const declaration = { revision: 0, none: false, organisations: [{ name: 'Les Amis', interest: 'member' }] };
    await city.ask('saveDeclaration', city.jurors[0] as string, { body: declaration });
    const events = await readPersonEvents(city.ports, id);
    expect(events.map(({ type }) => type)).toEqual([
      'person.invited',
      'person.juror-away',
      'person.juror-back',
      'person.juror-left',
      'person.role-given',
    ]);
    const all = [...events, ...(await readPersonEvents(city.ports, city.jurors[0] as string))];
    expect(all.at(-1)?.type).toBe('person.interests-declared');
    expect(JSON.stringify(all)).not.toMatch(/Inès|ines@|Amis|Jeanne/);
    const report = await verify(city);
    expect(report).toMatchObject({ faults: [], erased: [] });
    expect(await anchorAggregate(city.ports, { type: 'person', id })).toBe(5);
  });

  test('is found broken by who changes roles, or a declaration, in the table', async () => {
    const city = await openCity();
    const juror = city.jurors[0] as string;
    const id = await invite(city, ['reader']);
    const declaration = { revision: 0, none: false, organisations: [{ name: 'Les Amis', interest: 'member' }] };
    await city.ask('saveDeclaration', juror, { body: declaration });
    const update = (key: { pk: string; sk: string }, name: string, value: unknown) =>
      city.ports.db.send(
        new UpdateCommand({
          TableName: city.ports.tableName,
          Key: key,
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    await update(personKey(id), 'holds', ['reader', 'administrator']);
    const { formerDeclarationKey } = await import('../../../functions/store/keys.ts');
    await update(formerDeclarationKey(2026, juror, 1), 'organisations', []);
    expect((await verify(city)).faults).toMatchObject([
      { aggregate: { type: 'person', id: juror }, what: 'content changed' },
      { aggregate: { type: 'person', id }, what: 'replays to another head' },
    ]);
  });

  test('begins with what stood, for who was there before, at the first sign-in and once', async () => {
    const city = await openCity();
    expect(await typesOf(city, staff.id)).toEqual([]);
    await open(city, staff.id, staff.name, staff.email);
    await open(city, staff.id, 'Stella Autre', staff.email);
    const [first, ...others] = await readPersonEvents(city.ports, staff.id);
    expect([first?.type, first?.data, first?.actor, others]).toEqual([
      'person.taken-over',
      { roles: everyDuty },
      { role: 'system' },
      [],
    ]);
    expect((await verify(city)).faults).toEqual([]);
  });
});

/** What the release before writes of a person: it knows neither finer roles nor the chain, and drops what it does not know. */
const savedByFormerRelease = async (city: City, id: string, change: Record<string, unknown>) => {
  const item = (await get(city.ports, personKey(id))) as Item;
  const { v: _v, holds: _holds, version: _version, lastHash: _hash, ...known } = item;
  const { PutCommand } = await import('@aws-sdk/lib-dynamodb');
  await city.ports.db.send(
    new PutCommand({ TableName: city.ports.tableName, Item: { ...known, ...change, rev: Number(item.rev) + 1 } }),
  );
};

describe('beside the release before, which knows staff and jurors alone', () => {
  const before = { staff: ['staff'], juror: ['juror'] };

  test('an item that it wrote is read: staff may do all that they could', async () => {
    const city = await openCity();
    await savedByFormerRelease(city, staff.id, { roles: before.staff });
    expect((await loadPerson(city.ports, staff.id))?.roles).toEqual(everyDuty);
  });

  test('it reads of a person nothing but its own words, and nobody may do more there than here', async () => {
    const city = await openCity();
    const written = async (roles: Role[]) => {
      const id = `agent-${roles.join('-')}`;
      await savePerson(city.ports, aStaffMember(1, { id, roles }), undefined);
      return (await get(city.ports, personKey(id)))?.roles;
    };
    expect(await written([...everyDuty])).toEqual(['staff']);
    expect(await written(['reader'])).toEqual([]);
    expect(await written(['case-officer', 'manager', 'finance'])).toEqual([]);
    expect(await written(['reader', 'juror'])).toEqual(['juror']);
  });

  test('finer roles that it dropped when it saved a profile are read from the chain, and taken up with the next act', async () => {
    const city = await openCity();
    const id = await invite(city, ['reader', 'juror']);
    await savedByFormerRelease(city, id, { name: 'Inès Autre' });
    expect((await city.send('listStaffCalls', id)).status).toBe(200);
    expect(
      (
        await city.send('recordAgreement', id, {
          params: { applicationId: 'app_00000000000000000000000001' },
          body: { signedOn: '2026-03-18' },
        })
      ).body.code,
    ).toBe('role-needed');
    await give(city, id, 'finance');
    expect((await loadPerson(city.ports, id))?.roles).toEqual(['reader', 'finance', 'juror']);
    expect(await typesOf(city, id)).toEqual(['person.invited', 'person.taken-over', 'person.role-given']);
    expect((await verify(city)).faults).toEqual([]);
  });

  test('what is taken up of it, and what follows by a slower clock, happen no earlier than what came before', async () => {
    const city = await openCity();
    const id = await invite(city, ['reader', 'juror']);
    const at = city.ports.now().toISOString();
    await savedByFormerRelease(city, id, { name: 'Inès Autre' });
    city.ports.clock.advance({ milliseconds: -2000 });
    await give(city, id, 'finance');
    expect((await readPersonEvents(city.ports, id)).map((event) => event.at)).toEqual([at, at, at]);
  });

  test('what it gave and took away counts, beside the roles that it has no word for', async () => {
    const city = await openCity();
    const id = await invite(city, ['reader', 'juror']);
    await savedByFormerRelease(city, id, { roles: before.staff });
    await give(city, id, 'reader').catch(() => undefined);
    await city.send('openStaffSession', id, {
      body: { idToken: JSON.stringify({ name: invitation.name, email: invitation.email }), language: 'fr' },
    });
    expect((await loadPerson(city.ports, id))?.roles).toEqual(['reader', ...everyDuty]);
  });
});
