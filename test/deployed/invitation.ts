import { strict as assert } from 'node:assert';
import type { Outputs } from '../../infra/aws/publish.ts';
import { type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { clientOf } from './api.ts';
import { callJson } from './aws.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { mailsTo } from './mails.ts';
import type { Cast, Office } from './people.ts';
import { claimsOf, signInInvited } from './sign-in.ts';

const nadia = jurors[4] as ExamplePerson;

/**
 * Runs something under a looser rule on passwords: AWS makes temporary ones up that fit the pool's policy, and the
 * emulator's have twelve characters.
 */
const withShorterPasswords = async <T>(
  emulator: Emulator,
  { OfficePool: UserPoolId }: Outputs,
  run: () => Promise<T>,
): Promise<T> => {
  const { UserPool } = await callJson(emulator, 'cognito-idp', 'DescribeUserPool', { UserPoolId });
  const { Policies } = UserPool;
  const set = (own: unknown) => callJson(emulator, 'cognito-idp', 'UpdateUserPool', { UserPoolId, Policies: own });
  await set({ ...Policies, PasswordPolicy: { ...Policies.PasswordPolicy, MinimumLength: 12 } });
  try {
    return await run();
  } finally {
    await set(Policies);
  }
};

/** A juror comes by the staff's invitation alone: the deployed API has the office pool make the account. */
export const checkInvitation = async (
  emulator: Emulator,
  outputs: Outputs,
  api: string,
  { staff: { client: staff } }: Cast,
): Promise<Office | undefined> => {
  const story = inOrder();
  const { name, email } = nadia;
  const body = { roles: ['juror' as const], name, email, language: 'fr' as const };
  let office: Office | undefined;
  let id = '';
  const member = async () => (await staff.ask('listMembers', {})).jurors.find((one) => one.id === id);

  await story(
    'staff invite a juror through the API: the pool makes the account and mails it (its rule on passwords loosened by this test)',
    async () => {
      await withShorterPasswords(emulator, outputs, async () => {
        ({ id } = await staff.ask('inviteMember', { body }));
      });
      const { Users } = await callJson(emulator, 'cognito-idp', 'ListUsers', { UserPoolId: outputs.OfficePool });
      const made = Users.find(({ Attributes }: { Attributes: { Name: string; Value: string }[] }) =>
        Attributes.some(({ Name, Value }) => Name === 'sub' && Value === id),
      );
      assert.equal(made?.UserStatus, 'FORCE_CHANGE_PASSWORD');
      const told = Object.fromEntries(
        made.Attributes.map((one: { Name: string; Value: string }) => [one.Name, one.Value]),
      );
      assert.deepEqual([told.email, told.email_verified, told.name, told.locale], [email, 'true', name, 'fr']);
      await eventually('The invitation', async () => (await mailsTo(emulator, email)).length === 1);
    },
  );
  await story('the invitation is sent again, to the same account, and not given twice', async () => {
    assert.equal((await staff.ask('resendInvitation', { params: { personId: id }, body: {} })).id, id);
    await eventually('The second mail', async () => (await mailsTo(emulator, email)).length === 2);
    const again = await staff.send('inviteMember', { body });
    assert.deepEqual([again.status, again.body.code], [409, 'already-invited']);
    assert.deepEqual([(await member())?.status, (await member())?.joinedAt], ['active', undefined]);
  });
  await story('the juror signs in with what the mail says, and is on the list as having come', async () => {
    const tokens = await signInInvited(emulator, outputs, email);
    assert.equal(claimsOf(tokens.accessToken).sub, id);
    const client = clientOf(api, tokens.accessToken);
    const session = await client.ask('openJurySession', { body: { idToken: tokens.idToken, language: 'fr' } });
    assert.deepEqual([session.id, session.name, session.roles], [id, name, ['juror']]);
    assert.ok((await member())?.joinedAt);
    const late = await staff.send('resendInvitation', { params: { personId: id }, body: {} });
    assert.deepEqual([late.status, late.body.code], [409, 'already-joined']);
    office = { id, person: nadia, client };
  });
  return office;
};
