import { expect, test } from 'vitest';
import { silenceRunsOutOn } from '../../functions/domain/silence.ts';
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
