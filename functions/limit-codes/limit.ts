import type { CodeLimits } from '../../schemas/codes.ts';
import { dayOf } from '../domain/calendar.ts';
import { areUsedUp, countCode } from '../store/codes.ts';
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
 * Counts a mail with a code under its address, and a sign-up among all of the day (Europe/Paris). What an account that exists
 * asks for is counted apart from sign-ups: with these a stranger could use up what its holder needs to come back. Each count is
 * a condition of its own write: forty side by side are forty. The day is looked at first, so that whoever is refused by it
 * loses none of their own; a few that come together with its last one may, and have lost no more than sign-ups of a day on
 * which there are none.
 */
export const limitCodes = async (
  ports: StorePorts,
  limits: CodeLimits,
  { source, address }: Occasion,
): Promise<UsedUp> => {
  if (!counted.includes(source)) return undefined;
  const day = dayOf(ports.now().toISOString());
  const own = keys.codesKey(day, codesDigest(day, address));
  if (source !== signUp) return (await countCode(ports, own, 'asked', limits.perAddress)) ? undefined : 'address';
  const all = keys.codesKey(day, keys.ALL);
  if (await areUsedUp(ports, all, limits.signUps)) return 'day';
  if (!(await countCode(ports, own, 'count', limits.perAddress))) return 'address';
  return (await countCode(ports, all, 'count', limits.signUps)) ? undefined : 'day';
};
