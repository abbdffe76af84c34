import * as z from 'zod';
import { day, text } from '../fields.ts';
import { asRead } from './shared.ts';

/** Of a file that staff ended without a decision: on which day, and why. */
export const closing = z.object({ on: day(), reasons: z.string() });

/** What staff give with each of these acts; the applicant reads it in the letter. */
export const closingBody = z.object({ reasons: text(3000, 20), ...asRead });
