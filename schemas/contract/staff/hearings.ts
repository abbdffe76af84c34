import * as z from 'zod';
import { opinion } from '../../evaluation.ts';
import { changes, instant, money } from '../../fields.ts';
import { duties } from '../../office.ts';
import { noteText } from '../../session.ts';
import type { Operation } from '../operation.ts';
import { pointOf, problems } from '../sessions.ts';
import { staffSession } from '../staff-session.ts';
import { staffPlaces } from './places.ts';

const rev = changes(1);

const at = staffPlaces.hearings;

/** What staff do with the files of an agenda while a session is held. */
export const staffHearingsContract = {
  runPoint: {
    ...at.runPoint,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Hear a file, put it back, show its scores to everybody at once, open the vote, or count it.',
    params: pointOf,
    body: z.object({ step: z.enum(['hear', 'put-back', 'reveal', 'open-vote', 'count']), rev }),
    response: staffSession,
    problems,
  },
  saveNotes: {
    ...at.saveNotes,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Save the notes of the debate as they are.',
    params: pointOf,
    body: z.object({ text: noteText, revision: changes(0) }),
    response: z.object({ revision: z.int(), savedAt: instant() }),
    problems,
  },
  concludePoint: {
    ...at.concludePoint,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Give the opinion that the vote came to: the file goes to its next step. One that is not unfavourable names the amount proposed, or says that none is.',
    params: pointOf,
    /** `belowQuorum` confirms an opinion on fewer votes than the quorum; without it, that is a conflict. */
    body: z.object({
      opinion,
      proposedCents: money().optional(),
      /** No amount is proposed. */
      withoutAmount: z.literal(true).optional(),
      belowQuorum: z.literal(true).optional(),
      rev,
    }),
    response: staffSession,
    problems,
  },
  postponePoint: {
    ...at.postponePoint,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put the file on the table off to a later session.',
    params: pointOf,
    body: z.object({ rev }),
    response: staffSession,
    problems,
  },
} as const satisfies Record<string, Operation>;
