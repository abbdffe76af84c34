import { App, type AppProps } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import project from '../../cdk.json' with { type: 'json' };
import type { EdgeOutputs } from './edge.ts';
import { MailStack } from './mail.ts';
import { checkSolution } from './nag.ts';
import { addRecord } from './record.ts';
import { stageTag } from './settings.ts';
import { PermanentCallStack } from './stack.ts';
import type { Stage } from './stages.ts';

export interface AppChoices extends AppProps {
  /** What the edge stack made, where the settings ask for one. */
  edge?: EdgeOutputs | undefined;
  /**
   * Which stacks stand already; all unless given. In one that does not, nothing refuses its deletion, so that a creation which
   * fails is rolled back whole, and no alarm rings for a clock that has not come round: the next deployment adds both.
   */
  standing?: { mail: boolean; main: boolean };
  /** The commit that this is, to be recorded with what is deployed. */
  commit?: string | undefined;
}

/** What stands for an edge that is not made yet, in templates that are only looked at. */
const edgeToCome: EdgeOutputs = {
  CertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-4000-8000-000000000000',
  WebAclArn: 'arn:aws:wafv2:us-east-1:000000000000:global/webacl/to-come/00000000-0000-4000-8000-000000000000',
};

export const mailStackName = (senderDomain: string): string =>
  `permanent-call-mail-${senderDomain.replaceAll('.', '-')}`;
export const mainStackName = (stage: string): string => `permanent-call-${stage}`;

/**
 * Everything of a stage but its edge. cdk.json is read here too, so that it makes no difference whether the command line
 * of the CDK runs this or another program does.
 */
export const buildApp = (
  stage: Stage,
  { edge, standing = { mail: true, main: true }, commit, ...props }: AppChoices = {},
): { app: App; mail: MailStack; main: PermanentCallStack } => {
  const app = new App({ ...props, context: { ...project.context, ...props.context } });
  checkSolution(app);
  const { settings: chosen } = stage;
  const { CertificateArn, WebAclArn } = edge ?? edgeToCome;
  const settings = {
    ...chosen,
    ...(chosen.edge
      ? { certificateArn: chosen.certificateArn ?? CertificateArn, webAclArn: chosen.webAclArn ?? WebAclArn }
      : {}),
    protect: chosen.protect && standing.main,
  };
  const env = { region: settings.region };
  const mail = new MailStack(app, 'Mail', settings, {
    env,
    stackName: mailStackName(settings.senderDomain),
    // Other stages may send from the same domain: none of them takes the protection off.
    terminationProtection: standing.mail,
    // Stages share it.
    tags: { [stageTag]: 'shared' },
  });
  const main = new PermanentCallStack(app, 'Main', settings, {
    env,
    stackName: mainStackName(settings.stage),
    terminationProtection: settings.protect,
    // CloudFormation hands a stack's tags on to everything in it that takes tags.
    tags: { [stageTag]: settings.stage },
  });
  main.addStackDependency(mail, 'a user pool is refused a sender that SES does not know');
  addRecord(main, stage, commit);
  if (!standing.main)
    for (const alarm of main.node.findAll()) if (alarm instanceof CfnAlarm) alarm.actionsEnabled = false;
  return { app, mail, main };
};
