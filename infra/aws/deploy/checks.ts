import { edgeRegion } from '../edge.ts';
import type { Stage } from '../stages.ts';
import { emulatorAccount } from '../target.ts';
import type { Account, StandingStack, Template } from './account.ts';
import { type Finding, say, stop } from './finding.ts';
import { isFailedCreation, stands } from './standing.ts';

/** What stands before a deployment, and what it would bring. */
export interface Situation {
  stage: Stage;
  /** Number of the account. */
  number: string;
  mail: StandingStack | undefined;
  main: StandingStack | undefined;
  mainName: string;
  /** The main stack's template to come. */
  coming: Template;
  /** Version of the CDK's bootstrap that the templates want. */
  bootstrap: number;
  /** The template of the mail stack that stands. */
  mailTemplate: Template | undefined;
}

/**
 * Whether the site's requests are logged, from the region of edges. An emulator has no such logs: what an account of AWS shows
 * is asserted on the template.
 */
export const keepsSecurityLogs = ({ stage, number }: Pick<Situation, 'stage' | 'number'>): boolean =>
  stage.settings.securityLogDays > 0 && number !== emulatorAccount;

/** AWS keeps so many of an account's concurrent executions for functions that reserve none. */
const unreserved = 100;

/** Whether the credentials are those of the account that the settings are for, and the settings a city's own. */
export const checkCaller = ({ settings }: Stage, number: string): Finding[] => [
  ...(settings.account !== undefined && settings.account !== number
    ? [
        stop(
          `account: the credentials in this shell are of ${number}, the settings are for ${settings.account}; sign in to that one.`,
        ),
      ]
    : []),
  ...(settings.senderDomain.endsWith('.example') && number !== emulatorAccount
    ? [stop("senderAddress: it is an example; write an address of the city's own domain.")]
    : []),
];

const checkBootstrap = async (account: Account, region: string, situation: Situation): Promise<Finding[]> => {
  const { number, bootstrap } = situation;
  const version = await account.bootstrapVersion(region);
  if (version !== undefined && version >= bootstrap) return [];
  const { edge, region: home } = situation.stage.settings;
  const otherwise =
    region !== home && !edge ? ' The requests of the site are logged from there, unless "securityLogDays" is 0.' : '';
  const found = version === undefined ? 'is not bootstrapped' : `has version ${version} of the bootstrap, too old`;
  return [stop(`The region ${region} ${found}; "npx cdk bootstrap aws://${number}/${region}" does it.${otherwise}`)];
};

const checkSender = async (account: Account, situation: Situation): Promise<Finding[]> => {
  const { stage, mail, main, mailTemplate } = situation;
  const { senderDomain: domain, region, existingIdentity, refuseSandbox, mailsPerSecond } = stage.settings;
  const identity = await account.identity(domain, region);
  const { production, perSecond } = await account.sending(region);
  const ours = stands(mail) && Object.values(mailTemplate?.Resources ?? {}).some(({ Type }) => Type === identityType);
  const findings: Finding[] = [];
  if (existingIdentity && !identity)
    findings.push(
      stop(`existingIdentity: SES in ${region} knows no identity ${domain}; take the setting out, and one is made.`),
    );
  else if (existingIdentity && !identity?.verified)
    findings.push(stop(`SES has not verified ${domain} yet; add the records that its console shows to the DNS of it.`));
  else if (!existingIdentity && identity && !ours && !isFailedCreation(mail))
    findings.push(
      stop(`SES in ${region} has an identity ${domain} already; write "existingIdentity": true to use it as it is.`),
    );
  else if (identity && !identity.verified && stands(main))
    findings.push(say(`SES says that ${domain} is verified no more: look at its records in the DNS.`));
  if (!production) {
    const sandbox = `SES in ${region} is in its sandbox, where mails reach verified addresses alone; docs/runbooks/mail-sandbox.md is the way out`;
    findings.push(refuseSandbox ? stop(`${sandbox}.`) : say(`${sandbox}, to be gone before anybody applies.`));
  }
  if (perSecond > 0 && mailsPerSecond > perSecond)
    findings.push(
      stop(`mailsPerSecond: SES sends ${perSecond} in a second to this account, not ${mailsPerSecond}; write less.`),
    );
  return findings;
};
const identityType = 'AWS::SES::EmailIdentity';

const moreConcurrency = (region: string): string =>
  `"aws service-quotas request-service-quota-increase --region ${region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000"`;

const checkConcurrency = async (account: Account, { stage: { settings }, coming }: Situation): Promise<Finding[]> => {
  const { region, accountConcurrency } = settings;
  const places = await account.concurrency(region);
  const reserved = Object.values(coming.Resources ?? {})
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .reduce((sum, { Properties }) => sum + Number(Properties?.ReservedConcurrentExecutions ?? 0), 0);
  if (reserved > 0 && reserved > places - unreserved)
    return [
      stop(
        `reservedConcurrency: the functions would reserve ${reserved} of the ${places} places of this account, and AWS keeps ${unreserved} free; reserve less, or ask for more with ${moreConcurrency(region)}.`,
      ),
    ];
  return places < accountConcurrency
    ? [
        stop(
          `accountConcurrency: this account runs ${places} functions at once, not ${accountConcurrency}; ask for more with ${moreConcurrency(region)}, or write "accountConcurrency": ${places} for a service that few use.`,
        ),
      ]
    : [];
};

const checkDomain = async (account: Account, situation: Situation): Promise<Finding[]> => {
  const { domain, certificateArn, region } = situation.stage.settings;
  if (!domain) return [];
  const findings: Finding[] = [];
  if (certificateArn) {
    const certificate = await account.certificate(certificateArn);
    const covers = (name: string) =>
      name === domain || (name.startsWith('*.') && name.slice(1) === domain.replace(/^[^.]+/, ''));
    if (certificateArn.split(':')[3] !== edgeRegion)
      findings.push(
        stop(`certificateArn: CloudFront takes certificates of ${edgeRegion} alone; ask ACM for one there.`),
      );
    else if (!certificate)
      findings.push(
        stop(`certificateArn: ACM in ${edgeRegion} has no such certificate in this account; write the ARN of one.`),
      );
    else if (certificate.status !== 'ISSUED')
      findings.push(
        stop(
          `certificateArn: the certificate is not issued (${certificate.status}); add the record that ACM shows to the DNS, and wait for it.`,
        ),
      );
    else if (!certificate.names.some(covers))
      findings.push(
        stop(
          `certificateArn: the certificate is of ${certificate.names.join(', ')}, not of ${domain}; write the ARN of one that is.`,
        ),
      );
  }
  const holder = await account.aliasHolder(domain);
  const [ours] = Object.entries(situation.coming.Resources ?? {}).find(
    ([, { Type }]) => Type === 'AWS::CloudFront::Distribution',
  ) ?? [''];
  if (holder && holder !== (await account.resource(situation.mainName, region, ours)))
    findings.push(
      stop(
        `domain: the distribution ${holder} of this account has ${domain} as an alias; take it off there, or write another.`,
      ),
    );
  return findings;
};

/** Whether an account is ready for a deployment: what AWS would refuse half-way, said before, each with its mend. */
export const checkAccount = async (account: Account, situation: Situation): Promise<Finding[]> => {
  const { region, edge, certificateArn, webAclArn } = situation.stage.settings;
  const isAtTheEdge = (edge && !(certificateArn && webAclArn)) || keepsSecurityLogs(situation);
  const regions = new Set(isAtTheEdge ? [region, edgeRegion] : [region]);
  const bootstraps = await Promise.all([...regions].map((each) => checkBootstrap(account, each, situation)));
  return [
    ...bootstraps.flat(),
    ...(await checkSender(account, situation)),
    ...(await checkConcurrency(account, situation)),
    ...(await checkDomain(account, situation)),
  ];
};
