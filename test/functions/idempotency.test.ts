import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadFile } from '../../functions/store/applications.ts';
import { idempotencyKey } from '../../functions/store/keys.ts';
import { get } from '../../functions/store/read.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, openCity, people } from '../support/city.ts';
import { draftFile, fileIn, key } from '../support/files.ts';
import type { Sent } from '../support/gateway.ts';

const { applicant, staff } = people;
let city: City;
beforeEach(async () => {
  city = await openCity();
});

const start = (idempotencyKey: string): Sent => ({
  body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey },
});
const register = (idempotencyKey: string, change: object = {}): Sent => ({
  body: { ...anOrganisation(2).content, ...change, idempotencyKey },
});
const on = (applicationId: string, idempotencyKey: string): Sent => ({
  params: { applicationId },
  body: { idempotencyKey },
});
const send = async (id: OperationId, sent: Sent) => {
  const { status, body } = await city.send(id, id === 'createCall' ? staff.id : applicant.id, sent);
  return { status, code: body.code, body };
};
const reused = { status: 422, code: 'idempotency-key-reused' };
const eventsOf = async (id: string) => (await loadFile(city.ports, id))?.events.map(({ type }) => type);

describe('a key that was used', () => {
  test('for another operation is told so, and nothing is done', async () => {
    const own = key();
    expect((await send('startApplication', start(own))).status).toBe(200);
    expect(await send('registerOrganisation', register(own))).toMatchObject(reused);
    expect((await city.ask('listOrganisations', applicant.id)).items).toHaveLength(1);
    const applicationId = await draftFile(city);
    expect(await send('submitApplication', on(applicationId, own))).toMatchObject(reused);
    expect(await eventsOf(applicationId)).toEqual(['application.started']);

    const other = key();
    expect((await send('registerOrganisation', register(other))).status).toBe(200);
    expect(await send('startApplication', start(other))).toMatchObject(reused);
  });

  test('for other content is told so, and the words say what to do in both languages', async () => {
    const own = key();
    const first = await send('registerOrganisation', register(own));
    expect(await send('registerOrganisation', register(own, { city: 'Roubaix' }))).toMatchObject(reused);
    const { items } = await city.ask('listOrganisations', applicant.id);
    expect(items.find(({ id }) => id === first.body.id)?.city).toBe(anOrganisation(2).content.city);
    const said = async (language: 'fr' | 'en') => {
      const sent = { ...register(own, { city: 'Roubaix' }), language };
      const { title, detail } = (await send('registerOrganisation', sent)).body;
      return [title, detail];
    };
    expect(await said('fr')).toEqual([
      'Un envoi précédent de cette page a déjà été enregistré',
      'Il était différent de celui-ci, qui n’a pas été enregistré. Rechargez la page pour voir où vous en êtes, puis recommencez si besoin.',
    ]);
    expect(await said('en')).toEqual([
      'An earlier request from this page was already recorded',
      'It was not the same as this one, which was not recorded. Reload the page to see where things stand, then try again if needed.',
    ]);
    const call = key();
    expect((await send('createCall', { body: { from: city.callId, idempotencyKey: call } })).status).toBe(200);
    expect(await send('createCall', { body: { idempotencyKey: call } })).toMatchObject(reused);
  });

  test('to submit one file submits no other with it, and answers no request for documents', async () => {
    const [first, second] = [await draftFile(city), await draftFile(city, 1)];
    const own = key();
    expect((await send('submitApplication', on(first, own))).body.state).toBe('checking');
    expect(await send('submitApplication', on(second, own))).toMatchObject(reused);
    expect(await eventsOf(second)).toEqual(['application.started']);

    const asked = await fileIn(city, 'complements', 2);
    const file = await loadFile(city.ports, asked);
    const submitted = file?.revisions[0]?.idempotencyKey ?? '';
    expect(await send('provideComplements', on(asked, submitted))).toMatchObject(reused);
    expect((await loadFile(city.ports, asked))?.head.state).toBe('complements');
    const answer = key();
    expect((await send('provideComplements', on(asked, answer))).body.state).toBe('checking');
    expect((await send('provideComplements', on(asked, answer))).body.state).toBe('checking');
    expect(await send('submitApplication', on(asked, answer))).toMatchObject(reused);
  });

  test('by somebody else stands for nothing', async () => {
    const own = key();
    expect((await send('startApplication', start(own))).status).toBe(200);
    const theirs = await city.send('startApplication', people.colleague.id, start(own));
    expect([theirs.status, theirs.body.id === (await send('startApplication', start(own))).body.id]).toEqual([
      200,
      false,
    ]);
  });
});

describe('what a key stands for', () => {
  test('is over after a day, also while its item is still there', async () => {
    const own = key();
    const first = await send('startApplication', start(own));
    city.ports.clock.advance({ days: 1, milliseconds: -1 });
    expect((await send('startApplication', start(own))).body.id).toBe(first.body.id);
    expect(await send('registerOrganisation', register(own))).toMatchObject(reused);
    city.ports.clock.advance({ milliseconds: 1 });
    expect(await get(city.ports, idempotencyKey(applicant.id, own))).toMatchObject({ resultId: first.body.id });
    const second = await send('registerOrganisation', register(own));
    expect([second.status, second.body.id.slice(0, 4)]).toEqual([200, 'org_']);
    expect((await send('registerOrganisation', register(own))).body.id).toBe(second.body.id);
  });

  test('is found by what it made where an earlier release kept no more than that', async () => {
    const made: Partial<Record<OperationId, { own: string; id: string }>> = {};
    for (const [operation, sent] of [
      ['startApplication', start],
      ['registerOrganisation', register],
      ['createCall', (idempotencyKey: string): Sent => ({ body: { idempotencyKey } })],
    ] as const) {
      const own = key();
      const { body } = await send(operation, sent(own));
      made[operation] = { own, id: body.id ?? body.callId };
      await city.ports.db.send(
        new UpdateCommand({
          TableName: city.ports.tableName,
          Key: idempotencyKey(operation === 'createCall' ? staff.id : applicant.id, own),
          UpdateExpression: 'REMOVE #operation, #digest',
          ExpressionAttributeNames: { '#operation': 'operation', '#digest': 'digest' },
        }),
      );
      const again = await send(operation, sent(own));
      expect([operation, again.status, again.body.id ?? again.body.callId]).toEqual([
        operation,
        200,
        made[operation].id,
      ]);
    }
    expect(await send('registerOrganisation', register(made.startApplication?.own ?? ''))).toMatchObject(reused);
    expect(await send('startApplication', start(made.registerOrganisation?.own ?? ''))).toMatchObject(reused);
  });
});
