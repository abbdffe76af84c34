import { expect } from 'vitest';
import { replay } from '../../functions/domain/application/evolve.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { readEvents } from '../../functions/store/events.ts';
import { GENESIS, hashOf } from '../../functions/store/hash.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { type ApplicationCore, applicationCore } from '../../schemas/application.ts';
import type { ReadEvent } from '../../schemas/event.ts';

/** The places where a chain is broken: a gap, a hash that is not its event's, a link that is not the one before. */
export const faultsOf = (events: readonly ReadEvent[]): number[] =>
  events.flatMap(({ hash, ...event }, index) => {
    const previous = events[index - 1]?.hash ?? GENESIS;
    const whole = event.seq === index + 1 && event.previousHash === previous && hash === hashOf(event);
    return whole ? [] : [event.seq];
  });

/** Expects an application's chain to be whole and to replay to its head; gives the head's core. */
export const expectWholeChain = async (ports: StorePorts, applicationId: string): Promise<ApplicationCore> => {
  const events = await readEvents(ports, { type: 'application', id: applicationId });
  expect(faultsOf(events)).toEqual([]);
  const head = (await loadFile(ports, applicationId))?.head;
  const core = applicationCore.parse(head);
  expect(replay(events as unknown as Parameters<typeof replay>[0])).toEqual(core);
  expect(head?.lastHash).toBe(events.at(-1)?.hash);
  return core;
};
