import * as z from 'zod';
import { actId, mostActEvents } from '../../act.ts';
import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { done } from '../shared.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.acts;

/** Acts that take many requests. */
export const staffActsContract = {
  endAct: {
    ...at.endAct,
    audience: 'staff',
    roles: duties.read,
    summary: 'Say that an act of mine is over and how many events it made: the mails that it caused leave.',
    params: z.object({ actId }),
    body: z.object({ events: z.int().min(0).max(mostActEvents) }),
    response: done,
    problems: [403, 422],
  },
} as const satisfies Record<string, Operation>;
