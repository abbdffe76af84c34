import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, stepAfter, stepOf } from '../../../schemas/call.ts';
import { type CheckVerdict, verdictFaults } from '../../../schemas/check.ts';
import { addDays, dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { actionsFor, allow, stateAt, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

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
  const fields = verdictFaults(step, verdict).map(({ path, rule }) => ({
    path,
    keys: [`fields.${path[0]}.${rule}`, 'rules.ask'],
  }));
  if (fields.length > 0) throw new DomainError('invalid', 'invalid', { fields });

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
