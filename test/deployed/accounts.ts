import { strict as assert } from 'node:assert';
import type { Outputs } from '../../infra/aws/publish.ts';
import { usualCodes } from '../../schemas/codes.ts';
import { clientOf } from './api.ts';
import { callJson } from './aws.ts';
import { inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { call } from './functions.ts';
import { operate } from './operations.ts';
import { claimsOf, invite, signIn, signUp } from './sign-in.ts';

const before = 'boite@avant.example';
const after = 'boite@apres.example';

/** The walks of docs/runbooks with accounts, as far as the emulator knows their calls, and the function that a pool asks. */
export const checkAccounts = async (emulator: Emulator, outputs: Outputs, api: string): Promise<void> => {
  const story = inOrder();
  const cognito = (action: string, input: Record<string, unknown>) => callJson(emulator, 'cognito-idp', action, input);

  await story('a person gets another address and is who they were', async () => {
    await signUp(emulator, outputs, before);
    const { accessToken, idToken } = await signIn(emulator, outputs, before);
    const { sub = '' } = claimsOf(accessToken);
    await clientOf(api, accessToken).ask('openApplicantSession', { body: { idToken, language: 'fr' } });
    const pool = outputs.ApplicantPool ?? '';
    const { well, said } = await operate(emulator, outputs, 'change-address', sub, after, '--pool', pool);
    assert.deepEqual([well, said], [true, [`${sub} had ${before} and has ${after} now, and is signed out.`]]);
    const again = await signIn(emulator, outputs, after);
    assert.equal(claimsOf(again.accessToken).sub, sub);
    const { email } = await clientOf(api, again.accessToken).ask('openApplicantSession', {
      body: { idToken: again.idToken, language: 'fr' },
    });
    assert.equal(email, after);
  });
  await story("the account of somebody who left is disabled, and keeps the person's sub", async () => {
    const account = { UserPoolId: outputs.OfficePool, Username: 'partie.exemple@ville.example' };
    const sub = await invite(emulator, outputs, { name: 'Partie Exemple', email: account.Username });
    await cognito('AdminDisableUser', account);
    await cognito('AdminUserGlobalSignOut', account);
    const { Enabled, UserAttributes } = await cognito('AdminGetUser', account);
    const kept = (UserAttributes as { Name: string; Value: string }[]).find(({ Name }) => Name === 'sub')?.Value;
    assert.deepEqual([Enabled, kept], [false, sub]);
  });
  await story("the associations' pool asks a function of ours, and counts in the table what it is asked", async () => {
    const { UserPool } = await cognito('DescribeUserPool', { UserPoolId: outputs.ApplicantPool });
    const asked = Object.entries(UserPool.LambdaConfig as Record<string, string>);
    assert.deepEqual(asked.map(([name]) => name).toSorted(), ['CustomMessage', 'PreSignUp']);
    for (const [, arn] of asked) assert.match(arn, /limit-codes$/);
    // The emulator asks nobody before a sign-up of a pool's own: the event is handed over here.
    const event = {
      triggerSource: 'PreSignUp_SignUp',
      request: { userAttributes: { email: 'voisine@boite.example' } },
      response: {},
    };
    for (let time = 0; time < usualCodes.perAddress; time++)
      assert.deepEqual(await call(emulator, 'limit-codes', event), event);
    await assert.rejects(call(emulator, 'limit-codes', event), /Trop de codes ont été demandés .* · Too many codes /);
  });
};
