import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { retrying, Stale } from '../../functions/store/commit.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { type Act, acts } from '../factories/lives.ts';
import { commitAct, storeApplication } from '../factories/stored.ts';
import { counting, interleave, Killed, mortal } from '../support/actors.ts';
import { expectWholeChain } from '../support/chain.ts';
import { runs } from '../support/chance.ts';
import { testPorts } from '../support/ports.ts';

const { assign, check, decide, recuse, withdraw } = acts();
const order = fc.array(fc.nat(3), { maxLength: 24 });
const actor = (id: string, act: Act) => (ports: StorePorts) => retrying(ports, () => commitAct(ports, id, act));
const outcomeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'fulfilled' ? 'done' : result.reason instanceof DomainError ? result.reason.code : result.reason;

describe('two actors on one application', () => {
  test('of two acts that exclude each other exactly one happens, whoever comes first', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const id = await storeApplication(ports, 'deciding');
        const results = await interleave(ports, turns, [actor(id, withdraw()), actor(id, decide('supported'))]);
        expect(results.map(outcomeOf).sort()).toEqual(['done', 'state-passed']);
        const core = await expectWholeChain(ports, id);
        expect([core.state, core.version]).toEqual([results[0]?.status === 'fulfilled' ? 'withdrawn' : 'supported', 9]);
      }),
      { numRuns: runs(25) },
    );
  });

  test('acts that do not exclude each other all happen, none is lost and none happens twice', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const id = await storeApplication(ports, 'evaluating');
        const results = await interleave(ports, turns, [
          async (own) => {
            await actor(id, assign('j4'))(own);
            await actor(id, recuse('j1'))(own);
          },
          actor(id, assign('j5')),
          actor(id, recuse('j2')),
        ]);
        expect(results.map(outcomeOf)).toEqual(['done', 'done', 'done']);
        const core = await expectWholeChain(ports, id);
        expect(core.version).toBe(9);
        expect(core.jury?.jurorIds.toSorted()).toEqual(['j3', 'j4', 'j5']);
        expect(core.recusals.map(({ jurorId }) => jurorId).toSorted()).toEqual(['j1', 'j2']);
      }),
      { numRuns: runs(20) },
    );
  });

  test('the same decision taken by both on the same head is written once', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'checking');
    // Both read, then both write: without deciding again the loser learns that the head moved.
    const once = (own: StorePorts) => commitAct(own, id, check());
    const results = await interleave(ports, [0, 1, 0, 0], [once, once]);
    expect(results[0]).toEqual({ status: 'fulfilled', value: undefined });
    expect(results[1]).toEqual({ status: 'rejected', reason: expect.any(Stale) });
    expect((await expectWholeChain(ports, id)).version).toBe(3);
  });

  test('really at the same time, ten acts of ten actors all happen', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'evaluating');
    const jurorIds = Array.from({ length: 10 }, (_, index) => `extra-${index}`);
    await Promise.all(jurorIds.map((jurorId) => actor(id, assign(jurorId))(ports)));
    const core = await expectWholeChain(ports, id);
    expect(core.version).toBe(15);
    expect(core.jury?.jurorIds.toSorted()).toEqual(['j1', 'j2', 'j3', ...jurorIds].toSorted());
  });
});

describe('an actor who dies between any two calls', () => {
  test('leaves the application whole, before the act or after it, and another goes on', async () => {
    const ports = await testPorts();
    const counted = counting(ports);
    await commitAct(counted.ports, await storeApplication(ports, 'deciding'), decide('deferred'));
    expect(counted.calls()).toBe(3);
    for (let calls = 0; calls <= counted.calls(); calls++) {
      const id = await storeApplication(ports, 'deciding');
      const died = await actor(
        id,
        decide('deferred'),
      )(mortal(ports, calls)).then(
        () => false,
        (error) => error instanceof Killed,
      );
      expect(died).toBe(calls < counted.calls());
      expect((await expectWholeChain(ports, id)).version).toBe(died ? 8 : 9);
      await actor(id, withdraw())(ports);
      const core = await expectWholeChain(ports, id);
      expect([core.state, core.version]).toEqual(['withdrawn', died ? 9 : 10]);
    }
  });

  test('takes nothing from the others, wherever they all stand', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(order, fc.nat(4), async (turns, calls) => {
        const id = await storeApplication(ports, 'evaluating');
        const results = await interleave(ports, turns, [
          (own) => actor(id, assign('j4'))(mortal(own, calls)),
          actor(id, assign('j5')),
          actor(id, recuse('j1')),
        ]);
        expect(results.slice(1).map(outcomeOf)).toEqual(['done', 'done']);
        const done = results[0]?.status === 'fulfilled';
        if (!done) expect(outcomeOf(results[0] as PromiseRejectedResult)).toBeInstanceOf(Killed);
        const core = await expectWholeChain(ports, id);
        expect(core.jury?.jurorIds.toSorted()).toEqual(['j2', 'j3', ...(done ? ['j4'] : []), 'j5']);
        expect(core.version).toBe(done ? 8 : 7);
      }),
      { numRuns: runs(25) },
    );
  });
});
