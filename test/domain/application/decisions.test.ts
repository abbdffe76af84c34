import { describe, expect, test } from 'vitest';
import { announce } from '../../../functions/domain/application/announce.ts';
import { correctDecision } from '../../../functions/domain/application/correct-decision.ts';
import { decide, mustFitCall } from '../../../functions/domain/application/decide.ts';
import { recordAgreement } from '../../../functions/domain/application/record-agreement.ts';
import { withdraw } from '../../../functions/domain/application/withdraw.ts';
import { withdrawDecision } from '../../../functions/domain/application/withdraw-decision.ts';
import { asKnownOutside } from '../../../functions/domain/embargo.ts';
import { actionsFor } from '../../../functions/domain/lifecycle.ts';
import { messagesFor } from '../../../functions/domain/messages.ts';
import type { Decision } from '../../../schemas/decision.ts';
import { aDecision, aDigest } from '../../factories/application.ts';
import { aCall } from '../../factories/call.ts';
import { anApplication } from '../../factories/lives.ts';
import { refusalOf } from '../../support/refusal.ts';

const at = '2026-03-20T09:00:00.000Z';
const digest = aDigest;
const deciding = anApplication('deciding');
const take = (decision: Decision, when = at) => decide({ application: deciding, decision, digest, at: when });
const kept = take({ ...aDecision('supported'), announceOn: '2026-03-21' }).application;

describe('the day of an announcement', () => {
  test.each([
    ['2026-03-19', undefined],
    ['2026-03-20', undefined],
    ['2026-03-21', '2026-03-21'],
  ])('%s, with today the 20th, keeps the decision back until %s', (announceOn, expected) => {
    const { application, event } = take({ ...aDecision('refused'), announceOn });
    expect([application.announceOn, 'announceOn' in event.data]).toEqual([expected, expected !== undefined]);
    expect(messagesFor(event).length).toBe(expected === undefined ? 1 : 0);
  });

  test('is today in Paris, not in UTC', () => {
    const late = '2026-03-20T23:30:00.000Z';
    expect(take({ ...aDecision('refused'), announceOn: '2026-03-21' }, late).application.announceOn).toBeUndefined();
  });

  test('does not come before the decision', () => {
    const early = () => take({ ...aDecision('refused', { decidedOn: '2026-03-19' }), announceOn: '2026-03-18' });
    expect(refusalOf(early)).toMatchObject({ fields: ['announceOn: fields.announceOn.before-decision'] });
  });

  test('comes within a year of the decision: a slip in the year would hide it for good', () => {
    const on = (announceOn: string) => () =>
      take({ ...aDecision('refused', { decidedOn: '2026-03-19' }), announceOn }, '2026-03-19T09:00:00.000Z');
    expect(on('2027-03-20')().application.announceOn).toBe('2027-03-20');
    expect(refusalOf(on('2027-03-21'))).toMatchObject({ fields: ['announceOn: fields.announceOn.kept-back'] });
  });
});

describe('a decision that is kept back', () => {
  test('leaves a file as it was to whoever is not told', () => {
    const { version: _was, ...before } = deciding;
    const { version: _is, ...after } = asKnownOutside(kept);
    expect(after).toEqual(before);
    expect(actionsFor(kept, 'owner')).toEqual(actionsFor(deciding, 'owner'));
  });

  test('is announced once, with the letter of its outcome', () => {
    const { application, event } = announce({ application: kept, by: 'system', at });
    expect([application.announceOn, messagesFor(event)[0]?.name]).toEqual([undefined, 'supported']);
    expect(refusalOf(() => announce({ application, by: 'system', at }))?.code).toBe('state-passed');
  });

  test('goes with the file that its applicant withdraws', () => {
    const { state, outcome, grantedCents, announceOn } = withdraw({ application: kept, at }).application;
    expect([state, outcome, grantedCents, announceOn]).toEqual(['withdrawn', undefined, undefined, undefined]);
    const { application: known } = announce({ application: kept, by: 'staff', at });
    expect(refusalOf(() => withdraw({ application: known, at }))?.code).toBe('state-passed');
  });

  test('is undone without a word, or told of as if it were the first', () => {
    const undone = withdrawDecision({ application: kept, digest, at });
    expect([undone.event.data, messagesFor(undone.event)]).toEqual([{ digest, unannounced: true }, []]);
    const decision = aDecision('refused') as Extract<Decision, { outcome: 'refused' }>;
    const other = correctDecision({ application: kept, decision, digest, at });
    expect(messagesFor(other.event).map(({ name }) => name)).toEqual(['refused']);
    const later = { ...decision, announceOn: '2026-04-30' };
    const still = correctDecision({ application: kept, decision: later, digest, at });
    expect([still.application.state, still.application.announceOn, messagesFor(still.event)]).toEqual([
      'refused',
      '2026-04-30',
      [],
    ]);
    const { version: _was, ...before } = deciding;
    const { version: _is, ...after } = asKnownOutside(still.application);
    expect(after).toEqual(before);
    expect(
      refusalOf(() => correctDecision({ application: anApplication('supported'), decision: later, digest, at })),
    ).toMatchObject({ fields: ['announceOn: fields.announceOn.announced'] });
    const open = correctDecision({ application: anApplication('supported'), decision, digest, at });
    expect(messagesFor(open.event).map(({ name }) => name)).toEqual(['decision-corrected']);
  });
});

describe('an agreement', () => {
  const application = take(aDecision('supported', { decidedOn: '2026-03-19' })).application;
  const sign = (signedOn: string, when = at) =>
    recordAgreement({ application, agreement: { signedOn }, digest, at: when });

  test('is signed from the day of the decision to today', () => {
    expect(refusalOf(() => sign('2026-03-18'))).toMatchObject({
      fields: ['signedOn: fields.signedOn.before-decision'],
    });
    expect(sign('2026-03-19').application.agreementSignedOn).toBe('2026-03-19');
    expect(sign('2026-03-20').application.agreementSignedOn).toBe('2026-03-20');
    expect(refusalOf(() => sign('2026-03-21'))).toMatchObject({ fields: ['signedOn: fields.signedOn.in-future'] });
  });

  test('stays with a grant that is corrected, and goes with one that no longer stands', () => {
    const signed = sign('2026-03-20').application;
    const correct = (outcome: 'supported' | 'refused') =>
      correctDecision({ application: signed, decision: aDecision(outcome) as never, digest, at }).application;
    expect(correct('supported').agreementSignedOn).toBe('2026-03-20');
    expect(correct('refused').agreementSignedOn).toBeUndefined();
    expect(withdrawDecision({ application: signed, digest, at }).application.agreementSignedOn).toBeUndefined();
  });
});

test('what is said of criteria must be of the call’s own', () => {
  const of = (stepId: string, criterionId: string) => () =>
    mustFitCall(aCall(), {
      ...aDecision('refused'),
      outcome: 'refused',
      reasons: 'x',
      feedback: [{ stepId, criterionId, text: 'Une idée.' }],
    } as Decision);
  expect(refusalOf(of('evaluation', 'innovation'))).toBeUndefined();
  expect(refusalOf(of('evaluation', 'beauty'))).toMatchObject({ kind: 'invalid' });
  expect(refusalOf(of('completeness', 'innovation'))).toMatchObject({ kind: 'invalid' });
});
