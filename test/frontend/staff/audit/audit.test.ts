import { describe, expect, it } from 'vitest';
import { addressOf, readAsked } from '../../../../frontend/staff/audit/asked.ts';
import { audit as en } from '../../../../frontend/texts/en/audit.ts';
import { audit as fr } from '../../../../frontend/texts/fr/audit.ts';
import { openingKinds } from '../../../../schemas/audit.ts';
import { eventTypes } from '../../../../schemas/event.ts';

describe('what the address of the audit asks for', () => {
  // Half past midnight in Paris.
  const now = new Date('2026-11-29T23:30:00Z');

  it('is everybody and the last seven days in Paris when it says nothing, or nothing that can be read', () => {
    const usual = { personId: undefined, number: undefined, from: '2026-11-24', to: '2026-11-30' };
    expect(readAsked('', now)).toEqual(usual);
    expect(readAsked('from=yesterday&to=30/11/2026&person=&number=', now)).toEqual(usual);
  });

  it('is seven days up to an end that is given alone, over the turn of a month', () => {
    expect(readAsked('to=2026-03-03', now)).toMatchObject({ from: '2026-02-25', to: '2026-03-03' });
  });

  it('is read back as it was written', () => {
    const asked = { personId: 'demo-staff-1', number: 'ESS-2026-2MZXF', from: '2026-10-01', to: '2026-10-31' };
    expect(readAsked(addressOf(asked).split('?')[1] ?? '', now)).toEqual(asked);
    expect(addressOf({ from: '2026-10-01', to: '2026-10-31' })).toBe('/staff/audit?from=2026-10-01&to=2026-10-31');
  });
});

describe.each([
  ['French', fr],
  ['English', en],
] as const)('the words of the audit in %s', (_language, texts) => {
  /** What applicants and the service alone do is not listed. */
  const notListed = ['started', 'submitted', 'complements-provided', 'withdrawn'].map((name) => `application.${name}`);

  it('name every act of somebody in the office', () => {
    const { other: _other, ...acts } = texts.acts;
    const named = Object.entries(acts).flatMap(([kind, names]) => Object.keys(names).map((name) => `${kind}.${name}`));
    expect(named.sort()).toEqual([...eventTypes].filter((type) => !notListed.includes(type)).sort());
  });

  it('name every kind of opening', () => {
    expect(Object.keys(texts.openings).sort()).toEqual([...openingKinds, 'other'].sort());
  });
});
