import * as z from 'zod';
import { personEvents } from '../../event.ts';
import { email, instant, language, line, personId } from '../../fields.ts';
import { jurorProfile, jurorStatus, skills } from '../../juror.ts';
import { agentRole, duties, role, roles } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { staffPlaces } from './places.ts';

/** A member of the office as staff see one. */
export const officeMember = z.object({
  id: personId(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  invitedAt: instant().optional(),
  joinedAt: instant().optional(),
});

/** A juror as staff see one: skills and work, and whether, not what, was declared for this year. */
export const juryMember = officeMember.extend({
  ...jurorProfile.shape,
  open: z.int().min(0),
  late: z.int().min(0),
  declared: z.boolean(),
});

/** A member with what became of the roles: since when each is held and who gave it, and all that happened. */
export const memberWithHistory = officeMember.extend({
  held: z.array(
    z.object({
      role,
      /** Left out where the role was there before such things were noted. */
      since: instant().optional(),
      by: z.string().optional(),
    }),
  ),
  history: z.array(
    z.object({
      seq: z.int().min(1),
      at: instant(),
      type: z.enum(personEvents.map(({ shape }) => shape.type.value)),
      /** Who did it, by name; left out for the service itself. */
      by: z.string().optional(),
      roles: z.array(role).optional(),
      year: z.int().optional(),
    }),
  ),
});

const member = z.object({ personId: personId() });

const juror = z.object({ jurorId: personId() });

const at = staffPlaces.members;

/** Who is of the office, their invitation and their roles, and jurors' skills and work. */
export const staffMembersContract = {
  listMembers: {
    ...at.listMembers,
    audience: 'staff',
    roles: duties.jurors,
    summary: 'Jurors with their skills and open work, and agents.',
    response: z.object({ year: z.int(), jurors: z.array(juryMember), staff: z.array(officeMember) }),
    problems: [403],
  },
  inviteMember: {
    ...at.inviteMember,
    audience: 'staff',
    roles: duties.members,
    summary: 'Invite a juror or an agent to roles by e-mail, or give them to a person whom the issuer knows.',
    body: z.object({
      roles: z.array(role).min(1).max(roles.length),
      name: line(120),
      email: email(),
      language,
      /** The `sub` at the issuer, where the service cannot make accounts there. */
      personId: personId().optional(),
    }),
    response: officeMember,
    problems: [403, 409, 422],
  },
  resendInvitation: {
    ...at.resendInvitation,
    audience: 'staff',
    roles: duties.members,
    summary: 'Send the invitation again to who has not come yet.',
    params: member,
    body: z.object({}),
    response: officeMember,
    problems: [403, 404, 409, 422],
  },
  withdrawInvitation: {
    ...at.withdrawInvitation,
    audience: 'staff',
    roles: duties.members,
    summary: 'Take back the invitation of who has not come yet: the account then opens nothing.',
    params: member,
    body: z.object({}),
    response: officeMember,
    problems: [403, 404, 409, 422],
  },
  getMember: {
    ...at.getMember,
    audience: 'staff',
    roles: duties.members,
    summary: 'A member: roles, since when and given by whom, and the history of them.',
    params: member,
    response: memberWithHistory,
    problems: [403, 404, 422],
  },
  giveRole: {
    ...at.giveRole,
    audience: 'staff',
    roles: duties.members,
    summary: 'Give a member one more role of an agent.',
    params: member,
    body: z.object({ role: agentRole }),
    response: memberWithHistory,
    problems: [403, 404, 409, 422],
  },
  takeRole: {
    ...at.takeRole,
    audience: 'staff',
    roles: duties.members,
    summary: "Take a role away from a member, at once; the last administrator's is never taken.",
    params: member.extend({ role: agentRole }),
    body: z.object({ confirm: z.literal(true) }),
    response: memberWithHistory,
    problems: [403, 404, 409, 422],
  },
  updateJuror: {
    ...at.updateJuror,
    audience: 'staff',
    roles: duties.jurors,
    summary: "Set a juror's skills and how many files may be open.",
    params: juror,
    body: skills.extend({ openFiles: jurorProfile.shape.openFiles }),
    response: juryMember,
    problems: [403, 404, 422],
  },
  setJurorStatus: {
    ...at.setJurorStatus,
    audience: 'staff',
    roles: duties.jurors,
    summary: 'Have a juror begin to hand over, leave once nothing is open, or stay after all.',
    params: juror,
    body: z.object({ status: jurorStatus }),
    response: juryMember,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
