import fc from 'fast-check';
import { expect, test } from 'vitest';
import { belowThreshold } from '../../functions/domain/application/close-step.ts';
import { replay } from '../../functions/domain/application/evolve.ts';
import { asKnownOutside } from '../../functions/domain/embargo.ts';
import { DomainError } from '../../functions/domain/errors.ts';
import { actionsFor, type Hand, transitions } from '../../functions/domain/lifecycle.ts';
import { type ApplicationState, applicationCore } from '../../schemas/application.ts';
import { callContent, type ScoreStep } from '../../schemas/call.ts';
import { applicationEvent } from '../../schemas/event.ts';
import { runs } from '../support/chance.ts';
import { begin, type Command, commands, factsOf, type Life, later, live } from '../support/walk.ts';

const hands = ['owner', 'staff', 'juror', 'system'] as const satisfies Hand[];
const finals = ['ineligible', 'withdrawn'];

/** What holds of an application wherever it stands. */
const expectSound = ({ application, events }: Life): void => {
  expect(applicationCore.parse(application)).toStrictEqual(application);
  expect(replay(events)).toStrictEqual(application);
  expect(application.version).toBe(events.length);
  expect(application.jury !== undefined).toBe(['evaluating', 'deliberating'].includes(application.state));
  expect(application.jury?.sessionId !== undefined).toBe(application.state === 'deliberating');
  if (application.jury) expect(application.jury.stepId).toBe(application.stepId);
  expect(application.complementsDueOn !== undefined).toBe(application.state === 'complements');
  expect(application.outcome).toBe(
    ['supported', 'refused', 'deferred'].includes(application.state) ? application.state : undefined,
  );
  if (application.announceOn) expect(application.outcome).toBeDefined();
  if (application.agreementSignedOn) expect(application.state).toBe('supported');
  expect(application.grantedCents !== undefined).toBe(application.state === 'supported');
  const parts = application.shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  expect(parts).toBe(application.submittedAt ? 10_000 : 0);
  const ended = ['closed', 'refused-by-silence'].includes(application.state);
  expect(application.closedOn !== undefined).toBe(ended);
  for (const { jurorId } of application.recusals) expect(application.jury?.jurorIds ?? []).not.toContain(jurorId);
  if (finals.includes(application.state))
    expect(hands.flatMap((hand) => actionsFor(application, hand, { quorumMet: true }))).toEqual([]);
};

/** Tries an action; it happens exactly if it is offered, and then leads where the table says. */
const tryOut = (life: Life, action: Command, hand: Hand, chance: fc.GeneratorValue): Life => {
  const offered = actionsFor(life.application, hand, factsOf(life)).includes(action);
  let after: Life;
  try {
    after = live(life, action, hand, chance);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect([action, error.kind, offered]).toEqual([action, 'conflict', false]);
    const outside = hand === 'owner' || hand === 'juror';
    expect(error.detail.state).toBe((outside ? asKnownOutside(life.application) : life.application).state);
    return life;
  }
  expect([action, offered]).toEqual([action, true]);
  expect(transitions[action].to).toContain(after.application.state);
  return after;
};

const walk = (numRuns: number, length: number) =>
  fc.assert(
    fc.property(fc.gen(), (chance) => {
      let life = begin(chance);
      expect(callContent.safeParse(life.call).error).toBeUndefined();
      for (let step = 0; step < length; step++) {
        life = later(life, chance);
        const offered = hands.flatMap((hand) =>
          actionsFor(life.application, hand, factsOf(life)).map((action) => ({ action, hand })),
        );
        const likely = offered.filter(
          (entry): entry is { action: Command; hand: Hand } =>
            commands.includes(entry.action as Command) && entry.action !== 'withdraw',
        );
        // Mostly what is offered, so that walks go far; now and then anything by the hand that the table names.
        const anything = chance(fc.nat, { max: 3 }) === 0 || likely.length === 0;
        const any = commands[chance(fc.nat, { max: commands.length - 1 })] as Command;
        const { action, hand } = anything
          ? { action: any, hand: transitions[any].by[0] as Hand }
          : (likely[chance(fc.nat, { max: likely.length - 1 })] as { action: Command; hand: Hand });
        life = tryOut(life, action, hand, chance);
        expectSound(life);
      }
      for (const { type, data } of life.events) applicationEvent.parse({ type, data });
    }),
    { numRuns },
  );

test('whatever is tried in whatever order, no application comes into an illegal state', () => {
  walk(runs(120), 40);
});

/** The next of the open step's jurors who has not evaluated; nobody when another juror is needed first. */
const waitedFor = ({ application, evaluations }: Life): number =>
  (application.jury?.jurorIds ?? []).findIndex((id) => !evaluations.some(({ jurorId }) => jurorId === id));

/** What brings a file on from where it stands, and by whose hand. */
const onward: Partial<Record<ApplicationState, (life: Life) => [Command, Hand]>> = {
  draft: () => ['submit', 'owner'],
  checking: () => ['pass-check', 'staff'],
  ready: (life) => [factsOf(life).step?.kind === 'deliberate' ? 'schedule' : 'open-step', 'staff'],
  evaluating: (life) => {
    if (factsOf(life).quorumMet) return ['close-step', 'staff'];
    return waitedFor(life) < 0 ? ['assign-juror', 'staff'] : ['evaluate', 'juror'];
  },
  deliberating: () => ['conclude', 'staff'],
  deciding: () => ['support', 'staff'],
};

/** Chance, but for the first thing drawn. */
const after = (first: unknown, chance: fc.GeneratorValue): fc.GeneratorValue => {
  let drawn = false;
  return ((...args: Parameters<fc.GeneratorValue>) => {
    if (drawn) return chance(...args);
    drawn = true;
    return first;
  }) as fc.GeneratorValue;
};

test('every call that can be published is walked from a draft to its decision, past each of its steps', () => {
  fc.assert(
    fc.property(fc.gen(), (chance) => {
      let life = begin(chance);
      expect(callContent.safeParse(life.call).error).toBeUndefined();
      const stood: string[] = [];
      for (let acts = 0; life.application.state !== 'supported' && acts < 100; acts++) {
        const [action, hand] = onward[life.application.state]?.(life) ?? ['withdraw', 'owner'];
        life = live(life, action, hand, action === 'evaluate' ? after(waitedFor(life), chance) : chance);
        const { stepId } = life.application;
        if (stepId && stood.at(-1) !== stepId) stood.push(stepId);
      }
      expect(life.application.state).toBe('supported');
      const steps = life.call.steps.map(({ id }) => id);
      const below = life.application.results.find(
        (result) =>
          result.score !== undefined &&
          belowThreshold(life.call.steps.find(({ id }) => id === result.stepId) as ScoreStep, result),
      );
      // A mark below a threshold that is required passes over the jury's remaining steps, and over nothing else.
      const passedOver = below ? steps.slice(steps.indexOf(below.stepId) + 1, -1) : [];
      expect(stood).toEqual(steps.filter((id) => !passedOver.includes(id)));
    }),
    { numRuns: runs(60), endOnFailure: true },
  );
});
