import * as z from 'zod';
import { callId } from '../../call.ts';
import { alsoWhenWrong, cursor, inOrder } from '../../fields.ts';
import { figure, quarter, quarterTotal, supportedProject } from '../../monitoring.ts';
import { duties } from '../../office.ts';
import { territoryId } from '../../territory.ts';
import type { Operation } from '../operation.ts';
import { closedToAgent, page } from '../shared.ts';
import { staffPlaces } from './places.ts';

/** Asks for what is not announced yet as well. */
const keptAsked = z.literal('too').optional();

const at = staffPlaces.monitoring;

export const staffMonitoringContract = {
  getMonitoring: {
    ...at.getMonitoring,
    audience: 'staff',
    roles: duties.read,
    summary:
      'Supported projects and euros per territory and per calendar quarter; decisions that are not announced yet are counted apart.',
    query: z.object({ callId, from: quarter, to: quarter }).superRefine(inOrder, alsoWhenWrong),
    response: z.object({ figures: z.array(figure), totals: z.array(quarterTotal) }),
    problems: [403, 422],
  },
  exportMonitoring: {
    ...at.exportMonitoring,
    audience: 'staff',
    roles: duties.read,
    summary:
      'The figures of a period again, to be kept as a file; without those of decisions that are not announced yet, unless asked for.',
    query: z.object({ callId, from: quarter, to: quarter, kept: keptAsked }).superRefine(inOrder, alsoWhenWrong),
    body: z.object({}),
    response: z.object({ figures: z.array(figure), totals: z.array(quarterTotal) }),
    noted: 'figures-export',
    problems: [403, 422],
  },
  listSupported: {
    ...at.listSupported,
    audience: 'staff',
    roles: duties.read,
    summary: 'The supported projects behind a figure; those that are not announced yet only where they are asked for.',
    query: z.object({
      callId,
      quarter,
      territoryId: territoryId.optional(),
      kept: keptAsked,
      cursor: cursor().optional(),
    }),
    response: page(supportedProject.extend(closedToAgent)),
    problems: [403, 422],
  },
} as const satisfies Record<string, Operation>;
