import * as z from 'zod';
import { personId } from './fields.ts';
import { jurorStatus } from './juror.ts';

/** Roles of the city's agents: reading, handling files, deciding, paying, and looking after members and settings. */
export const agentRoles = ['reader', 'case-officer', 'manager', 'finance', 'administrator'] as const;
export const agentRole = z.enum(agentRoles);
export type AgentRole = z.infer<typeof agentRole>;

/** Roles that a person can hold, several at a time; what a token never says by itself. */
export const roles = [...agentRoles, 'juror'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** What an agent could do before there were finer roles: everything. */
export const everyDuty = ['case-officer', 'manager', 'finance', 'administrator'] as const satisfies AgentRole[];

/** Roles once each and in the order in which they are named, so that the same roles are the same list. */
export const inOrder = (held: readonly Role[]): Role[] => roles.filter((one) => held.includes(one));

/** Whether somebody works for the city, in whatever role. */
export const isAgent = ({ roles: held }: { roles: readonly Role[] }): boolean => held.some((one) => one !== 'juror');

/** What the events of a person replay to: the part in the office, and nothing of who it is. */
export const personCore = z.object({
  id: personId(),
  version: z.int().min(1),
  roles: z.array(role),
  /** Of jurors, past ones too. */
  jurorStatus: jurorStatus.optional(),
});
export type PersonCore = z.infer<typeof personCore>;

/**
 * What agents do, and who does it. Each operation of the contract and each act on a file names one of these; several roles
 * add up.
 */
export const duties = {
  /** Files, their documents, letters and sessions, calls and figures; one's own reminders and interests. */
  read: agentRoles,
  /** Checks, requests, documents, the jury's steps and sessions with their minutes, mails that did not arrive. */
  handle: ['case-officer'],
  /** Skills, leaving and handing over of jurors. */
  jurors: ['case-officer', 'administrator'],
  /** Persons who wish to act for an association, and associations that are registered twice. */
  organisations: ['case-officer', 'administrator'],
  /** Ends a step of the jury before all are in. */
  close: ['case-officer', 'manager'],
  /** Decisions, their announcement, correction and withdrawal. */
  decide: ['manager'],
  /** Writes and publishes calls. */
  calls: ['manager'],
  /** What follows a grant: agreements. */
  pay: ['finance'],
  /** Members and their roles, files that nobody may handle. */
  members: ['administrator'],
  /** Who did and who opened what: a log of colleagues, so that few read it, and none of those who handle files as such. */
  audit: ['administrator'],
} as const satisfies Record<string, readonly AgentRole[]>;
export type Duty = keyof typeof duties;

/** Whether somebody's roles let them do it. */
export const mayDo = (held: readonly Role[], allowed: readonly AgentRole[]): boolean =>
  allowed.some((one) => held.includes(one));
