import { parseArgs } from 'node:util';
import type { OperationId } from '../../schemas/contract.ts';
import { type Account, localAccounts, readAccounts, type SmokeAccounts } from './accounts.ts';
import { openBrowser } from './browser.ts';
import { type Client, clientOf } from './client.ts';
import { tryDraft } from './draft.ts';
import { type Cast, tryLife } from './life.ts';
import { signIn, signOut, type Tokens, type Way } from './sign-in.ts';
import { checkSite, type Reach } from './site.ts';
import { inSteps, type Outcome, Stopped } from './steps.ts';

export const usage = `npm run smoke -- ADDRESS [--accounts NAME] [--call ID] [--minutes N] [--pages] [--life]

Tries a running service over its real address: pages and headers are served, somebody signs in, makes a draft, uploads a
document, waits for the scanner's verdict and throws all of it away. No mail leaves and no figure changes.

  ADDRESS          the site's own, such as https://appel.ville.example
  --accounts NAME  parameter of Systems Manager that holds whom to sign in as (docs/pipelines/README.md); not needed on one
                   machine
  --call ID        the call to apply to; the first that takes applications unless given
  --minutes N      how long the scanner may take, 5 unless given
  --pages          nothing that needs somebody to sign in: for a first deployment
  --life           the whole life of a file besides, to its decision and letter. It stays: refused where config.json does
                   not say that the stage is a trial

It ends with 0 when all was well, 1 when not, 2 when the command was not understood.
`;

/** A command that was not understood, or that must not be done. */
export class Misuse extends Error {}

export interface SmokeOptions {
  /** Where addresses are really asked; themselves but for an emulator. */
  reach?: Reach;
  /** Milliseconds between two looks at what comes by itself. */
  every?: number;
}

export interface Report {
  isWell: boolean;
  outcomes: readonly Outcome[];
}

const understand = (argv: readonly string[]) => {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw new Misuse(`${(error as Error).message}\n\n${usage}`);
  }
  const { values, positionals } = parsed;
  const [address, ...more] = positionals;
  if (!address || more.length > 0) throw new Misuse(usage);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
    throw new Misuse(`${address} is not the address of a site, such as https://appel.ville.example`);
  const minutes = Number(values.minutes ?? 5);
  if (!(minutes > 0)) throw new Misuse('--minutes takes a number above 0');
  return { ...values, site: url.origin, minutes };
};
const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: {
      accounts: { type: 'string' },
      call: { type: 'string' },
      minutes: { type: 'string' },
      pages: { type: 'boolean' },
      life: { type: 'boolean' },
    },
    allowPositionals: true,
  });

/**
 * Runs the smoke test that a command line asks for, saying each step as it ends.
 * @throws Misuse when the command was not understood, or names what must not be done there.
 */
export const runSmoke = async (
  argv: readonly string[],
  say: (line: string) => void,
  { reach = (url) => url, every = 1000 }: SmokeOptions = {},
): Promise<Report> => {
  const { site, minutes, pages = false, life = false, accounts: parameter, call: callId } = understand(argv);
  const steps = inSteps(say);
  const { step } = steps;
  const began = performance.now();
  const end = (isWell: boolean): Report => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${isWell ? 'All was well' : 'Something is wrong'}: ${steps.outcomes.length} steps in ${seconds} s at ${site}`);
    return { isWell, outcomes: steps.outcomes };
  };
  try {
    const { settings, calls, issuers } = await checkSite(steps, site, reach);
    if (life && !settings.trial)
      throw new Misuse(
        `${site} does not say that it is a trial (setting “trial”): a whole life would stay there, with its figures and its letters.`,
      );
    if (pages) return end(true);
    const accounts = await step(
      'the accounts to sign in as are known',
      'docs/pipelines/README.md, “Who signs in”: make the account, write the parameter, and let this role read it.',
      async (): Promise<SmokeAccounts> => {
        if (parameter) return readAccounts(parameter);
        if (settings.local) return localAccounts();
        throw new Error('No --accounts names a parameter');
      },
    );
    const call = await step(
      'a call takes applications',
      'Publish one, or name it with --call; before the first one, --pages.',
      async () => {
        const found = calls.find(({ callId: id }) => id === (callId ?? id));
        if (!found) throw new Error(callId ? `None is ${callId}` : 'There is none');
        return found;
      },
    );
    const patience = { most: minutes * 60_000, every };
    const browser = await openBrowser();
    const leave: { way: Way; tokens: Tokens }[] = [];
    const enter = async (
      side: Way['side'],
      account: Account,
      session: 'openApplicantSession' | 'openStaffSession' | 'openJurySession',
    ) => {
      const way = { site, side, settings, issuer: issuers[side], reach };
      const tokens = await step(`${account.email} signs in`, signInMend, () => signIn(browser, way, account));
      leave.push({ way, tokens });
      const client = clientOf(reach(site), tokens.access_token);
      const { id } = await step(`the service knows ${account.email}`, sessionMend, () =>
        client.ask(session satisfies OperationId, { body: { idToken: tokens.id_token, language: 'fr' } }),
      );
      return { id, client };
    };
    try {
      const { client } = await enter('applicant', accounts.applicant, 'openApplicantSession');
      const { email } = accounts.applicant;
      await tryDraft(steps, client, { callId: call.callId, email, site, reach, patience });
      if (life) {
        const cast = await wholeCast(accounts, { applicant: client, email }, enter);
        await tryLife(steps, cast, { call, site, reach, patience });
      }
    } finally {
      await browser.close();
      for (const { way, tokens } of leave)
        await step('the session is ended', 'Its tokens end by themselves; see the issuer’s revocation endpoint.', () =>
          signOut(way, tokens),
        );
    }
    return end(true);
  } catch (error) {
    if (error instanceof Stopped) return end(false);
    throw error;
  }
};

const signInMend =
  'Try the account in a browser; where the address or password is refused, docs/pipelines/README.md, “Who signs in”; where the pages differ, docs/first-day.md.';
const sessionMend = 'docs/runbooks/unexpected-errors.md: the function’s log says why it does not take the ID token.';

const wholeCast = async (
  { staff, jurors }: SmokeAccounts,
  known: Pick<Cast, 'applicant' | 'email'>,
  enter: (
    side: 'office',
    account: Account,
    session: 'openStaffSession' | 'openJurySession',
  ) => Promise<{ id: string; client: Client }>,
): Promise<Cast> => {
  if (!staff || jurors.length === 0)
    throw new Misuse('A whole life needs the accounts of somebody of the staff and of jurors.');
  const agent = await enter('office', staff, 'openStaffSession');
  const members: Cast['jurors'] = [];
  for (const one of jurors) members.push(await enter('office', one, 'openJurySession'));
  return { ...known, staff: agent.client, jurors: members };
};

if (import.meta.main) {
  try {
    const { isWell } = await runSmoke(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
    process.exit(isWell ? 0 : 1);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
