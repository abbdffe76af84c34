import * as z from 'zod';
import { supportedProject } from '../../../schemas/monitoring.ts';

export const figureItem = z.object({ projects: z.int(), amountCents: z.int() });
export const supportedItem = supportedProject;
