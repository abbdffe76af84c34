import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionsFor, type Hand } from '../../functions/domain/lifecycle.ts';
import { type ApplicationAction, isFinal } from '../../schemas/application.ts';
import type { Role } from '../../schemas/office.ts';
import { runs } from '../support/chance.ts';
import { begin, type Command, commands, factsOf, type Life, later, live } from '../support/walk.ts';

const hands = ['owner', 'staff', 'juror', 'system'] as const satisfies Hand[];

/** Two agents: nobody else of the office is there. */
const agents: readonly (readonly Role[])[] = [['case-officer'], ['manager']];

const offeredTo = (life: Life, roles: readonly Role[]): ApplicationAction[] =>
  actionsFor(life.application, 'staff', { ...factsOf(life), roles });

/** Anything that anybody may do, by chance; at least a submission. */
const wander = (chance: fc.GeneratorValue): Life => {
  let life = live(begin(chance), 'submit', 'owner', chance);
  for (let left = chance(fc.nat, { max: 25 }); left > 0; left--) {
    life = later(life, chance);
    const offered = hands
      .flatMap((hand) => actionsFor(life.application, hand, factsOf(life)).map((action) => ({ action, hand })))
      .filter((entry): entry is { action: Command; hand: Hand } => commands.includes(entry.action as Command))
      .filter(({ action }) => action !== 'withdraw');
    const chosen = offered[chance(fc.nat, { max: 50 }) % Math.max(1, offered.length)];
    if (chosen) life = live(life, chosen.action, chosen.hand, chance);
  }
  return life;
};

/** What staff do of their own to bring a file to an end; else they wait. */
const towardsAnEnd: readonly Command[] = [
  'announce',
  'close-unanswered',
  'record-silence',
  'refuse',
  'resume',
  'unschedule',
];

const isOver = ({ application }: Life): boolean => isFinal(application.state) && application.announceOn === undefined;

/** A month in which nobody does anything. */
const aMonthLater = (life: Life): Life => ({
  ...life,
  at: new Date(new Date(life.at).getTime() + 30 * 86_400_000).toISOString(),
});

/** The file as two agents leave it who wait for nobody, after at most so many acts and months. */
const endedByStaff = (start: Life, chance: fc.GeneratorValue, acts: readonly Command[]): Life => {
  let life = start;
  // The longest silence of a call is a year, and a request for documents holds it for half of one.
  for (let turns = 0; !isOver(life) && turns < 40; turns++) {
    const offered = new Set(agents.flatMap((roles) => offeredTo(life, roles)));
    const next = acts.find((action) => offered.has(action));
    life = next ? live(life, next, 'staff', chance) : aMonthLater(life);
  }
  return life;
};

test('from every state that a file can reach, two agents alone bring it to an end, whatever others do not do', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.gen(), (chance) => {
      const start = wander(chance);
      reached.add(start.application.state);
      const { application } = endedByStaff(start, chance, towardsAnEnd);
      expect([start.application.state, application.state, isOver({ ...start, application })]).toEqual([
        start.application.state,
        application.state,
        true,
      ]);
    }),
    { numRuns: runs(300) },
  );
  // Those that nobody is in by chance would prove nothing.
  for (const state of ['checking', 'complements', 'ready', 'evaluating', 'deliberating', 'deciding', 'deferred'])
    expect([...reached]).toContain(state);
});

test('without the ends that need no decision, files wait for ever where others do nothing', () => {
  const stuck = new Set<string>();
  fc.assert(
    fc.property(fc.gen(), (chance) => {
      const without = towardsAnEnd.filter((action) => action !== 'close-unanswered' && action !== 'record-silence');
      const { application } = endedByStaff(wander(chance), chance, without);
      if (!isFinal(application.state)) stuck.add(application.state);
    }),
    { numRuns: runs(100) },
  );
  for (const state of ['complements', 'evaluating', 'ready']) expect([...stuck]).toContain(state);
});
