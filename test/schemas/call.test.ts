import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../../functions/words.ts';
import { type CallContent, callContent, maxCallBytes, type Step } from '../../schemas/call.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { bytesOf } from '../../schemas/fields.ts';
import { instruction } from '../../schemas/instructions.ts';
import { wholeNumber } from '../../schemas/texts/format.ts';
import { callChange } from '../factories/arbitrary.ts';
import { aCall, aCheckStep, aDecideStep, aDeliberateStep, aScoreStep } from '../factories/call.ts';
import { runs } from '../support/chance.ts';

/** Where a call is refused, and why in words. */
const refusals = (call: unknown): Record<string, string> =>
  Object.fromEntries(
    (callContent.safeParse(call).error?.issues ?? []).map((issue) => {
      const { keys, params } = instruction(issue, 'en');
      return [issue.path.join('.'), words('en', keys, params)];
    }),
  );
const withSteps = (...steps: unknown[]) => refusals({ ...callLille, steps });
const score = aScoreStep();
const decide = aDecideStep();
const [first, ...others] = score.criteria;
if (!first) throw new Error('The example has no criterion');

describe('a call is refused with the place named when', () => {
  test('weights of a step do not sum to 100', () => {
    const heavier = [{ ...first, weight: first.weight + 1 }, ...others];
    expect(withSteps({ ...score, criteria: heavier }, decide)).toEqual({
      'steps.0.criteria': 'Adjust the weights: they sum to 101, and must sum to 100',
    });
    expect(withSteps({ ...score, criteria: others }, decide)).toEqual({
      'steps.0.criteria': `Adjust the weights: they sum to ${100 - first.weight}, and must sum to 100`,
    });
    expect(Object.keys(withSteps({ ...score, criteria: [] }, decide))).toEqual(['steps.0.criteria']);
  });

  test.each([
    ['without anchors', []],
    ['with one anchor too few', first.anchors.slice(1)],
    ['with one mark described twice', [...first.anchors.slice(1), first.anchors[1]]],
    ['with a mark beyond its scale', [...first.anchors.slice(1), { ...first.anchors[0], mark: 9 }]],
  ])('a criterion is %s', (_, anchors) => {
    expect(withSteps({ ...score, criteria: [{ ...first, anchors }, ...others] }, decide)).toEqual({
      'steps.0.criteria.0.anchors': 'Describe each mark of the scale once, from 0 to the highest',
    });
  });

  test('nobody signs its letters', () => {
    const { signatory, ...unsigned } = callLille;
    expect(Object.keys(refusals(unsigned))).toEqual([
      'signatory.fullName',
      'signatory.capacity.fr',
      'signatory.capacity.en',
    ]);
    expect(Object.keys(refusals({ ...callLille, signatory: { ...signatory, fullName: ' ' } }))).toEqual([
      'signatory.fullName',
    ]);
  });

  test('an anchor says nothing, or says it in one language', () => {
    const anchors = first.anchors.map((anchor) =>
      anchor.mark === 2 ? { mark: 2, text: { fr: '  ', en: '' } } : anchor,
    );
    expect(Object.keys(withSteps({ ...score, criteria: [{ ...first, anchors }, ...others] }, decide))).toEqual([
      'steps.0.criteria.0.anchors.2.text.fr',
      'steps.0.criteria.0.anchors.2.text.en',
    ]);
  });

  test('a quorum is above the evaluations wanted, or above the jurors that a step or a session can have', () => {
    expect(withSteps({ ...score, wanted: 3, quorum: 4 }, decide)).toEqual({
      'steps.0.quorum': 'Enter a quorum that does not exceed the number of evaluations wanted: 3 at most',
    });
    expect(Object.keys(withSteps({ ...score, wanted: 61, quorum: 61 }, decide))).toEqual([
      'steps.0.wanted',
      'steps.0.quorum',
    ]);
    expect(withSteps({ ...score, wanted: 60, quorum: 60 }, decide)).toEqual({});
    expect(Object.keys(withSteps(aDeliberateStep({ quorum: 41 }), decide))).toEqual(['steps.0.quorum']);
    expect(withSteps(aDeliberateStep({ quorum: 40 }), decide)).toEqual({});
  });

  test('a step has no way out: no decision at the end, one before it, a check after the jury', () => {
    expect(Object.keys(withSteps(aCheckStep(), score))).toEqual(['steps.1.kind']);
    expect(Object.keys(withSteps(decide, { ...decide, id: 'again' }))).toEqual(['steps.0.kind']);
    expect(Object.keys(withSteps(score, aCheckStep(), decide))).toEqual(['steps.1.kind']);
    expect(Object.keys(withSteps(decide))).toEqual(['steps']);
  });

  test('a reminder would go out before its step opens', () => {
    const check = aCheckStep({ delayDays: 5, remindDaysBefore: 4 });
    expect(withSteps(check, decide)).toEqual({});
    expect(withSteps({ ...check, remindDaysBefore: 5 }, decide)).toEqual({
      'steps.0.remindDaysBefore': 'Remind after the step opens: at most 4 days before it is due',
    });
  });

  test('two entries of a list have one name', () => {
    const [document] = callLille.documents;
    expect(refusals({ ...callLille, documents: [...callLille.documents, document] })).toHaveProperty([
      `documents.${callLille.documents.length}.id`,
    ]);
    expect(
      Object.keys(withSteps({ ...aCheckStep(), items: [...aCheckStep().items, aCheckStep().items[0]] }, decide)),
    ).toEqual([`steps.0.items.${aCheckStep().items.length}.id`]);
    expect(Object.keys(withSteps(score, score, decide))).toEqual(['steps.1.id']);
  });

  test('its texts together are longer than one item of the table holds', () => {
    const long = { fr: 'x'.repeat(2000), en: 'y'.repeat(2000) };
    const criteria = score.criteria.map((criterion) => ({
      ...criterion,
      anchors: criterion.anchors.map((anchor) => ({ ...anchor, text: long })),
    }));
    const steps = [0, 1, 2].map((index) => ({ ...score, id: `score-${index}`, criteria }));
    const over = bytesOf({ ...callLille, steps: [...steps, decide] }) - maxCallBytes;
    expect(withSteps(...steps, decide)).toEqual({
      '': `Shorten these texts by ${wholeNumber(over, 'en')} characters in all: together they are too long to be saved`,
    });
  });
});

test('all that is wrong is told at once, wherever it stands', () => {
  const call = {
    ...callLille,
    title: { fr: '', en: 'A call' },
    steps: [
      { ...score, wanted: 2, quorum: 3, criteria: [{ ...first, anchors: [] }, ...others.slice(1)] },
      { ...decide, label: { fr: 'Décision', en: '' } },
    ],
  };
  expect(Object.keys(refusals(call)).toSorted()).toEqual([
    'steps.0.criteria',
    'steps.0.criteria.0.anchors',
    'steps.0.quorum',
    'steps.1.label.en',
    'title.fr',
  ]);
});

/** Each breaks a valid call in one way, where it can. */
const breaks: Record<string, (steps: Step[], at: number) => Step[] | undefined> = {
  'no decision': (steps) => steps.slice(0, -1),
  'two decisions': (steps) => [...steps, { ...aDecideStep(), id: 'twice' }],
  'a check last but one, after a jury step': (steps) =>
    steps.some(({ kind }) => kind === 'score' || kind === 'deliberate')
      ? [...steps.slice(0, -1), { ...aCheckStep(), id: 'late-check' }, ...steps.slice(-1)]
      : undefined,
  'a quorum out of reach': (steps) =>
    change(steps, (step) => ('wanted' in step ? { ...step, quorum: step.wanted + 1 } : undefined)),
  'a weight changed': (steps, at) =>
    changeCriterion(steps, at, (criterion) => ({
      ...criterion,
      weight: criterion.weight === 1 ? 2 : criterion.weight - 1,
    })),
  'an anchor lost': (steps, at) =>
    changeCriterion(steps, at, ({ anchors, ...rest }) => ({
      ...rest,
      anchors: anchors.filter((_, mark) => mark !== at % anchors.length),
    })),
  'a scale made longer': (steps, at) =>
    changeCriterion(steps, at, (criterion) => ({ ...criterion, maxMark: (criterion.maxMark % 10) + 1 })),
  'one name twice': (steps) => [steps[0] as Step, ...steps],
};
const change = (steps: Step[], to: (step: Step) => Step | undefined): Step[] | undefined => {
  const index = steps.findIndex((step) => to(step) !== undefined);
  return index < 0 ? undefined : steps.with(index, to(steps[index] as Step) as Step);
};
type Criterion = (typeof score.criteria)[number];
const changeCriterion = (steps: Step[], at: number, to: (criterion: Criterion) => Criterion) =>
  change(steps, (step) => {
    if (step.kind !== 'score') return undefined;
    const index = at % step.criteria.length;
    return { ...step, criteria: step.criteria.with(index, to(step.criteria[index] as Criterion)) };
  });

test('any valid call is refused once it is broken in any one way', () => {
  fc.assert(
    fc.property(callChange, fc.constantFrom(...Object.keys(breaks)), fc.nat(), (valid, how, at) => {
      const call: CallContent = aCall(valid);
      expect(callContent.safeParse(call).error).toBeUndefined();
      const steps = breaks[how]?.(valid.steps, at);
      fc.pre(steps !== undefined);
      const { error } = callContent.safeParse({ ...call, steps });
      expect(error?.issues[0]?.path[0]).toBe('steps');
    }),
    { numRuns: runs(200) },
  );
});
