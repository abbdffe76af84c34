import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type CallVersion, stepAfter } from '../../../schemas/call.ts';
import type { StepResult } from '../../../schemas/evaluation.ts';
import { stateAt } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { mustBeOnAgenda } from './unschedule.ts';

/**
 * The session came to its opinion of a file: it goes to the next step. `digest` freezes the votes and notes that the
 * result was made from.
 * @throws DomainError conflict `state-passed` when the file is not on that session's agenda.
 */
export const conclude = (input: {
  application: ApplicationCore;
  call: CallVersion;
  sessionId: NonNullable<OpenStep['sessionId']>;
  result: StepResult;
  digest: string;
  at: string;
}): Decided => {
  const { application, call, sessionId, result, digest, at } = input;
  const { stepId } = mustBeOnAgenda(application, sessionId, 'conclude');
  const next = stepAfter(call, stepId);
  if (!next || next.kind === 'check' || result.stepId !== stepId)
    throw new Error(`Call ${call.callId} cannot conclude ${stepId} with a result of ${result.stepId}`);
  return decided(
    application,
    {
      type: 'application.deliberated',
      data: { sessionId, result, digest, nextStepId: next.id, nextState: stateAt(next) as 'ready' | 'deciding' },
    },
    at,
  );
};
