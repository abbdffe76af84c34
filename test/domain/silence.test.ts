import { expect, test } from 'vitest';
import { addDays } from '../../functions/domain/calendar.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../../functions/domain/silence.ts';
import type { ApplicationState } from '../../schemas/application.ts';
import { aDraft } from '../factories/application.ts';
import { acts, lifeTo } from '../factories/lives.ts';

const at = '2026-03-02T09:00:00.000Z';
const lived = (state: ApplicationState) =>
  lifeTo(state).reduce((application, act) => act(application, at).application, aDraft(at).application);

test.each([
  ['draft', undefined],
  ['checking', '2026-05-02'],
  ['ready', '2026-05-02'],
  ['evaluating', '2026-05-02'],
  ['deciding', '2026-05-02'],
  ['deferred', '2026-05-02'],
  ['supported', undefined],
  ['refused', undefined],
  ['ineligible', undefined],
  ['closed', undefined],
  ['refused-by-silence', undefined],
  ['withdrawn', undefined],
] as const)('silence refuses a file that is %s on %s', (state, day) => {
  expect(silenceRunsOutOn(lived(state))).toBe(day);
});

test('a request for documents holds the clock until its own due day, and an answer before it gives the rest back', () => {
  const asked = lived('complements');
  expect([asked.silenceRejectsOn, asked.complementsDueOn]).toEqual(['2026-05-02', '2026-03-17']);
  expect(silenceRunsOutOn(asked)).toBe('2026-05-17');
  const provide = acts().provide();
  expect(silenceRunsOutOn(provide(asked, '2026-03-07T09:00:00.000Z').application)).toBe('2026-05-07');
  expect(silenceRunsOutOn(provide(asked, '2026-04-20T09:00:00.000Z').application)).toBe('2026-05-17');
});

test.each([
  // On the last day the clock still runs: it is held from then on.
  ['2026-05-02', '2026-05-17', '2026-05-08'],
  ['2026-05-03', '2026-05-02', '2026-05-02'],
])(
  'documents asked for on %s: silence refuses on %s, and on %s once they are there six days later',
  (day, open, answered) => {
    const asked = acts().check('complements')(lived('checking'), `${day}T09:00:00.000Z`).application;
    expect(silenceRunsOutOn({ ...asked, complementsDueOn: addDays(day, 15) })).toBe(open);
    const provided = acts().provide()(asked, `${addDays(day, 6)}T09:00:00.000Z`).application;
    expect(provided.silenceRejectsOn).toBe(answered);
    expect(refusedBySilenceOn(provided, '2026-06-01')).toBe(answered);
  },
);

test('the clock of a file that is decided runs until its decision is announced, and stops with that', () => {
  for (const state of ['supported', 'refused', 'deferred'] as const) {
    const kept = { ...lived(state), announceOn: '2026-05-20' };
    expect([state, silenceRunsOutOn(kept)]).toEqual([state, '2026-05-02']);
    expect(['2026-05-02', '2026-05-03'].map((today) => refusedBySilenceOn(kept, today))).toEqual([
      undefined,
      '2026-05-02',
    ]);
  }
  expect(refusedBySilenceOn(lived('supported'), '2026-05-03')).toBeUndefined();
});
