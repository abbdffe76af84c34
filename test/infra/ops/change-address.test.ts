import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { organisationOperations } from '../../../functions/applicant-api/organisations.ts';
import { openOfficeSession } from '../../../functions/office-session.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import { changeAddress, NotChanged } from '../../../infra/ops/change-address.ts';
import { runOps } from '../../../infra/ops/commands.ts';
import { usualPerDay } from '../../../schemas/per-day.ts';
import { anId } from '../../factories/application.ts';
import { testPorts } from '../../support/ports.ts';

const id = '00000000-0000-4000-8000-000000000007';
const camille = { name: 'Camille Exemple', email: 'camille@avant.example', language: 'fr' as const };

const city = async () => {
  const ports = await testPorts();
  await savePerson(ports, { id, ...camille, roles: [], organisationIds: [anId('org', 1)] }, undefined);
  return ports;
};

type Sent = { constructor: { name: string }; input: Record<string, unknown> };
/** A pool that notes what it is asked, and refuses one kind of request with an error of a name. */
const poolThat = (
  refuses: Record<string, string> = {},
  meanwhile: (command: string) => Promise<unknown> = async () => {},
) => {
  const asked: [string, Record<string, unknown>][] = [];
  const send = async ({ constructor: { name }, input }: Sent) => {
    asked.push([name, input]);
    await meanwhile(name);
    if (refuses[name]) throw Object.assign(new Error(name), { name: refuses[name] });
    return {};
  };
  return { asked, pool: { id: 'eu-west-3_Pool', client: { send } as unknown as CognitoIdentityProviderClient } };
};

test('another address is verified at the pool under the same sub, ends the sessions, and is in the profile', async () => {
  const ports = await city();
  const { asked, pool } = poolThat();
  expect(await changeAddress(ports, pool, { person: id, address: ' camille@apres.example ' })).toBe(camille.email);
  const account = { UserPoolId: 'eu-west-3_Pool', Username: id };
  expect(asked).toEqual([
    ['AdminGetUserCommand', account],
    [
      'AdminUpdateUserAttributesCommand',
      {
        ...account,
        UserAttributes: [
          { Name: 'email', Value: 'camille@apres.example' },
          { Name: 'email_verified', Value: 'true' },
        ],
      },
    ],
    ['AdminUserGlobalSignOutCommand', account],
  ]);
  expect(await loadPerson(ports, id)).toMatchObject({
    ...camille,
    email: 'camille@apres.example',
    organisationIds: [anId('org', 1)],
    rev: 2,
  });
});

test('what somebody saved meanwhile stays; cut off before the profile, the same command ends it', async () => {
  const ports = await city();
  const { pool } = poolThat({}, async (command) => {
    if (command !== 'AdminUserGlobalSignOutCommand') return;
    const before = await loadPerson(ports, id);
    if (before?.name === camille.name) await savePerson(ports, { ...before, name: 'Camille Autre-Exemple' }, before);
  });
  await changeAddress(ports, pool, { person: id, address: 'camille@apres.example' });
  expect(await loadPerson(ports, id)).toMatchObject({ name: 'Camille Autre-Exemple', email: 'camille@apres.example' });

  const cut = poolThat({ AdminUserGlobalSignOutCommand: 'TooManyRequestsException' });
  const change = { person: id, address: 'camille@encore.example' };
  await expect(changeAddress(ports, cut.pool, change)).rejects.toThrow('AdminUserGlobalSignOutCommand');
  expect(await loadPerson(ports, id)).toMatchObject({ email: 'camille@apres.example' });
  await changeAddress(ports, poolThat().pool, change);
  expect(await loadPerson(ports, id)).toMatchObject({ email: 'camille@encore.example' });
});

test('what cannot be done is said, and nothing is changed', async () => {
  const ports = await city();
  const change = (refuses: Record<string, string>, person = id, address = 'camille@apres.example') =>
    changeAddress(ports, poolThat(refuses).pool, { person, address });
  const refused = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotChanged);
    return (error as Error).message;
  };
  expect(await refused(change({}, id, 'nowhere'))).toBe('nowhere is not an address');
  expect(await refused(change({}, 'nobody'))).toBe('The table knows no person nobody');
  expect(await refused(change({ AdminGetUserCommand: 'UserNotFoundException' }))).toBe(
    `The pool eu-west-3_Pool knows no person ${id}`,
  );
  expect(await refused(change({ AdminUpdateUserAttributesCommand: 'AliasExistsException' }))).toBe(
    "camille@apres.example is somebody else's at the pool eu-west-3_Pool",
  );
  expect(await loadPerson(ports, id)).toMatchObject({ email: camille.email, rev: 1 });
});

test('the command wants a person, an address and a pool', async () => {
  for (const args of [
    ['change-address'],
    ['change-address', id],
    ['change-address', id, 'a@b.example'],
    ['change-address', id, 'a@b.example', 'more', '--pool', 'p'],
  ])
    await expect(runOps(args, () => {})).rejects.toThrow('Name a person, an address and --pool');
});

test('a token from before the change gives nobody the old address back; one from after it is taken over', async () => {
  const ports = await city();
  await changeAddress(ports, poolThat().pool, { person: id, address: 'camille@apres.example' });
  const { addressChangedAt = '' } = (await loadPerson(ports, id)) ?? {};
  const second = (delta: number) => new Date(Date.parse(addressChangedAt) + delta * 1000).toISOString();
  const opened = (email: string, issuedAt: string) =>
    organisationOperations(
      ports,
      async () => ({ name: 'Camille Autre-Exemple', email, issuedAt }),
      usualPerDay,
    ).openApplicantSession({
      body: { idToken: 'token', language: 'fr' },
      subject: id,
    } as never);
  await opened(camille.email, second(-60));
  expect(await loadPerson(ports, id)).toMatchObject({ name: 'Camille Autre-Exemple', email: 'camille@apres.example' });
  await opened('camille@encore.example', second(60));
  expect(await loadPerson(ports, id)).toMatchObject({ email: 'camille@encore.example', addressChangedAt });

  const stella = { ...camille, id: '00000000-0000-4000-8000-000000000008', email: 'stella@avant.example' };
  await savePerson(ports, { ...stella, roles: ['reader'], organisationIds: [] }, undefined);
  await changeAddress(ports, poolThat().pool, { person: stella.id, address: 'stella@apres.example' });
  const session = { subject: stella.id, idToken: 'token', language: 'fr' as const };
  const verify = async () => ({ name: stella.name, email: stella.email, issuedAt: second(-60) });
  await openOfficeSession(ports, verify, 'staff', session);
  expect(await loadPerson(ports, stella.id)).toMatchObject({ email: 'stella@apres.example' });
});
