import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Language } from '../../schemas/fields.ts';
import { DomainError } from '../domain/errors.ts';

export interface Accounts {
  /**
   * Has the issuer make an account for who is invited, and mail the invitation; for an account that was not used yet the
   * invitation is sent again.
   * @returns the `sub` that the person's tokens will carry.
   * @throws DomainError conflict `no-accounts` where the issuer is not ours to make accounts at, `account-exists` for an
   * account in use, whose `sub` is not ours to ask for.
   */
  invite(person: { email: string; name: string; language: Language }): Promise<string>;
}

/** Accounts in the Cognito pool of the office; `poolId` is empty where another issuer stands in its place. */
export const createAccounts = (poolId: string): Accounts => {
  let client: CognitoIdentityProviderClient | undefined;
  return {
    async invite({ email, name, language }) {
      if (!poolId) throw new DomainError('conflict', 'no-accounts');
      // Loaded with the first invitation: nobody else's request pays for it.
      const { AdminCreateUserCommand, CognitoIdentityProviderClient } = await import(
        '@aws-sdk/client-cognito-identity-provider'
      );
      client ??= new CognitoIdentityProviderClient({});
      const create = async (MessageAction?: 'RESEND') => {
        const { User } = (await client?.send(
          new AdminCreateUserCommand({
            UserPoolId: poolId,
            Username: email,
            UserAttributes: [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
              { Name: 'name', Value: name },
              { Name: 'locale', Value: language },
            ],
            DesiredDeliveryMediums: ['EMAIL'],
            MessageAction,
          }),
        )) ?? { User: undefined };
        const sub = User?.Attributes?.find((attribute) => attribute.Name === 'sub')?.Value;
        if (!sub) throw new Error('The issuer made an account without a sub');
        return sub;
      };
      try {
        return await create();
      } catch (error) {
        if ((error as Error).name !== 'UsernameExistsException') throw error;
      }
      try {
        return await create('RESEND');
      } catch (error) {
        if ((error as Error).name === 'UnsupportedUserStateException')
          throw new DomainError('conflict', 'account-exists');
        throw error;
      }
    },
  };
};
