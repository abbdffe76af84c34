import * as z from 'zod';
import { applicationId, applicationState } from '../../application.ts';
import { callId, stepKinds } from '../../call.ts';
import { opinion } from '../../evaluation.ts';
import { cursor, day, instant, line, money, personId } from '../../fields.ts';
import { duties } from '../../office.ts';
import { territoryId } from '../../territory.ts';
import { progress } from '../evaluations.ts';
import type { Operation } from '../operation.ts';
import { closedToAgent, listed, page, runsOut } from '../shared.ts';
import { staffPlaces } from './places.ts';

export const staffListItem = listed.extend({
  number: z.string().optional(),
  silenceRejectsOn: day().optional(),
  ...runsOut,
  dueAt: instant().optional(),
  /** The last day to provide what was asked for. */
  complementsDueOn: day().optional(),
  territories: z.array(territoryId),
  grantedCents: money().optional(),
  score: z.int().optional(),
  /** The last opinion that the jury gave at a session, with the amount that it proposed. */
  opinion: opinion.optional(),
  proposedCents: money().optional(),
  /** When it was given, while the session was held. */
  heardAt: instant().optional(),
  /** The day on which a decision that nobody outside knows yet is announced. */
  announceOn: day().optional(),
  progress: progress.optional(),
  /** The step where the file stands, as its own version of the call has it. */
  stepKind: z.enum(stepKinds).optional(),
  stepLabel: z.object({ fr: z.string(), en: z.string() }).optional(),
  ...closedToAgent,
});

/** A file whose clock runs. */
export const clockedListItem = staffListItem.extend({ callId, runsOutOn: day() });

const at = staffPlaces.lists;

export const staffListsContract = {
  listQueue: {
    ...at.listQueue,
    audience: 'staff',
    roles: duties.read,
    summary: 'Files of a call in one state, the longest waiting first.',
    query: z.object({ callId, state: applicationState.exclude(['draft']), cursor: cursor().optional() }),
    response: page(staffListItem),
    problems: [403, 422],
  },
  countQueue: {
    ...at.countQueue,
    audience: 'staff',
    roles: duties.read,
    summary: 'How many files stand in each state.',
    query: z.object({ callId }),
    response: z.object({ counts: z.partialRecord(applicationState, z.int().min(0)) }),
    problems: [403, 422],
  },
  listClocks: {
    ...at.listClocks,
    audience: 'staff',
    roles: duties.read,
    summary: 'Files of every call that silence refuses soon or has refused, the most urgent first.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(clockedListItem).extend({ warningDays: z.int().min(0) }),
    problems: [403, 422],
  },
  findByNumber: {
    ...at.findByNumber,
    audience: 'staff',
    roles: duties.read,
    summary: 'The file with this number.',
    params: z.object({ number: line(40) }),
    response: z.object({ applicationId }),
    problems: [403, 404, 422],
  },
  listJurors: {
    ...at.listJurors,
    audience: 'staff',
    roles: duties.handle,
    summary: 'The persons who can be assigned to evaluate.',
    response: z.object({ items: z.array(z.object({ id: personId(), name: z.string() })) }),
    problems: [403],
  },
} as const satisfies Record<string, Operation>;
