import * as z from 'zod';
import { callVersion } from '../../../schemas/call.ts';
import { digest } from '../../../schemas/fields.ts';

export const callHead = z.intersection(callVersion, z.object({ lastHash: digest }));
