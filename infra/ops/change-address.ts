import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { retrying } from '../../functions/store/commit.ts';
import { loadPerson, savePerson } from '../../functions/store/people.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { email as emailField } from '../../schemas/fields.ts';

/** Why an address was not changed, as a sentence; nothing was. */
export class NotChanged extends Error {}

/**
 * Gives a person another address: at their pool, where their `sub` stays what it is, and in their profile, where letters are
 * addressed. The pool comes first and ends their sessions; cut off in between, the same command ends it. A token from before
 * changes nothing of it.
 * @param person Their `sub`, which the pool takes for a user name.
 * @returns the address before.
 * @throws NotChanged for an address that is none or is another's, and for a person whom the pool or the table does not know.
 */
export const changeAddress = async (
  ports: StorePorts,
  pool: { client: Pick<CognitoIdentityProviderClient, 'send'>; id: string },
  { person: id, address }: { person: string; address: string },
): Promise<string> => {
  const parsed = emailField().safeParse(address.trim());
  if (!parsed.success) throw new NotChanged(`${address} is not an address`);
  const email = parsed.data;
  const known = await loadPerson(ports, id);
  if (!known) throw new NotChanged(`The table knows no person ${id}`);
  const account = { UserPoolId: pool.id, Username: id };
  try {
    await pool.client.send(new AdminGetUserCommand(account));
    await pool.client.send(
      new AdminUpdateUserAttributesCommand({
        ...account,
        UserAttributes: [
          { Name: 'email', Value: email },
          // Unverified, it could not sign in: no code would go there.
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
  } catch (error) {
    const { name } = error as Error;
    if (name === 'UserNotFoundException') throw new NotChanged(`The pool ${pool.id} knows no person ${id}`);
    if (name === 'AliasExistsException') throw new NotChanged(`${email} is somebody else's at the pool ${pool.id}`);
    throw error;
  }
  await pool.client.send(new AdminUserGlobalSignOutCommand(account));
  await retrying(ports, async () => {
    const before = (await loadPerson(ports, id)) ?? known;
    await savePerson(ports, { ...before, email, addressChangedAt: ports.now().toISOString() }, before);
  });
  return known.email;
};
