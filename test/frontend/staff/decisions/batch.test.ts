import { expect, test } from 'vitest';
import { draftOf, type Entry, runBatch, totalsOf } from '../../../../frontend/staff/decisions/batch.ts';
import { decisionRules, ofDecision } from '../../../../frontend/staff/decisions/rules.ts';
import type { Decision } from '../../../../schemas/decision.ts';

const result = (opinion: 'favourable' | 'reserved' | 'unfavourable', proposedCents?: number) => ({
  stepId: 'committee',
  closedAt: '2026-11-02T10:00:00.000Z',
  evaluations: 3,
  quorum: 2,
  opinion,
  ...(proposedCents !== undefined && { proposedCents }),
});

test('A file begins with the jury’s last opinion and its amount, and with no amount where the jury proposed none', () => {
  const begun = (results: Parameters<typeof draftOf>[0]['results']) => {
    const { outcome, amountCents } = draftOf({ results });
    return { outcome, amountCents };
  };
  expect(begun([result('reserved', 400_000)])).toEqual({ outcome: 'supported', amountCents: 400_000 });
  expect(begun([result('favourable')])).toEqual({ outcome: 'supported', amountCents: undefined });
  expect(begun([result('reserved', 400_000), result('favourable')])).toEqual({
    outcome: 'supported',
    amountCents: undefined,
  });
  expect(begun([result('unfavourable')])).toEqual({ outcome: 'refused', amountCents: undefined });
  expect(begun([])).toEqual({ outcome: undefined, amountCents: undefined });
});

test('Totals count the amounts of what is supported only', () => {
  expect(
    totalsOf([
      { outcome: 'supported', amountCents: 100 },
      { outcome: 'supported', amountCents: 'abc' },
      { outcome: 'refused', amountCents: 500 },
      { outcome: undefined, amountCents: 700 },
    ]),
  ).toEqual({ supported: 2, refused: 1, deferred: 0, grantedCents: 100 });
});

const entries = (): Entry[] =>
  ['a', 'b', 'c'].map((id) => ({
    applicationId: `app_${id}` as Entry['applicationId'],
    version: 7,
    decision: { outcome: 'supported', amountCents: 100, decidedOn: '2026-11-02' },
    state: 'waiting',
  }));

/** Runs a batch over what each file meets, and tells what was recorded and where each file stands. */
const run = async (
  list: Entry[],
  {
    now = {},
    fails = {},
    stopAfter = 99,
  }: {
    /** Files that are no longer at version 7. */
    now?: Record<string, { version: number; decision?: Decision }>;
    fails?: Record<string, unknown>;
    stopAfter?: number;
  },
) => {
  const recorded: string[] = [];
  const states = new Map(list.map((entry) => [entry.applicationId, entry]));
  const ended = await runBatch(list, {
    record: async ({ applicationId: id, version }) => {
      if (fails[id]) throw fails[id];
      if ((now[id]?.version ?? 7) !== version) throw 409;
      recorded.push(id);
    },
    read: async (id) => ({ version: 7, decision: undefined, ...now[id] }),
    stopped: () => recorded.length >= stopAfter,
    isConflict: (error) => error === 409,
    isGeneral: (error) => error === 'offline',
    changed: (entry) => states.set(entry.applicationId, entry),
  });
  return { recorded, ended, entries: [...states.values()], states: [...states.values()].map(({ state }) => state) };
};

test('A file that changed since it was read through is left alone, and the others are decided', async () => {
  expect(await run(entries(), { now: { app_b: { version: 8 } } })).toMatchObject({
    recorded: ['app_a', 'app_c'],
    states: ['done', 'changed', 'done'],
  });
});

test('A decision whose answer was lost is found recorded, and another one that stands is not taken for it', async () => {
  const standing = (amountCents: number): Decision => ({ decidedOn: '2026-11-02', amountCents, outcome: 'supported' });
  const now = { app_a: { version: 8, decision: standing(100) }, app_b: { version: 8, decision: standing(200) } };
  expect((await run(entries(), { now })).entries.map(({ state, error }) => [state, error])).toEqual([
    ['done', undefined],
    ['changed', 409],
    ['done', undefined],
  ]);
});

test('A file that the service refuses says so, and the others are decided', async () => {
  const { recorded, entries: after } = await run(entries(), { fails: { app_a: 409, app_b: 422 } });
  expect(recorded).toEqual(['app_c']);
  expect(after.map(({ state, error }) => [state, error])).toEqual([
    ['changed', 409],
    ['failed', 422],
    ['done', undefined],
  ]);
});

test('A batch that is stopped goes on where it was, and nothing is recorded twice', async () => {
  const first = await run(entries(), { stopAfter: 1 });
  expect(first.states).toEqual(['done', 'waiting', 'waiting']);
  const second = await run(first.entries, {});
  expect(second.recorded).toEqual(['app_b', 'app_c']);
  expect(second.states).toEqual(['done', 'done', 'done']);
});

test('Without an answer the batch stops, with the file that met it waiting as before', async () => {
  expect(await run(entries(), { fails: { app_b: 'offline' } })).toMatchObject({
    recorded: ['app_a'],
    ended: { error: 'offline' },
    states: ['done', 'waiting', 'waiting'],
  });
});

test('What the form holds for other outcomes does not go with a decision', () => {
  const typed = {
    decidedOn: '2026-11-02',
    amountCents: 100,
    inKind: [],
    conditions: 'Ouvrir le lieu le samedi.',
    reasons: 'Le besoin n’est pas établi à ce stade.',
    feedback: [
      { stepId: 'evaluation', criterionId: 'innovation', text: 'Une idée déjà portée ailleurs.' },
      { stepId: 'evaluation', criterionId: 'impact' },
    ],
  };
  expect(decisionRules.parse({ ...typed, outcome: 'refused' })).toEqual({
    outcome: 'refused',
    decidedOn: '2026-11-02',
    reasons: typed.reasons,
    feedback: [typed.feedback[0]],
  });
  expect(decisionRules.parse({ ...typed, outcome: 'supported' })).toEqual({
    outcome: 'supported',
    decidedOn: '2026-11-02',
    amountCents: 100,
    conditions: typed.conditions,
    reasons: typed.reasons,
  });
});

test('A refusal names its fields as the form does, wherever the decision stood in what was sent', () => {
  const problem = { type: 'about:blank', title: '', status: 422, code: 'invalid' };
  const fields = [
    { path: ['decision', 'amountCents'], message: 'Moins' },
    { path: ['decidedOn'], message: 'Avant' },
  ];
  expect(ofDecision({ ...problem, fields }).fields?.map(({ path }) => path)).toEqual([['amountCents'], ['decidedOn']]);
});
