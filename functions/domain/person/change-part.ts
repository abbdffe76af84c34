import type { PersonEvent } from '../../../schemas/event.ts';
import type { JurorStatus } from '../../../schemas/juror.ts';
import { type AgentRole, inOrder, type Role } from '../../../schemas/office.ts';
import type { Person } from '../../../schemas/organisation.ts';
import { DomainError, notFound } from '../errors.ts';

/** What changes a person's part in the office: each rule gives the event, or says why not. */

type Known = Pick<Person, 'roles' | 'juror' | 'invitedAt' | 'joinedAt'>;

/**
 * Invites somebody to roles, or gives one more role to who has a part in the office already.
 * @throws DomainError conflict `already-invited` or `already-member` when there is nothing to give.
 */
export const invite = (person: Known | undefined, roles: readonly Role[]): PersonEvent => {
  const missing = inOrder(roles).filter((role) => !person?.roles.includes(role));
  const [role] = missing;
  if (!role)
    throw new DomainError('conflict', person?.invitedAt && !person.joinedAt ? 'already-invited' : 'already-member');
  if (person && person.roles.length > 0) return { type: 'person.role-given', data: { role } };
  return { type: 'person.invited', data: { roles: missing } };
};

/** @throws DomainError not-found for who has no part in the office; conflict `already-member` for who holds the role. */
export const giveRole = (person: Known | undefined, role: AgentRole): PersonEvent => {
  if (!person || (person.roles.length === 0 && !person.juror)) throw notFound();
  if (person.roles.includes(role)) throw new DomainError('conflict', 'already-member');
  return { type: 'person.role-given', data: { role } };
};

/** @throws DomainError not-found for who does not hold it. */
export const takeRole = (person: Known | undefined, role: AgentRole): PersonEvent => {
  if (!person?.roles.includes(role)) throw notFound();
  return { type: 'person.role-taken-away', data: { role } };
};

/**
 * An invitation that still stands.
 * @throws DomainError not-found for who was never invited; conflict `already-joined` once the person has come.
 */
export const standingInvitation = <P extends Known>(person: P | undefined): P => {
  if (!person?.invitedAt || person.roles.length === 0) throw notFound();
  if (person.joinedAt) throw new DomainError('conflict', 'already-joined');
  return person;
};

/** @throws DomainError not-found for who is no juror, past or present. */
export const jurorAmong = <P extends Known>(person: P | undefined): P => {
  if (!person?.juror && !person?.roles.includes('juror')) throw notFound();
  return person;
};

const statusEvents = {
  active: 'person.juror-back',
  leaving: 'person.juror-away',
  left: 'person.juror-left',
} as const satisfies Record<JurorStatus, PersonEvent['type']>;

/** Has a juror work, hand over, or be gone; nothing where that is so already. */
export const setStatus = (person: Known, status: JurorStatus): PersonEvent | undefined => {
  const now = person.juror?.status ?? 'active';
  return now === status && person.roles.includes('juror') === (status !== 'left')
    ? undefined
    : { type: statusEvents[status], data: {} };
};
