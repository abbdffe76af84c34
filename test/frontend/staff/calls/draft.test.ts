import { describe, expect, test } from 'vitest';
import {
  anchorsFor,
  at,
  changedParts,
  contentOf,
  newCriterion,
  newEntries,
  newSteps,
  partOf,
  placeFor,
  type StepKind,
  weightOf,
  withEntry,
  withMoved,
  withoutEntry,
  withValue,
} from '../../../../frontend/staff/calls/draft.ts';
import { callContent } from '../../../../schemas/call.ts';
import { aCall } from '../../../factories/call.ts';

const call = contentOf(aCall({ version: 4 }));
const ids = (tree: unknown) => (at(tree, ['steps']) as { id: string }[]).map(({ id }) => id);

test('a draft begins with what the version says, and nothing of its number', () => {
  expect([call.version, call.callId, callContent.safeParse(call).error]).toEqual([undefined, undefined, undefined]);
});

describe('a value', () => {
  test('is set where its path leads, and nothing else is touched', () => {
    const changed = withValue(call, ['steps', 0, 'label', 'fr'], 'Autre');
    expect(at(changed, ['steps', 0, 'label', 'fr'])).toBe('Autre');
    expect(at(call, ['steps', 0, 'label', 'fr'])).not.toBe('Autre');
    expect(Object.keys(changed)).toEqual(Object.keys(call));
    expect(at(changed, ['steps', 1])).toBe(at(call, ['steps', 1]));
    expect(at(call, ['steps', 99, 'label', 'fr'])).toBeUndefined();
  });

  test('that is taken away leaves no key behind', () => {
    expect('envelopeCents' in withValue(call, ['envelopeCents'], undefined)).toBe(false);
    expect(
      at(withValue(call, ['steps', 0, 'actors'], { fr: 'Le service', en: '' }), ['steps', 0, 'actors', 'fr']),
    ).toBe('Le service');
  });
});

describe('an entry', () => {
  test('moves by one place and not beyond the ends', () => {
    const [one, two, ...others] = ids(call);
    expect(ids(withMoved(call, ['steps'], 0, 1))).toEqual([two, one, ...others]);
    expect(withMoved(call, ['steps'], 0, -1)).toBe(call);
    expect(withMoved(call, ['steps'], ids(call).length - 1, 1)).toBe(call);
  });

  test('comes back where it was once its removal is undone', () => {
    const entry = at(call, ['steps', 2]);
    expect(withEntry(withoutEntry(call, ['steps'], 2), ['steps'], 2, entry)).toEqual(call);
  });

  test('is new under a name of its own', () => {
    expect(newEntries.document().id).not.toBe(newEntries.document().id);
    expect(newEntries.document().id).toMatch(/^document-[a-z0-9]{6}$/);
  });
});

test('a new step of any kind stands where it can be left', () => {
  for (const kind of ['check', 'score', 'deliberate'] as StepKind[]) {
    const steps = (at(call, ['steps']) as never[]) ?? [];
    const changed = withEntry(call, ['steps'], placeFor(kind, steps), newSteps[kind]());
    const wrong = callContent.safeParse(changed).error?.issues.map(({ path }) => path.at(-1)) ?? [];
    // Only its words are missing.
    expect(wrong.filter((name) => name !== 'fr' && name !== 'en')).toEqual([]);
    expect(wrong.length).toBeGreaterThan(0);
  }
  expect(placeFor('decide', [])).toBe(0);
});

test('anchors follow the scale, and what was written for a mark stays with it', () => {
  const written = { mark: 1, text: { fr: 'Un', en: 'One' } };
  expect(anchorsFor(2, [written]).map(({ mark, text }) => [mark, (text as { fr: string }).fr])).toEqual([
    [0, ''],
    [1, 'Un'],
    [2, ''],
  ]);
});

test('weights are summed as far as they are typed', () => {
  expect(weightOf([newCriterion(30), { ...newCriterion(0), weight: 'trente' }, newCriterion(50)])).toBe(80);
});

test('every field of a call is typed in some part', () => {
  expect(Object.keys(callContent.shape).map((field) => partOf([field]))).toHaveLength(
    Object.keys(callContent.shape).length,
  );
  expect([partOf(['steps', 0]), partOf(['paused']), partOf([])]).toEqual(['steps', 'limits', 'texts']);
  expect(partOf(['sectors', 1, 'label', 'fr'])).toBe('choices');
});

test('A part is changed where it says something else than what is published, whatever the order of what it says', () => {
  const current = aCall({ version: 4 });
  expect([...changedParts(call, current)]).toEqual([]);
  expect([...changedParts({ ...call, title: { en: 'Another title', fr: 'Un autre titre' } }, current)]).toEqual([
    'texts',
  ]);
  const { fr, en } = call.title as { fr: string; en: string };
  expect([...changedParts({ ...call, title: { en, fr } }, current)]).toEqual([]);
  expect([...changedParts({ ...call, paused: true, steps: [] }, current)]).toEqual(['steps', 'limits']);
  expect([...changedParts(call, undefined)]).toEqual(['texts', 'choices', 'documents', 'rules', 'steps', 'limits']);
});
