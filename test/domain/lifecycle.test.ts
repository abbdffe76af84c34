import { describe, expect, test } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import {
  type ActionFacts,
  actionsFor,
  allow,
  type Hand,
  stateAt,
  transitions,
} from '../../functions/domain/lifecycle.ts';
import { type ApplicationAction, type ApplicationState, applicationStates } from '../../schemas/application.ts';
import { aCheckStep, aDecideStep, aDeliberateStep, aScoreStep } from '../factories/call.ts';

type Offer = Partial<Record<Hand, ApplicationAction[]>>;

const offered: Record<ApplicationState, Offer> = {
  draft: { owner: ['save', 'submit', 'discard'] },
  checking: { owner: ['withdraw'], staff: ['pass-check', 'request-complements', 'find-ineligible'] },
  complements: { owner: ['save', 'withdraw', 'provide-complements'] },
  ready: { owner: ['withdraw'] },
  evaluating: { owner: ['withdraw'], staff: ['assign-juror', 'relieve-juror'], juror: ['evaluate', 'recuse'] },
  deliberating: { owner: ['withdraw'], staff: ['unschedule', 'postpone', 'conclude'], juror: ['recuse'] },
  deciding: { owner: ['withdraw'], staff: ['support', 'refuse', 'defer'] },
  deferred: { owner: ['withdraw'], staff: ['resume'] },
  supported: { staff: ['correct-decision', 'withdraw-decision', 'record-agreement'] },
  refused: { staff: ['correct-decision', 'withdraw-decision'] },
  ineligible: {},
  closed: { staff: ['reopen'] },
  'refused-by-silence': { staff: ['reopen'] },
  withdrawn: {},
};

describe.each(Object.entries(offered) as [ApplicationState, Offer][])('in the state %s', (state, offer) => {
  test.each(['owner', 'staff', 'juror', 'system'] as const)('the hand of %s can do what the table says', (hand) => {
    expect(actionsFor({ state }, hand)).toEqual(offer[hand] ?? []);
  });
});

test.each<[string, ApplicationState, Hand, ActionFacts, ApplicationAction[]]>([
  [
    'staff close a step whose quorum is met',
    'evaluating',
    'staff',
    { quorumMet: true },
    ['assign-juror', 'relieve-juror', 'close-step'],
  ],
  ['the service closes a step whose quorum is met', 'evaluating', 'system', { quorumMet: true }, ['close-step']],
  ['nobody closes a step before', 'evaluating', 'system', { quorumMet: false }, []],
  [
    'a failed check asks for documents where the call says so',
    'checking',
    'staff',
    { step: aCheckStep({ onFailure: 'complements' }) },
    ['pass-check', 'request-complements'],
  ],
  [
    'a failed check closes the file where the call says so',
    'checking',
    'staff',
    { step: aCheckStep({ onFailure: 'ineligible' }) },
    ['pass-check', 'find-ineligible'],
  ],
])('%s', (_sentence, state, hand, facts, expected) => {
  expect(actionsFor({ state }, hand, facts)).toEqual(expected);
});

test('a decision that is kept back can be announced; a deferral is taken up again once it is known', () => {
  expect(actionsFor({ state: 'supported', announceOn: '2026-05-01' }, 'system')).toEqual(['announce']);
  expect(actionsFor({ state: 'deferred', announceOn: '2026-05-01' }, 'staff')).toEqual(['announce']);
  expect(actionsFor({ state: 'deferred' }, 'staff')).toEqual(['resume']);
});

test('a file waits for a session where its step is one, for jurors who evaluate alone where it is scored', () => {
  expect(actionsFor({ state: 'ready' }, 'staff', { step: aDeliberateStep() })).toEqual(['schedule']);
  expect(actionsFor({ state: 'ready' }, 'staff', { step: aScoreStep() })).toEqual(['open-step']);
});

test('an action whose state has passed is refused with what is possible now', () => {
  const refuse = () => allow({ state: 'evaluating' }, 'submit', 'owner');
  expect(refuse).toThrow(DomainError);
  expect(refuse).toThrow(
    expect.objectContaining({
      kind: 'conflict',
      code: 'state-passed',
      detail: { state: 'evaluating', availableActions: ['withdraw'] },
    }),
  );
});

test('every state but a draft can be reached, and every one but the two ends can be left', () => {
  const reached = new Set<string>(Object.values(transitions).flatMap(({ to }) => to));
  const left = new Set<string>(Object.values(transitions).flatMap(({ from }) => from));
  expect(applicationStates.filter((state) => !reached.has(state))).toEqual([]);
  expect(applicationStates.filter((state) => !left.has(state))).toEqual(['ineligible', 'withdrawn']);
});

test('where a file stands follows from the kind of its step', () => {
  expect([aCheckStep(), aScoreStep(), aDeliberateStep(), aDecideStep()].map(stateAt)).toEqual([
    'checking',
    'ready',
    'ready',
    'deciding',
  ]);
});
