import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerPool, type PoolEvent } from '../../../functions/limit-codes/answer.ts';
import { codesDigest } from '../../../functions/limit-codes/digest.ts';
import { limitCodes } from '../../../functions/limit-codes/limit.ts';
import * as keys from '../../../functions/store/keys.ts';
import { testPorts } from '../../support/ports.ts';

const signUp = 'PreSignUp_SignUp';
const again = 'CustomMessage_ResendCode';
const forgotten = 'CustomMessage_ForgotPassword';
const limits = { perAddress: 3, signUps: 5 };
const stranger = 'voisine@boite.example';

const itemsOf = async ({ db, tableName }: Awaited<ReturnType<typeof testPorts>>) => {
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client: db }, { TableName: tableName })) found.push(...Items);
  return found;
};

test('an address gets its codes of a day and no more, however often, in whatever way and side by side they are asked for', async () => {
  const ports = await testPorts();
  const ask = (source: string, address = stranger) => limitCodes(ports, limits, { source, address });
  const asked = [
    again,
    forgotten,
    'CustomMessage_VerifyUserAttribute',
    'CustomMessage_UpdateUserAttribute',
    again,
    forgotten,
  ];
  for (const sources of [asked, [signUp, signUp, signUp, signUp, signUp]]) {
    const answers = await Promise.all(sources.map((source) => ask(source)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'address')).toHaveLength(sources.length - 3);
  }
  // What follows a plus, and capitals, make no other mailbox of it.
  expect(await ask(signUp, ' Voisine+1@Boite.example ')).toBe('address');
  expect(await ask(signUp, 'voisin@boite.example')).toBeUndefined();
  // A day in Paris: midnight there is 23:00 of the day before, in UTC, in winter.
  ports.clock.set('2026-03-18T22:59:00.000Z');
  expect(await ask(again)).toBe('address');
  ports.clock.set('2026-03-18T23:00:00.000Z');
  expect(await ask(again)).toBeUndefined();
});

test('sign-ups by a stranger take none of the codes that the holder of an account comes back with, nor the other way round', async () => {
  const ports = await testPorts();
  const ask = (source: string) => limitCodes(ports, { ...limits, signUps: 99 }, { source, address: stranger });
  const answers: unknown[] = [];
  for (let time = 0; time < 4; time++) answers.push(await ask(signUp));
  expect(answers).toEqual([undefined, undefined, undefined, 'address']);
  expect([await ask(forgotten), await ask(again)]).toEqual([undefined, undefined]);
  const other = await testPorts();
  for (let time = 0; time < 4; time++) await limitCodes(other, limits, { source: forgotten, address: stranger });
  expect(await limitCodes(other, limits, { source: signUp, address: stranger })).toBeUndefined();
});

test('a day has so many sign-ups, whoever they are; who has an account asks for codes all the same', async () => {
  const ports = await testPorts();
  const ask = (source: string, place: number) =>
    limitCodes(ports, limits, { source, address: `personne${place}@boite.example` });
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((place) => ask(signUp, place)));
  expect(answers.filter((answer) => answer === 'day')).toHaveLength(2);
  expect(await ask(forgotten, 8)).toBeUndefined();
});

test('whoever is refused since the day has no sign-ups left loses none of their own', async () => {
  const ports = await testPorts();
  const ask = (signUps: number) => limitCodes(ports, { ...limits, signUps }, { source: signUp, address: stranger });
  await limitCodes(ports, { ...limits, signUps: 1 }, { source: signUp, address: 'voisin@boite.example' });
  for (let time = 0; time < 9; time++) expect(await ask(1)).toBe('day');
  // The day's limit is raised, as the runbook says.
  expect([await ask(9), await ask(9), await ask(9), await ask(9)]).toEqual([
    undefined,
    undefined,
    undefined,
    'address',
  ]);
});

test('counts of the release before, which told sign-ups from no other codes, go on to count as sign-ups', async () => {
  const ports = await testPorts();
  const own = keys.codesKey('2026-03-18', codesDigest('2026-03-18', stranger));
  ports.clock.set('2026-03-18T09:00:00.000Z');
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: { ...own, v: 1, count: 2, expiresAt: 1 } }));
  const ask = (source: string) => limitCodes(ports, limits, { source, address: stranger });
  expect([await ask(signUp), await ask(signUp)]).toEqual([undefined, 'address']);
  expect(await ask(forgotten)).toBeUndefined();
  const [item] = (await itemsOf(ports)).filter(({ pk }) => pk === own.pk);
  // What that release reads and adds to is where it was.
  expect([item?.count, item?.asked, item?.v]).toEqual([3, 1, 1]);
});

test('sign-ins, invitations and what a pool calls otherwise are not counted', async () => {
  const ports = await testPorts();
  const one = { perAddress: 1, signUps: 1 };
  for (const source of [
    'CustomMessage_SignUp',
    'CustomMessage_Authentication',
    'CustomMessage_AdminCreateUser',
    'PreSignUp_AdminCreateUser',
    'PreSignUp_ExternalProvider',
  ])
    for (let time = 0; time < 3; time++)
      expect([source, await limitCodes(ports, one, { source, address: stranger })]).toEqual([source, undefined]);
  expect(await itemsOf(ports)).toEqual([]);
});

test('what is stored names nobody, tells no day from another, and expires two days later', async () => {
  const ports = await testPorts();
  const ask = () => limitCodes(ports, limits, { source: signUp, address: stranger });
  await ask();
  ports.clock.advance({ days: 1 });
  await ask();
  const items = await itemsOf(ports);
  expect(items.map(({ count, v }) => [count, v])).toEqual(items.map(() => [1, 1]));
  expect(JSON.stringify(items)).not.toMatch(/voisine|boite/);
  expect(new Set(items.map(({ pk }) => String(pk).split('#')[2])).size).toBe(3);
  const ends = items.map(({ expiresAt }) => Number(expiresAt)).toSorted();
  const now = ports.now().getTime() / 1000;
  expect(ends).toEqual([now + 86_400, now + 86_400, now + 2 * 86_400, now + 2 * 86_400]);
});

test('a mailbox has one digest a day, whatever case and suffix it is written with, and shares it with no other', () => {
  const local = fc.stringMatching(/^[a-z0-9._-]{1,20}$/);
  const domain = fc.stringMatching(/^[a-z0-9-]{1,12}\.[a-z]{2,4}$/);
  const day = fc.constantFrom('2026-03-18', '2026-03-19');
  fc.assert(
    fc.property(local, domain, fc.stringMatching(/^[a-z0-9+]{0,8}$/), day, (name, at, suffix, on) => {
      const plain = codesDigest(on, `${name}@${at}`);
      expect(codesDigest(on, ` ${name.toUpperCase()}+${suffix}@${at.toUpperCase()}`)).toBe(plain);
      expect(plain).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
  fc.assert(
    fc.property(local, domain, local, domain, day, day, (a, b, c, d, one, other) => {
      fc.pre(a !== c || b !== d || one !== other);
      expect(codesDigest(one, `${a}@${b}`)).not.toBe(codesDigest(other, `${c}@${d}`));
    }),
  );
});

test('spellings that reach one mailbox are one, and only those that are known to', () => {
  const of = (address: string) => codesDigest('2026-03-18', address);
  const gmail = of('unevoisine@gmail.com');
  for (const same of ['une.voisine@gmail.com', 'U.n.e.Voisine+x@GoogleMail.com', 'unevoisine@gmail.com.'])
    expect([same, of(same)]).toEqual([same, gmail]);
  // Google says that dots count at domains of its customers; of other providers nobody says that they do not.
  expect(of('une.voisine@boite.example')).not.toBe(of('unevoisine@boite.example'));
  expect(of('une.voisine@notgmail.com')).not.toBe(of('unevoisine@notgmail.com'));
  // One letter in two spellings, and a domain as people and as machines write it.
  expect(of('he\u0301le\u0300ne@boite.example')).toBe(of('hélène@boite.example'));
  expect(of('voisine@boîte.example')).toBe(of('voisine@xn--bote-1pa.example'));
});

const event = (triggerSource: string): PoolEvent => ({
  triggerSource,
  userName: '00000000-0000-4000-8000-000000000000',
  request: { userAttributes: { email: stranger } },
});
const quiet = { refused: () => {}, uncounted: () => {} };

test('who is refused reads why and what to do, in French first', async () => {
  const ports = await testPorts();
  const answer = (most: typeof limits) => answerPool(ports, most, event(signUp), quiet);
  await expect(answer({ perAddress: 1, signUps: 9 })).resolves.toBeUndefined();
  await expect(answer({ perAddress: 1, signUps: 9 })).rejects.toThrow(
    'Trop de codes ont été demandés aujourd’hui pour cette adresse. Réessayez demain, ou écrivez au service qui suit l’appel à projets. · Too many codes were asked for today for this address. Try again tomorrow, or write to the service that runs the call.',
  );
  await expect(answer({ perAddress: 9, signUps: 1 })).rejects.toThrow(/^Trop de comptes .* · Too many accounts /);
});

test('a table that fails, or never answers, shuts nobody out, and it is said', async () => {
  const ports = await testPorts();
  const failures: unknown[] = [];
  const told = { refused: () => expect.unreachable(), uncounted: (error: unknown) => failures.push(error) };
  await answerPool({ ...ports, tableName: 'no-such-table' }, limits, event(signUp), told);
  const silent = { send: () => new Promise(() => {}) } as unknown as typeof ports.db;
  await answerPool({ ...ports, db: silent }, limits, event(again), told);
  expect(failures.map((error) => (error as Error).name)).toEqual(['ResourceNotFoundException', 'Error']);
});
