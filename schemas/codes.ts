import * as z from 'zod';

/**
 * What the sign-in of associations mails in a day, so that nobody has the City write to strangers by a script: to one address
 * so many codes of sign-ups and as many of an account that exists, beside those of sign-ins; and sign-ups in all.
 */
export const codeLimits = z.object({ perAddress: z.int().min(1), signUps: z.int().min(1) });
export type CodeLimits = z.infer<typeof codeLimits>;

/** EXAMPLES, unless a deployment says otherwise: far above what people do. */
export const usualCodes: CodeLimits = { perAddress: 10, signUps: 300 };
