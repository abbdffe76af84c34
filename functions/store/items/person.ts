import * as z from 'zod';
import { person } from '../../../schemas/organisation.ts';

export const personItem = person.extend({ rev: z.int().min(1) });
export type PersonItem = z.infer<typeof personItem>;
