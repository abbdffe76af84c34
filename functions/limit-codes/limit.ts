import type { CodeLimits } from '../../schemas/codes.ts';
import { dayOf } from '../domain/calendar.ts';
import { countCode } from '../store/codes.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { codesDigest } from './digest.ts';

/** What a pool is about to do: its name for it, and the address that a mail would go to. */
export interface Occasion {
  source: string;
  address: string;
}

/** What was used up; nothing where the mail may leave. */
export type UsedUp = 'address' | 'day' | undefined;

const signUp = 'PreSignUp_SignUp';
/**
 * What is counted, by the pool's names. A sign-up's own mail is counted before the account is made, and not once more. The
 * code of a sign-in is not: only who has an account gets one, and whoever could use them up could shut that person out.
 */
const counted: readonly string[] = [
  signUp,
  'CustomMessage_ResendCode',
  'CustomMessage_ForgotPassword',
  'CustomMessage_UpdateUserAttribute',
  'CustomMessage_VerifyUserAttribute',
];

/**
 * Counts a mail with a code under its address, and a sign-up among all of the day (Europe/Paris). Each count is a condition of
 * its own write: forty side by side are forty.
 */
export const limitCodes = async (
  ports: StorePorts,
  limits: CodeLimits,
  { source, address }: Occasion,
): Promise<UsedUp> => {
  if (!counted.includes(source)) return undefined;
  const day = dayOf(ports.now().toISOString());
  if (!(await countCode(ports, keys.codesKey(day, codesDigest(day, address)), limits.perAddress))) return 'address';
  if (source === signUp && !(await countCode(ports, keys.codesKey(day, keys.ALL), limits.signUps))) return 'day';
  return undefined;
};
