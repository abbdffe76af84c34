import { strict as assert } from 'node:assert';
import { createStorePorts } from '../../functions/services/store.ts';
import { savePerson } from '../../functions/store/people.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import { contract, type Operation } from '../../schemas/contract.ts';
import { type ExamplePerson, applicants as exampleApplicants, jurors, staff } from '../../schemas/examples/people.ts';
import { everyDuty } from '../../schemas/office.ts';
import { type Client, clientOf, request } from './api.ts';
import { callJson } from './aws.ts';
import { check, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { filled } from './gateway.ts';
import { claimsOf, invite, signIn, signInInvited, signUp } from './sign-in.ts';

export interface Office {
  id: string;
  person: ExamplePerson;
  client: Client;
}

/** The persons of the journey, each with a token of the deployed pools. */
export interface Cast {
  applicant: Client;
  staff: Office;
  jurors: Office[];
}

const [camille, stella] = [exampleApplicants[0], staff[0]] as [ExamplePerson, ExamplePerson];
/** Whoever submits every file: the letters go there. */
export const submitter = camille;

/** Everybody comes in: the association by itself, jury and staff as docs/deploy.md tells to let them in. */
export const checkPeople = async (emulator: Emulator, outputs: Outputs, api: string): Promise<Cast | undefined> => {
  const story = inOrder();
  let applicant = clientOf(api);
  let idToken = '';
  let accessToken = '';
  const offices: Office[] = [];

  await story('an applicant signs up and in with codes from the mail, through the code with PKCE', async () => {
    await signUp(emulator, outputs, camille.email);
    ({ accessToken, idToken } = await signIn(emulator, outputs, camille.email));
    const claims = claimsOf(accessToken);
    assert.equal(claims.iss, outputs.ApplicantIssuer);
    assert.ok(claims.scope?.split(' ').includes('permanent-call/use'));
    applicant = clientOf(api, accessToken);
  });
  await story('the session makes a profile from the verified ID token', async () => {
    const { email } = await applicant.ask('openApplicantSession', { body: { idToken, language: 'fr' } });
    assert.equal(email, camille.email);
  });
  await story('an ID token in place of an access token gives 403', async () => {
    assert.equal((await clientOf(api, idToken).send('listOrganisations', {})).status, 403);
  });
  await story("an applicant's token gives 401 on every route of the office", async () => {
    const office = Object.values(contract).filter(({ audience }: Operation) => /jury|staff/.test(audience));
    for (const { method, path } of office)
      assert.deepEqual([path, (await request(`${api}${filled(path)}`, method, accessToken)).status], [path, 401]);
  });
  await story('the office pool asks for a second factor, by an authenticator', async () => {
    const config = await callJson(emulator, 'cognito-idp', 'GetUserPoolMfaConfig', { UserPoolId: outputs.OfficePool });
    assert.deepEqual(
      [config.MfaConfiguration, config.SoftwareTokenMfaConfiguration],
      ['ON', { Enabled: true }],
      JSON.stringify(config),
    );
  });
  await story('an invited person has no right before somebody writes their item, and theirs after', async () => {
    const ports = createStorePorts(outputs.TableName);
    for (const [role, person] of [['staff', stella], ...jurors.slice(0, 3).map((one) => ['juror', one])] as [
      'staff' | 'juror',
      ExamplePerson,
    ][]) {
      const id = await invite(emulator, outputs, person);
      const tokens = await signInInvited(emulator, outputs, person.email);
      assert.equal(claimsOf(tokens.accessToken).sub, id);
      const client = clientOf(api, tokens.accessToken);
      const operation = role === 'staff' ? 'openStaffSession' : 'openJurySession';
      const session = () => client.send(operation, { body: { idToken: tokens.idToken, language: 'fr' } });
      assert.equal((await session()).status, 403);
      const { name, email } = person;
      const roles = role === 'staff' ? everyDuty : (['juror'] as const);
      await savePerson(ports, { id, name, email, language: 'fr', roles: [...roles], organisationIds: [] }, undefined);
      const { status, body } = await session();
      assert.deepEqual([status, body.name, body.roles], [200, name, [...roles]]);
      offices.push({ id, person, client });
    }
  });
  await story('a juror has no right to what staff do', async () => {
    assert.equal((await offices[1]?.client.send('listJurors', {}))?.status, 403);
  });
  const [first, ...others] = offices;
  await check('everybody of the journey came in', () => assert.equal(offices.length, 4));
  return first && others.length === 3 ? { applicant, staff: first, jurors: others } : undefined;
};
