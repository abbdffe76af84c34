import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../../schemas/call.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { isRecused } from './open-step.ts';

/**
 * Puts a file on the agenda of a session of the jury. Members who are recused from the file are no part of its hearing;
 * whether enough are left is seen when the session votes, since members come and go until then.
 * @throws DomainError conflict `state-passed` when the file does not wait for a session.
 */
export const schedule = (input: {
  application: ApplicationCore;
  call: CallVersion;
  session: { id: NonNullable<OpenStep['sessionId']>; startsAt: string; memberIds: readonly string[] };
  at: string;
}): Decided => {
  const { application, call, session, at } = input;
  const step = stepOf(call, application.stepId ?? '');
  allow(application, 'schedule', 'staff', { step });
  if (step?.kind !== 'deliberate') throw new Error(`${application.id} is scheduled at ${application.stepId}`);
  const jurorIds = session.memberIds.filter((id) => !isRecused(application, id));
  return decided(
    application,
    {
      type: 'application.scheduled',
      data: {
        jury: {
          stepId: step.id,
          openedAt: at,
          dueAt: session.startsAt,
          jurorIds,
          wanted: Math.max(1, jurorIds.length),
          quorum: step.quorum,
          sessionId: session.id,
        },
      },
    },
    at,
  );
};
