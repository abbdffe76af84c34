import * as z from 'zod';
import { applicationId } from '../../application.ts';
import { callId } from '../../call.ts';
import { changes, cursor, idempotencyKey, money, personId } from '../../fields.ts';
import { duties } from '../../office.ts';
import { sessionPlan, sessionState } from '../../session.ts';
import type { Operation } from '../operation.ts';
import { pointOf, problems, session, sessionListItem } from '../sessions.ts';
import { page } from '../shared.ts';
import { staffSession } from '../staff-session.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.sessions;

/** What staff do with sessions of the jury. Those that change something answer with the session as it stands then. */
export const staffSessionsContract = {
  listSessions: {
    ...at.listSessions,
    audience: 'staff',
    roles: duties.read,
    summary: "A call's sessions of the jury in one state.",
    query: z.object({ callId, state: sessionState.default('planned'), cursor: cursor().optional() }),
    response: page(sessionListItem),
    problems: [403, 422],
  },
  planSession: {
    ...at.planSession,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Plan a session of the jury. Its members are not told before they are convened.',
    /** The same key again finds the session that it planned. A page that was opened before an update names none. */
    body: sessionPlan.extend({ callId, idempotencyKey: idempotencyKey().optional() }),
    response: staffSession,
    problems: [403, 404, 422],
  },
  getSession: {
    ...at.getSession,
    audience: 'staff',
    roles: duties.read,
    summary: 'A session as it stands: agenda, presence, votes that are in, and what can be done.',
    params: session,
    response: staffSession,
    problems: [403, 404, 422],
  },
  changeSession: {
    ...at.changeSession,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Change what was planned; members who were convened are told. Sent again, it finishes what was cut short and changes nothing else.',
    params: session,
    body: sessionPlan.extend({ version: changes(1) }),
    response: staffSession,
    problems,
  },
  conveneSession: {
    ...at.conveneSession,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Invite the members by e-mail: date, place, link and number of files.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  cancelSession: {
    ...at.cancelSession,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Cancel a planned session; its files wait for another one.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  scheduleFile: {
    ...at.scheduleFile,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put a file that waits for a session on the agenda of this one.',
    params: session,
    body: z.object({ applicationId }),
    response: staffSession,
    problems,
  },
  unscheduleFile: {
    ...at.unscheduleFile,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Take a file off the agenda before it is heard.',
    params: pointOf,
    response: staffSession,
    problems,
  },
  orderAgenda: {
    ...at.orderAgenda,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put the agenda in this order; every file on it is named once.',
    params: session,
    body: z.object({ applicationIds: z.array(applicationId).min(1).max(60) }),
    response: staffSession,
    problems,
  },
  openSession: {
    ...at.openSession,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Open the session.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  markPresence: {
    ...at.markPresence,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Mark a member as present, or gone; or who is away as excused.',
    params: session.extend({ personId: personId() }),
    /** Whoever is present needs no excuse; left out, an excuse stays as it is. */
    body: z.object({ present: z.boolean(), excused: z.boolean().optional() }),
    response: staffSession,
    problems,
  },
  closeSession: {
    ...at.closeSession,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Close the session; files that were not heard wait for another one.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  getEnvelope: {
    ...at.getEnvelope,
    audience: 'staff',
    roles: duties.read,
    summary: "The call's money for the session's calendar year, and what was granted of it.",
    params: session,
    response: z.object({
      year: z.string(),
      envelopeCents: money().optional(),
      grantedCents: z.int(),
      /** Of what was granted, the part that is not announced yet. */
      keptCents: money(),
    }),
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
