import * as z from 'zod';
import { callId, callVersion } from '../../call.ts';
import type { Operation } from '../operation.ts';
import { publicPlaces } from './places.ts';

const at = publicPlaces.calls;

export const publicCallsContract = {
  listCalls: {
    ...at.listCalls,
    audience: 'public',
    summary: 'The calls that take applications, each at its current version.',
    response: z.object({ items: z.array(callVersion) }),
    problems: [],
  },
  getCall: {
    ...at.getCall,
    audience: 'public',
    summary: 'One call at its current version.',
    params: z.object({ callId }),
    response: callVersion,
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>;
