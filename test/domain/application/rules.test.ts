import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignJuror } from '../../../functions/domain/application/assign-juror.ts';
import { closeStep } from '../../../functions/domain/application/close-step.ts';
import { decide } from '../../../functions/domain/application/decide.ts';
import { opened, openStep } from '../../../functions/domain/application/open-step.ts';
import { recordCheck } from '../../../functions/domain/application/record-check.ts';
import { recuse } from '../../../functions/domain/application/recuse.ts';
import { submit } from '../../../functions/domain/application/submit.ts';
import { dayOf, daysBetween, endOfDay } from '../../../functions/domain/calendar.ts';
import { recordEvaluation } from '../../../functions/domain/evaluation/record-evaluation.ts';
import type { Assignment } from '../../../schemas/evaluation.ts';
import {
  aContent,
  aDecision,
  aDigest,
  aDraft,
  aNumber,
  anEvaluation,
  anId,
  aVerdict,
} from '../../factories/application.ts';
import { aCall, aCheckStep, aScoreStep } from '../../factories/call.ts';
import { acts, aged, anApplication, lifeTo } from '../../factories/lives.ts';
import { refusalOf } from '../../support/refusal.ts';

const call = aCall();
const at = '2026-03-20T09:00:00.000Z';
const digest = aDigest;
const statePassed = { kind: 'conflict', code: 'state-passed' };

describe('a submission', () => {
  const content = aContent(3);
  const submitted = submit({
    application: aDraft().application,
    call: aCall({ version: 4 }),
    content,
    number: aNumber(7),
    digest,
    at,
  });

  test('pins the version of that moment and keeps what later acts need', () => {
    expect(submitted.event).toEqual({
      type: 'application.submitted',
      data: {
        number: 'ESS-2026-00007',
        callVersion: 4,
        digest,
        stepId: 'completeness',
        stepState: 'checking',
        amountAskedCents: content.budget.amountAskedCents,
        shares: submitted.application.shares,
        silenceRejectsOn: '2026-05-20',
      },
    });
    const { callVersion, revision, submittedAt, state } = submitted.application;
    expect([callVersion, revision, submittedAt, state]).toEqual([4, 1, at, 'checking']);
  });

  test.each([
    ['a check', [aCheckStep(), aScoreStep()], 'checking'],
    ['a jury', [aScoreStep()], 'ready'],
    ['the decision', [], 'deciding'],
  ])('under a call that begins with %s stands there', (_kind, first, state) => {
    const steps = [...first, ...call.steps.slice(-1)];
    const { application } = submit({
      application: aDraft().application,
      call: aCall({ steps }),
      content,
      number: aNumber(),
      digest,
      at,
    });
    expect([application.state, application.stepId]).toEqual([state, steps[0]?.id]);
  });

  test('happens once', () => {
    const again = () => submit({ application: submitted.application, call, content, number: aNumber(), digest, at });
    expect(refusalOf(again)).toEqual(statePassed);
  });
});

describe('a check', () => {
  const application = anApplication('checking');
  const step = aCheckStep();
  const record = (change: Partial<Parameters<typeof recordCheck>[0]>) => () =>
    recordCheck({ application, call, stepId: step.id, verdict: aVerdict(step), digest, at, ...change });
  const invalid = (...fields: string[]) => ({ kind: 'invalid', code: 'invalid', fields });

  test('that is passed leads to the next one, and the last to the jury', () => {
    const next = record({})().application;
    expect([next.state, next.stepId]).toEqual(['checking', 'eligibility']);
    expect([anApplication('ready').state, anApplication('ready').stepId]).toEqual(['ready', 'evaluation']);
  });

  test('must answer every item', () => {
    const verdict = { verdict: 'passed' as const, answers: { statutes: true, accounts: true } };
    expect(refusalOf(record({ verdict }))).toEqual(
      invalid('answers.bank-details: fields.answers.ask', 'answers.signatory: fields.answers.ask'),
    );
  });

  test('is passed only when every answer is yes', () => {
    const answers = { ...aVerdict(step).answers, accounts: false };
    expect(refusalOf(record({ verdict: { verdict: 'passed', answers } }))).toEqual(
      invalid('answers.accounts: fields.answers.not-passed'),
    );
  });

  test('asks for nothing when every answer is yes', () => {
    const { answers } = aVerdict(step);
    const verdict = { verdict: 'complements' as const, answers, message: 'Merci de compléter.', answerWithinDays: 15 };
    expect(refusalOf(record({ verdict }))).toEqual(invalid('verdict: fields.verdict.all-passed'));
  });

  test('of another step than the one where the file stands is refused', () => {
    expect(refusalOf(record({ stepId: 'eligibility' }))).toEqual(statePassed);
    expect(refusalOf(record({ stepId: 'evaluation' }))).toEqual(statePassed);
    expect(refusalOf(record({ stepId: 'unknown' }))).toEqual(statePassed);
  });

  test('closes the file only at a step that says so', () => {
    expect(refusalOf(record({ verdict: aVerdict(step, 'ineligible') }))).toEqual(statePassed);
    expect(anApplication('ineligible').state).toBe('ineligible');
  });
});

describe('the opening of a jury step', () => {
  const application = anApplication('ready');
  const open = (...jurorIds: string[]) => openStep({ application, call, jurorIds, at });
  const fault = (rule: string) => ({ kind: 'invalid', code: 'invalid', fields: [`jurorIds: fields.jurorIds.${rule}`] });

  test('says who is on it, until when, and how many it needs', () => {
    expect(open('j1', 'j2').application.jury).toEqual({
      stepId: 'evaluation',
      openedAt: at,
      dueAt: '2026-04-10T21:59:59.999Z',
      jurorIds: ['j1', 'j2'],
      wanted: 3,
      quorum: 2,
    });
  });

  test.each([
    ['2026-03-20T22:30:00.000Z', '2026-04-03T21:59:59.999Z', 'late in the evening, before the clocks go forward'],
    ['2026-10-20T22:30:00.000Z', '2026-11-04T22:59:59.999Z', 'just after midnight, before the clocks go back'],
    ['2026-06-10T09:00:00.000Z', '2026-06-24T21:59:59.999Z', 'in the morning of a summer day'],
  ])('counts calendar days in Paris: at %s it is due at %s, %s', (from, dueAt) => {
    expect(opened(aScoreStep({ delayDays: 14 }), ['j1'], from).dueAt).toBe(dueAt);
  });

  test('is due as many calendar days later as its step says, whenever it opens', () => {
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 365 }), (from, delayDays) => {
        const { openedAt, dueAt } = opened(aScoreStep({ delayDays }), ['j1'], from.toISOString());
        expect(daysBetween(dayOf(openedAt), dayOf(dueAt))).toBe(delayDays);
        expect(dueAt).toBe(endOfDay(dayOf(dueAt)));
      }),
    );
  });

  test('needs at least the quorum, each juror once', () => {
    expect(refusalOf(() => open('j1'))).toEqual(fault('min'));
    expect(refusalOf(() => open('j1', 'j1'))).toEqual(fault('duplicate-id'));
    expect(refusalOf(() => open('j1', 'j2'))).toBeUndefined();
  });

  test('happens once', () => {
    const again = () => openStep({ application: open('j1', 'j2').application, call, jurorIds: ['j3', 'j4'], at });
    expect(refusalOf(again)).toEqual(statePassed);
  });
});

describe('jurors of an open step', () => {
  const application = anApplication('evaluating');
  const without = recuse({ application, jurorId: 'j1', at }).application;

  test('can be added, but not twice and not after a recusal', () => {
    expect(assignJuror({ application, jurorId: 'j4', at }).application.jury?.jurorIds).toEqual([
      'j1',
      'j2',
      'j3',
      'j4',
    ]);
    const fault = (rule: string) => ({
      kind: 'invalid',
      code: 'invalid',
      fields: [`jurorId: fields.jurorIds.${rule}`],
    });
    expect(refusalOf(() => assignJuror({ application, jurorId: 'j1', at }))).toEqual(fault('duplicate-id'));
    expect(refusalOf(() => assignJuror({ application: without, jurorId: 'j1', at }))).toEqual(fault('recused'));
  });

  test('who recuse themselves leave the step and stay away from the session', () => {
    expect(without.jury?.jurorIds).toEqual(['j2', 'j3']);
    expect(without.recusals).toEqual([{ jurorId: 'j1', at }]);
    const { application: next } = aged([
      ...lifeTo('evaluating'),
      acts().recuse('j1'),
      acts().close(),
      acts().schedule(),
    ]);
    expect([next.jury?.stepId, next.jury?.jurorIds]).toEqual(['committee-opinion', ['j2', 'j3']]);
  });

  test('recuse themselves once', () => {
    expect(refusalOf(() => recuse({ application: without, jurorId: 'j1', at }))).toEqual({
      kind: 'forbidden',
      code: 'recused',
    });
  });
});

describe('an evaluation', () => {
  const application = anApplication('evaluating');
  const assignment: Assignment = {
    applicationId: application.id,
    jurorId: 'j1',
    stepId: 'evaluation',
    state: 'assigned',
    assignedAt: at,
    dueAt: '2026-04-10T21:59:59.999Z',
    evaluationId: anId('evl', 1),
    past: [],
  };
  const content = anEvaluation();
  const record = (change: Partial<Parameters<typeof recordEvaluation>[0]> = {}) =>
    recordEvaluation({ application, call, assignment, content, digest, final: false, at, ...change });

  test('is recorded once and then corrected', () => {
    const first = record();
    expect(first.event).toEqual({
      type: 'evaluation.recorded',
      data: { applicationId: application.id, stepId: 'evaluation', jurorId: 'j1', digest },
    });
    expect(first.assignment).toEqual({
      ...assignment,
      state: 'submitted',
      submittedAt: at,
      correctableUntil: '2026-03-21T09:00:00.000Z',
      score: 9000,
    });
    expect(record({ assignment: first.assignment }).event.type).toBe('evaluation.corrected');
  });

  test('that is said to be final is not corrected any more, and nothing is promised for it', () => {
    const { assignment: final, event } = record({ final: true });
    expect(final).toEqual({ ...assignment, state: 'submitted', submittedAt: at, final: true, score: 9000 });
    expect(event.data).toMatchObject({ final: true });
    const said = record({ assignment: record().assignment, final: true }).assignment;
    expect([said.final, said.correctableUntil]).toEqual([true, undefined]);
    expect(() => record({ assignment: final })).toThrow('evaluation-final');
  });

  test.each([[0], [undefined]])('promises no time for a correction where the step has %s hours for it', (hours) => {
    const steps = call.steps.map((step) => (step.kind === 'score' ? { ...step, correctionHours: hours } : step));
    const { correctableUntil, final } = record({ call: { ...call, steps } }).assignment;
    expect([correctableUntil, final]).toEqual([undefined, undefined]);
  });

  test('is refused to a recused juror, on a closed step, and at another step', () => {
    const recusedAt = '2026-03-19T09:00:00.000Z';
    expect(refusalOf(() => record({ assignment: { ...assignment, state: 'recused', recusedAt } }))).toEqual({
      kind: 'forbidden',
      code: 'recused',
    });
    expect(refusalOf(() => record({ assignment: { ...assignment, state: 'closed' } }))).toEqual(statePassed);
    expect(refusalOf(() => record({ assignment: { ...assignment, stepId: 'committee-opinion' } }))).toEqual(
      statePassed,
    );
    expect(refusalOf(() => record({ application: anApplication('deciding') }))).toEqual(statePassed);
  });
});

describe('the closing of a step', () => {
  const application = anApplication('evaluating');
  const close = (evaluations: { jurorId: string; score: number }[], stepId = 'evaluation') =>
    closeStep({ application, call, stepId, evaluations, digest, by: 'staff', at });
  const two = [
    { jurorId: 'j1', score: 7000 },
    { jurorId: 'j2', score: 6000 },
  ];

  test('leaves the file waiting for a session where the next step is one', () => {
    const { application: after } = close(two);
    expect(after.results).toEqual([{ stepId: 'evaluation', closedAt: at, evaluations: 2, quorum: 2, score: 6500 }]);
    expect([after.state, after.stepId, after.jury]).toEqual(['ready', 'committee-opinion', undefined]);
    expect(refusalOf(() => openStep({ application: after, call, jurorIds: ['j1', 'j2'], at }))).toEqual(statePassed);
  });

  test('opens the next step at once with the same jurors where it is scored too', () => {
    const second = aScoreStep({ id: 'second-reading', quorum: 1 });
    const steps = call.steps.flatMap((step) => (step.kind === 'deliberate' ? [second] : [step]));
    const { application: after } = closeStep({
      application,
      call: aCall({ steps }),
      stepId: 'evaluation',
      evaluations: two,
      digest,
      by: 'staff',
      at,
    });
    expect(after.jury).toEqual({
      stepId: 'second-reading',
      openedAt: at,
      dueAt: '2026-04-10T21:59:59.999Z',
      jurorIds: ['j1', 'j2', 'j3'],
      wanted: 3,
      quorum: 1,
    });
  });

  test('after the last one leads to the decision', () => {
    const { state, stepId, jury } = anApplication('deciding');
    expect([state, stepId, jury]).toEqual(['deciding', 'council-decision', undefined]);
  });

  test('needs the quorum, and the step that is open', () => {
    expect(refusalOf(() => close(two.slice(1)))).toEqual({ kind: 'conflict', code: 'quorum-not-met' });
    expect(refusalOf(() => close(two, 'committee-opinion'))).toEqual(statePassed);
  });
});

describe('a decision', () => {
  const application = anApplication('deciding');
  const submittedOn = '2026-03-18';
  const take = (decision: Parameters<typeof decide>[0]['decision'], when = at) =>
    decide({ application, decision, digest, at: when }).application;
  const fault = (field: string, rule: string) => ({
    kind: 'invalid',
    code: 'invalid',
    fields: [`${field}: fields.${field}.${rule}`],
  });
  const asked = application.amountAskedCents;

  test('grants at most what was asked', () => {
    expect(take(aDecision('supported', { amountCents: asked })).grantedCents).toBe(asked);
    expect(take(aDecision('supported', { amountCents: 1 })).grantedCents).toBe(1);
    expect(refusalOf(() => take(aDecision('supported', { amountCents: asked + 1 })))).toEqual(
      fault('amountCents', 'above-asked'),
    );
  });

  test('is dated from the day of the submission to today in Paris', () => {
    const on = (decidedOn: string, when?: string) => refusalOf(() => take(aDecision('refused', { decidedOn }), when));
    expect(on(submittedOn)).toBeUndefined();
    expect(on('2026-03-17')).toEqual(fault('decidedOn', 'before-submission'));
    expect(on('2026-03-20')).toBeUndefined();
    expect(on('2026-03-21')).toEqual(fault('decidedOn', 'in-future'));
    expect(on('2026-03-21', '2026-03-20T23:30:00.000Z')).toBeUndefined();
  });

  test('is told at once of all that does not hold', () => {
    const wrong = { amountCents: asked + 1, decidedOn: '2026-03-21', announceOn: '2026-03-19' };
    expect(refusalOf(() => take({ ...aDecision('supported', wrong), announceOn: wrong.announceOn }))).toMatchObject({
      fields: [
        'decidedOn: fields.decidedOn.in-future',
        'amountCents: fields.amountCents.above-asked',
        'announceOn: fields.announceOn.before-decision',
      ],
    });
  });

  test('that defers lets the file be taken up and decided again', () => {
    const { defer, again } = { defer: aDecision('deferred'), again: acts() };
    const { application: after } = aged([
      ...lifeTo('deciding'),
      again.decide(defer),
      again.resume(),
      again.decide('supported'),
    ]);
    expect([after.state, after.outcome, after.grantedCents]).toEqual(['supported', 'supported', 100_000]);
  });

  test('is final once it supports or refuses', () => {
    for (const state of ['supported', 'refused'] as const)
      expect(
        refusalOf(() => decide({ application: anApplication(state), decision: aDecision('deferred'), digest, at })),
      ).toEqual(statePassed);
  });
});
