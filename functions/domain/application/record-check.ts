import type { z } from 'zod';
import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, type CheckStep, stepAfter, stepOf } from '../../../schemas/call.ts';
import type { Contract } from '../../../schemas/contract.ts';
import { addDays, dayOf } from '../calendar.ts';
import { DomainError, type FieldFault } from '../errors.ts';
import { actionsFor, allow, stateAt, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

export type CheckVerdict = z.output<Contract['recordCheck']['body']>;

const action = { passed: 'pass-check', complements: 'request-complements', ineligible: 'find-ineligible' } as const;

/**
 * Records a check of the step where the file stands: every item answered; passed only when every answer is yes, and
 * otherwise only when one is no.
 * @throws DomainError conflict `state-passed` when the file stands elsewhere or the step does not allow the verdict;
 * invalid with the items that are missing or at odds with the verdict.
 */
export const recordCheck = (input: {
  application: ApplicationCore;
  call: CallVersion;
  stepId: string;
  verdict: CheckVerdict;
  digest: string;
  at: string;
}): Decided => {
  const { application, call, stepId, verdict, digest, at } = input;
  const step = stepOf(call, stepId);
  allow(application, action[verdict.verdict], 'staff', { step: stepOf(call, application.stepId ?? '') });
  if (step?.kind !== 'check' || application.stepId !== stepId)
    throw stateConflict('state-passed', application, actionsFor(application, 'staff'));
  const faults = faultsOf(step, verdict);
  if (faults.length > 0) throw new DomainError('invalid', 'invalid', { fields: faults });

  switch (verdict.verdict) {
    case 'passed': {
      const next = stepAfter(call, stepId);
      if (!next) throw new Error(`Call ${call.callId} has no step after ${stepId}`);
      const nextState = stateAt(next) as 'checking' | 'ready' | 'deciding';
      return decided(
        application,
        { type: 'application.check-passed', data: { stepId, digest, nextStepId: next.id, nextState } },
        at,
      );
    }
    case 'complements':
      return decided(
        application,
        {
          type: 'application.complements-requested',
          data: { stepId, digest, dueOn: addDays(dayOf(at), verdict.answerWithinDays) },
        },
        at,
      );
    case 'ineligible':
      return decided(application, { type: 'application.found-ineligible', data: { stepId, digest } }, at);
  }
};

const faultsOf = (step: CheckStep, verdict: CheckVerdict): FieldFault[] => {
  const faults: FieldFault[] = step.items
    .filter((item) => verdict.answers[item.id] === undefined)
    .map((item) => ({ path: ['answers', item.id], keys: ['fields.answers.ask', 'rules.ask'] }));
  if (faults.length > 0) return faults;
  const allYes = step.items.every((item) => verdict.answers[item.id]);
  if (verdict.verdict === 'passed' && !allYes)
    return step.items
      .filter((item) => !verdict.answers[item.id])
      .map((item) => ({ path: ['answers', item.id], keys: ['fields.answers.not-passed', 'rules.ask'] }));
  if (verdict.verdict !== 'passed' && allYes)
    return [{ path: ['verdict'], keys: ['fields.verdict.all-passed', 'rules.ask'] }];
  return [];
};
