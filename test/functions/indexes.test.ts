import { expect, test } from 'vitest';
import { expectWholeChain } from '../support/chain.ts';
import { openCity, people } from '../support/city.ts';
import { fileIn } from '../support/files.ts';
import { lagging } from '../support/lagging.ts';
import { tellApplication } from '../support/mails.ts';
import { testPorts } from '../support/ports.ts';

test('nothing decides on what it read from an index: a whole life goes by while they lag', async () => {
  const city = await openCity({ ports: lagging(await testPorts()) });
  const id = await fileIn(city, 'supported');
  const mails: string[] = [];
  await tellApplication(city.ports, { send: async ({ to }) => `${mails.push(to)}` }, 'https://appel.ville.example', id);
  expect((await expectWholeChain(city.ports, id)).state).toBe('supported');
  expect(mails.length).toBe(5);
  // The lists do lag, and a file is still found by its number and its address.
  const query = { callId: city.callId, state: 'supported' };
  expect((await city.ask('listQueue', people.staff.id, { query })).items).toEqual([]);
  const { number } = await city.ask('getStaffFile', people.staff.id, { params: { applicationId: id } });
  expect(await city.ask('findByNumber', people.staff.id, { params: { number: number as string } })).toEqual({
    applicationId: id,
  });
});
