import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { jurors, staff } from '../../schemas/examples/people.ts';

/** How somebody proves who they are on an issuer's page. */
const account = z.object({
  email: z.email(),
  /** On one machine: a person of the demonstration, chosen by a button; a newcomer otherwise. */
  id: z.string().optional(),
  name: z.string().optional(),
  password: z.string().min(1).optional(),
  /** Secret of the authenticator, in base 32 as the pool showed it. */
  authenticator: z
    .string()
    .regex(/^[A-Z2-7]+=*$/, 'letters A to Z and digits 2 to 7')
    .optional(),
});
export type Account = z.output<typeof account>;

/** The accounts that a smoke test signs in as. Only an applicant is needed; the others where a whole life is tried. */
export const smokeAccounts = z.object({
  applicant: account,
  staff: account.optional(),
  jurors: z.array(account).default([]),
});
export type SmokeAccounts = z.output<typeof smokeAccounts>;

/** Where the accounts of a stage are kept: under no path that the stages' settings are listed by, whose readers would see them. */
export const smokeParameter = (stage: string): string => `/permanent-call-smoke/${stage}`;

/** On one machine: somebody who comes for the first time, and persons of the demonstration. */
export const localAccounts = (): SmokeAccounts => {
  const of = ({ id, email }: { id: string; email: string }): Account => ({ id, email });
  const [agent] = staff;
  return {
    applicant: { email: 'essai.automatique@ville.example', name: 'Essai Automatique' },
    ...(agent && { staff: of(agent) }),
    jurors: jurors.slice(0, 2).map(of),
  };
};

/**
 * The accounts in an encrypted parameter of Systems Manager, as JSON: nothing is kept where the pipeline is, and whoever may
 * read that one parameter can sign in as them and as nobody else.
 * @throws Error when it cannot be read, or holds something else; what it holds is not said.
 */
export const readAccounts = async (name: string): Promise<SmokeAccounts> => {
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  let parsed: unknown;
  try {
    parsed = JSON.parse(Parameter?.Value ?? '');
  } catch {
    throw new Error(`The parameter ${name} holds no JSON`);
  }
  const result = smokeAccounts.safeParse(parsed);
  if (result.success) return result.data;
  throw new Error(
    `The parameter ${name}: ${result.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('. ')}`,
  );
};
