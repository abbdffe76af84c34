import { describe, expect, test } from 'vitest';
import { announce } from '../../functions/domain/application/announce.ts';
import { correctDecision } from '../../functions/domain/application/correct-decision.ts';
import { withdrawDecision } from '../../functions/domain/application/withdraw-decision.ts';
import { type ChainedApplicationEvent, type Reader, timeline } from '../../functions/domain/timeline.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import { aDecision, aDigest } from '../factories/application.ts';
import { type Act, acts, aged, lifeTo } from '../factories/lives.ts';

/** What a reader sees of a life, by the short names of its events. */
const seenBy = (life: Act[], reader: Reader): string[] => {
  const events = aged(life).events.map((event, index) => ({
    ...(event as ApplicationEvent),
    at: event.at,
    seq: index + 1,
    actor: { role: 'staff' as const },
  })) as ChainedApplicationEvent[];
  return timeline(events, reader, new Map()).map(({ type }) => type.replace('application.', ''));
};

const { decide } = acts();
const deciding = lifeTo('deciding');
const kept: Act = decide({ ...aDecision('supported', { amountCents: 50_000 }), announceOn: '2026-04-30' });
const announced: Act = (application, at) => announce({ application, by: 'system', at });
const withdrawn: Act = (application, at) => withdrawDecision({ application, digest: aDigest, at });
const corrected: Act = (application, at) =>
  correctDecision({ application, decision: aDecision('refused') as never, digest: aDigest, at });
const ends = (life: Act[], reader: Reader) => seenBy(life, reader).slice(seenBy(deciding, reader).length);

describe.each(['applicant', 'juror'] as const)('the timeline of a file for the %s', (reader) => {
  test('tells nothing of a decision before it is announced', () => {
    expect(ends([...deciding, kept], reader)).toEqual([]);
    expect(ends([...deciding, kept], 'staff')).toEqual(['supported']);
  });

  test('tells of it once it is announced, and of its withdrawal then', () => {
    expect(ends([...deciding, kept, announced], reader)).toEqual(['supported', 'announced']);
    expect(ends([...deciding, kept, announced, withdrawn], reader)).toEqual([
      'supported',
      'announced',
      'decision-withdrawn',
    ]);
  });

  test('never tells of one that was withdrawn or corrected before its day', () => {
    expect(ends([...deciding, kept, withdrawn], reader)).toEqual([]);
    expect(ends([...deciding, kept, corrected], reader)).toEqual(['refused']);
    expect(ends([...deciding, decide('supported'), corrected], reader)).toEqual(['supported', 'decision-corrected']);
    expect(ends([...deciding, kept, withdrawn, decide('refused')], reader)).toEqual(['refused']);
  });

  test('tells at once of a decision without embargo', () => {
    expect(ends([...deciding, decide('refused')], reader)).toEqual(['refused']);
  });

  test('names no juror who came, left or was recused', () => {
    const { submit, check, open, assign, recuse } = acts();
    const life = [submit(), check(), check(), open(), assign('j4'), recuse('j4')];
    expect(seenBy(life, reader).filter((type) => type.startsWith('juror'))).toEqual([]);
    expect(seenBy(life, 'staff').filter((type) => type.startsWith('juror'))).toEqual([
      'juror-assigned',
      'juror-recused',
    ]);
  });
});
