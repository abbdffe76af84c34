import type { SessionCore, SessionPlan } from '../../../schemas/session.ts';
import { DomainError } from '../errors.ts';
import { type DecidedSession, decidedSession, evolveSession } from './evolve.ts';
import { agendaOf, type Gathering } from './gathering.ts';
import { allowInSession, sessionConflict } from './lifecycle.ts';

/** @throws DomainError invalid when a member is named twice. */
const mustNameEachOnce = (memberIds: readonly string[]): void => {
  if (new Set(memberIds).size !== memberIds.length)
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['memberIds'], keys: ['fields.memberIds.duplicate-id', 'rules.duplicate-id'] }],
    });
};

/**
 * Plans a session; `digest` freezes title and place. Members learn of it when they are convened.
 * @throws DomainError invalid when a member is named twice.
 */
export const planSession = (input: {
  id: SessionCore['id'];
  callId: SessionCore['callId'];
  plan: Pick<SessionPlan, 'startsAt' | 'memberIds'>;
  digest: string;
  at: string;
}): DecidedSession => {
  const { id, callId, plan, digest, at } = input;
  mustNameEachOnce(plan.memberIds);
  const event = {
    type: 'session.planned' as const,
    data: { callId, startsAt: plan.startsAt, memberIds: plan.memberIds, digest },
  };
  return { session: evolveSession(undefined, { ...event, at, aggregate: { id } }), event };
};

/**
 * Changes what was planned. Members stay as they are once a file is on the agenda: each file on it counts on them.
 * @throws DomainError conflict `session-moved`, `members-settled`; invalid when a member is named twice.
 */
export const changeSession = (input: {
  gathering: Gathering;
  plan: Pick<SessionPlan, 'startsAt' | 'memberIds'>;
  digest: string;
  at: string;
}): DecidedSession => {
  const { gathering, plan, digest, at } = input;
  const { session } = gathering;
  allowInSession(gathering, 'change');
  mustNameEachOnce(plan.memberIds);
  const same =
    plan.memberIds.length === session.memberIds.length && plan.memberIds.every((id) => session.memberIds.includes(id));
  if (!same && agendaOf(gathering).length > 0) throw sessionConflict('members-settled', gathering);
  return decidedSession(
    session,
    { type: 'session.changed', data: { startsAt: plan.startsAt, memberIds: plan.memberIds, digest } },
    at,
  );
};
