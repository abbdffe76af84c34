import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paced } from '../../functions/pace.ts';
import type { Mail } from '../../functions/services/mail.ts';
import { NoTurn, takeTurn } from '../../functions/store/pace.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { interleave } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';

const at = (ports: TestPorts) => ports.now().getTime();
const later = (ports: TestPorts) => at(ports) + 60_000;
const turns = async (ports: TestPorts, count: number, spacingMs = 1000) => {
  const start = at(ports);
  const taken = [];
  for (let turn = 0; turn < count; turn++)
    taken.push((await takeTurn(ports, { spacingMs, latest: later(ports) })) - start);
  return taken;
};

test('turns are as far apart as is asked, and the first one is now', async () => {
  const ports = await testPorts();
  expect(await turns(ports, 4)).toEqual([0, 1000, 2000, 3000]);
  ports.clock.advance({ milliseconds: 10_000 });
  expect(await turns(ports, 2)).toEqual([0, 1000]);
});

test('a turn that comes too late is not taken', async () => {
  const ports = await testPorts();
  await turns(ports, 3);
  await expect(takeTurn(ports, { spacingMs: 1000, latest: at(ports) + 2999 })).rejects.toBeInstanceOf(NoTurn);
  expect(await turns(ports, 1)).toEqual([3000]);
});

test('a clock that ran far ahead does not keep mails back for ever', async () => {
  const ports = await testPorts();
  ports.clock.advance({ days: 400 });
  await turns(ports, 1);
  ports.clock.advance({ days: -400 });
  expect(await turns(ports, 2)).toEqual([0, 1000]);
});

test('whatever executions do at once, never do more mails leave in a second than are allowed', async () => {
  const ports = await testPorts();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(3), { maxLength: 20 }),
      async (perSecond, mails, order) => {
        // Each execution has a clock of its own that its waiting moves on; all begin at the same instant.
        const start = at(ports);
        const left: number[] = [];
        const execution = (count: number) => async (own: StorePorts) => {
          let present = start;
          const clocked = {
            ...own,
            now: () => new Date(present),
            sleep: async (milliseconds: number) => {
              present += milliseconds;
            },
          };
          const mailer = paced(
            clocked,
            { send: async () => `message-${left.push(present)}` },
            { perSecond, remainingMs: () => 600_000 - (present - start) },
          );
          for (let mail = 0; mail < count; mail++) await mailer.send({} as Mail);
        };
        await interleave(ports, order, mails.map(execution));
        left.sort((one, other) => one - other);
        expect(left).toHaveLength(mails.reduce((sum, count) => sum + count, 0));
        for (const [index, instant] of left.entries())
          expect((left[index + perSecond] ?? Number.POSITIVE_INFINITY) - instant).toBeGreaterThanOrEqual(1000);
        ports.clock.advance({ hours: 1 });
      },
    ),
    { numRuns: runs(15) },
  );
});

test('a mail that would leave too late for its execution is refused before anything is sent', async () => {
  const ports = await testPorts();
  let remaining = 60_000;
  const sent: number[] = [];
  const clocked = {
    ...ports,
    sleep: async (milliseconds: number) => {
      ports.clock.advance({ milliseconds });
      remaining -= milliseconds;
    },
  };
  const mailer = paced(
    clocked,
    { send: async () => `message-${sent.push(at(ports))}` },
    { perSecond: 1, remainingMs: () => remaining },
  );
  const start = at(ports);
  const batch = async () => {
    for (;;) await mailer.send({} as Mail);
  };
  await expect(batch()).rejects.toBeInstanceOf(NoTurn);
  // One a second from the first on, and ten seconds are left to note the last one.
  expect(sent).toHaveLength(51);
  expect(at(ports) - start).toBe(50_000);
});
