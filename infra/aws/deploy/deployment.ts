import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AppChoices, mailStackName, mainStackName } from '../app.ts';
import { type EdgeOutputs, edgeRegion } from '../edge.ts';
import { edgeStackName } from '../edge-app.ts';
import type { Outputs } from '../publish.ts';
import { recordIn } from '../record.ts';
import { type Logged, loggedToCome, securityStackName } from '../security-app.ts';
import type { Stage } from '../stages.ts';
import type { Account, StandingStack, Template } from './account.ts';
import { checkAccount, checkCaller, keepsSecurityLogs, type Situation } from './checks.ts';
import { settingDifferences, stageChange, templateDifferences } from './differences.ts';
import { type Finding, say, stop, unless } from './finding.ts';
import { checkState, checkStill, clearAway, isFailedCreation, stands } from './standing.ts';
import { wordsOf } from './words.ts';

/** What a deployment is made with. */
export interface Tools {
  account: Account;
  /** Folder that templates are written to. */
  folder: string;
  /** Writes the templates of a stage's stacks into a folder. */
  synth(stage: Stage, folder: string, choices: AppChoices): Promise<void>;
  /** The same for its edge. */
  synthEdge(stage: Stage, folder: string, isProtected: boolean): Promise<void>;
  /** The same for its security logs. */
  synthSecurity(stage: Stage, folder: string, logged: Logged): Promise<void>;
  /**
   * Runs the CDK's command line.
   * @throws Error when it fails.
   */
  cdk(args: readonly string[]): Promise<void>;
  buildPages(): Promise<void>;
  /** @returns how many files were published. */
  publishPages(outputs: Outputs): Promise<number>;
  /** Asks at the terminal. @returns whether it was answered with yes; no where nobody can answer. */
  confirm(question: string): Promise<boolean>;
  say(line: string): void;
}

export interface Choices {
  /** Checks and shows, and changes nothing. */
  plan: boolean;
  /** Asks nothing at the terminal. */
  yes: boolean;
  /** Differences that are meant. */
  accept: readonly string[];
}

/**
 * How a deployment ended: `stopped` before it began, `waiting` for somebody to add records to the DNS, or done, as a plan or
 * in earnest; `unlogged` is deployed as well, but for the logs of the site's requests, which nobody who uses it waits for.
 */
export type Outcome =
  | { ended: 'stopped' | 'waiting' | 'planned' }
  | { ended: 'deployed' | 'unlogged'; outputs: Outputs };

/** What the command ends with. */
export const exitOf: Record<Outcome['ended'], number> = {
  deployed: 0,
  planned: 0,
  stopped: 1,
  waiting: 3,
  unlogged: 5,
};

const readJson = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const templateIn = (folder: string, stack: string): Template => readJson(folder, `${stack}.template.json`);

const bootstrapOf = (folder: string): number => {
  const { artifacts } = readJson(folder, 'manifest.json') as {
    artifacts: Record<string, { properties?: { requiresBootstrapStackVersion?: number } }>;
  };
  return Math.max(...Object.values(artifacts).map(({ properties }) => properties?.requiresBootstrapStackVersion ?? 0));
};

/** Whether the edge is a stack of ours. */
const hasEdge = ({ settings: { edge, certificateArn, webAclArn } }: Stage): boolean =>
  edge && !(certificateArn && webAclArn);

const edgeOutputs = (edge: StandingStack | undefined): EdgeOutputs | undefined =>
  edge?.outputs.CertificateArn && edge.outputs.WebAclArn
    ? { CertificateArn: edge.outputs.CertificateArn, WebAclArn: edge.outputs.WebAclArn }
    : undefined;

const loggedOf = (main: StandingStack | undefined): Logged | undefined =>
  main?.outputs.Distribution && main.outputs.LogBucket
    ? { Distribution: main.outputs.Distribution, LogBucket: main.outputs.LogBucket }
    : undefined;

const compare = async (account: Account, situation: Situation, folder: string): Promise<Finding[]> => {
  const { stage, mainName, main, mailTemplate } = situation;
  const { region } = stage.settings;
  const mailFindings = mailTemplate ? templateDifferences(mailTemplate, templateIn(folder, 'Mail')) : [];
  if (!stands(main)) {
    const prefix = `${mainName}-attachments-`;
    const others = (await account.buckets(prefix)).map((bucket) =>
      bucket.region === region
        ? say(
            `${bucket.name}: documents of a former stack of this stage; they stay where they are, and nothing uses them.`,
          )
        : unless(
            'region',
            `region: documents of this stage are in ${bucket.region} (${bucket.name}), and it is ${region} now; everything would be made anew there, empty.`,
          ),
    );
    return [...mailFindings, ...others, ...stageChange(await account.records(region), stage)];
  }
  const deployed = await account.template(mainName, region);
  const last = recordIn(deployed);
  const settings = last
    ? settingDifferences(last, stage)
    : [say('Nothing is kept of the settings of the last deployment: compare them yourself this once.')];
  const grown = settings.some(({ accept }) => accept === 'tableGeneration');
  const resources = templateDifferences(deployed, situation.coming).filter(
    // Another generation is another table: said once.
    ({ accept = '' }) => !(grown && deployed.Resources?.[accept]?.Type === 'AWS::DynamoDB::Table'),
  );
  return [...mailFindings, ...settings, ...resources];
};

/** Findings that stop, once what is accepted no longer does. */
const decide = (findings: readonly Finding[], accept: readonly string[]): Finding[] => {
  const decided = findings.map((finding) =>
    finding.accept !== undefined && accept.includes(finding.accept)
      ? say(`Accepted: ${finding.text}`)
      : finding.accept !== undefined
        ? { ...finding, text: `${finding.text} If that is meant: --accept ${finding.accept}` }
        : finding,
  );
  const idle = accept.filter((name) => !findings.some((finding) => finding.accept === name));
  return [...decided, ...idle.map((name) => stop(`--accept ${name}: nothing asks for it; leave it out.`))];
};

const dnsRecords = (mail: StandingStack | undefined): string[] =>
  Object.entries(mail?.outputs ?? {}).flatMap(([name, record]) => (name.startsWith('Dns') ? [record] : []));

/**
 * Deploys a stage: looks before it begins, in the account and at what was deployed last, and then makes or changes the edge,
 * the sender's domain and everything else, publishes the pages, and has the site's requests logged. It can be run again after
 * any failure.
 * @throws Error when a step fails; the same command goes on from there.
 */
export const deployStage = async (stage: Stage, choices: Choices, tools: Tools): Promise<Outcome> => {
  const { account, folder } = tools;
  const { settings } = stage;
  const { region, senderDomain } = settings;
  const names = {
    edge: edgeStackName(settings.stage),
    mail: mailStackName(senderDomain),
    main: mainStackName(settings.stage),
    security: securityStackName(settings.stage),
  };
  const regions = { edge: edgeRegion, mail: region, main: region, security: edgeRegion };
  const find = async (each: keyof typeof names) =>
    each === 'edge' && !hasEdge(stage) ? undefined : account.stack(names[each], regions[each]);
  const tell = (findings: readonly Finding[]): boolean => {
    for (const { stops, text } of findings) tools.say(`${stops ? 'STOP' : 'note'}  ${text}`);
    const isStopped = findings.some(({ stops }) => stops);
    if (isStopped) tools.say('Nothing was deployed.');
    return isStopped;
  };
  const number = await account.number();
  // Of another account's answers nothing is worth reading.
  if (tell(checkCaller(stage, number))) return { ended: 'stopped' };

  const before = {
    edge: await find('edge'),
    mail: await find('mail'),
    main: await find('main'),
    security: await find('security'),
  };
  const standing = { edge: stands(before.edge), mail: stands(before.mail), main: stands(before.main) };
  const synth = async (now: AppChoices) => {
    rmSync(folder, { recursive: true, force: true });
    await tools.synth(stage, folder, now);
  };
  await synth({ standing, edge: edgeOutputs(before.edge) });
  if (hasEdge(stage)) await tools.synthEdge(stage, `${folder}-edge`, standing.edge);
  const situation: Situation = {
    stage,
    number,
    mail: before.mail,
    main: before.main,
    mainName: names.main,
    coming: templateIn(folder, 'Main'),
    bootstrap: bootstrapOf(folder),
    mailTemplate: standing.mail ? await account.template(names.mail, region) : undefined,
  };
  const differences = await compare(account, situation, folder);
  if (choices.plan) {
    await tools.cdk(['diff', '--app', folder, '--method', 'template', 'Mail', 'Main']);
    if (hasEdge(stage)) await tools.cdk(['diff', '--app', `${folder}-edge`, '--method', 'template', 'Edge']);
    if (keepsSecurityLogs(situation)) {
      await tools.synthSecurity(stage, `${folder}-security`, loggedOf(before.main) ?? loggedToCome);
      await tools.cdk(['diff', '--app', `${folder}-security`, '--method', 'template', 'Security']);
    }
  }
  const isStopped = tell([
    ...checkState(names.edge, edgeRegion, before.edge),
    ...checkState(names.mail, region, before.mail),
    ...checkState(names.main, region, before.main),
    ...checkState(names.security, edgeRegion, before.security),
    ...(await checkAccount(account, situation)),
    ...decide(differences, choices.accept),
  ]);
  if (isStopped) return { ended: 'stopped' };
  if (choices.plan) {
    tools.say('Nothing stops a deployment. Nothing was changed.');
    return { ended: 'planned' };
  }
  if (!choices.yes && !(await tools.confirm(`Deploy stages/${stage.name}.json to the account ${number}?`))) {
    tools.say('Nothing was deployed.');
    return { ended: 'stopped' };
  }

  await tools.buildPages();
  /** Right before a stack is changed: it is what the questions were asked of, and nothing is left of a creation that failed. */
  const prepare = async (each: keyof typeof names): Promise<void> => {
    const now = await find(each);
    checkStill(names[each], before[each], now);
    if (!now || !isFailedCreation(now)) return;
    tools.say(`${names[each]}: removing what a creation that failed has left.`);
    for (const left of await clearAway(account, now, regions[each]))
      tools.say(`It left ${left}: look whether anything is in it, and delete it by hand.`);
  };
  const approval = choices.yes ? ['--require-approval', 'never'] : [];
  const deploy = (app: string, stack: string) =>
    tools.cdk(['deploy', '--app', app, '--exclusively', stack, ...approval]);

  if (hasEdge(stage)) {
    tools.say(`The edge waits for the record that proves the domain, if it is new. To read it meanwhile:
aws acm list-certificates --region ${edgeRegion}
aws acm describe-certificate --region ${edgeRegion} --certificate-arn ARN --query Certificate.DomainValidationOptions`);
    await prepare('edge');
    await deploy(`${folder}-edge`, 'Edge');
    await account.protect(names.edge, edgeRegion, settings.protect);
  }
  const edge = edgeOutputs(hasEdge(stage) ? await account.stack(names.edge, edgeRegion) : undefined);
  if (edge) await synth({ standing, edge });

  await prepare('mail');
  await deploy(folder, 'Mail');
  await account.protect(names.mail, region, true);
  const records = dnsRecords(await account.stack(names.mail, region));
  if (records.length > 0) tools.say(`Records for the DNS of the sender's domain:\n${records.join('\n')}`);
  if (!standing.main && !(await account.identity(senderDomain, region))?.verified) {
    tools.say(
      `SES has not verified ${senderDomain} yet, and sign-in needs it. Once the records above are in the DNS, "aws sesv2 get-email-identity --region ${region} --email-identity ${senderDomain}" says so within hours; then run the same command again.`,
    );
    return { ended: 'waiting' };
  }

  await prepare('main');
  await deploy(folder, 'Main');
  if (!standing.main) {
    tools.say('Everything is made: protecting it, and switching its alarms on.');
    await synth({ standing: { mail: true, main: true }, edge });
    await deploy(folder, 'Main');
  }
  await account.protect(names.main, region, settings.protect);
  const outputs = (await account.stack(names.main, region))?.outputs as Outputs | undefined;
  if (!outputs?.PagesBucket) throw new Error('The deployment named no bucket for the pages.');
  const published = await tools.publishPages(outputs);
  tools.say(`${published} files published. The site is at ${outputs.SiteUrl}`);
  // Last, so that nothing else waits for it: what stands is in use from here on, whatever becomes of its logs.
  try {
    await prepare('security');
    if (keepsSecurityLogs(situation)) {
      await tools.synthSecurity(stage, `${folder}-security`, outputs);
      await deploy(`${folder}-security`, 'Security');
    } else if (before.security && stands(before.security)) {
      await account.remove(before.security.id, edgeRegion);
      tools.say(
        "securityLogDays: the site's requests are no longer logged; what was kept of them goes within two days.",
      );
    }
  } catch (error) {
    tools.say(
      `${wordsOf(error)}\nThe version is deployed and in use; its requests are not logged as securityLogDays says (docs/runbooks/first-deployment.md). Mend that, and run the same command again.`,
    );
    return { ended: 'unlogged', outputs };
  }
  return { ended: 'deployed', outputs };
};
