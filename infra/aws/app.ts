import { App, type AppProps } from 'aws-cdk-lib';
import project from '../../cdk.json' with { type: 'json' };
import { MailStack } from './mail.ts';
import { checkSolution } from './nag.ts';
import { readSettings, stageTag } from './settings.ts';
import { PermanentCallStack } from './stack.ts';

/**
 * The whole deployment. cdk.json is read here too, so that it makes no difference whether the CDK's command line runs
 * this or `npm run synth` does.
 */
export const buildApp = (props: AppProps = {}): { app: App; mail: MailStack; main: PermanentCallStack } => {
  const app = new App({ ...props, context: { ...project.context, ...props.context } });
  checkSolution(app);
  const settings = readSettings(app);
  if (settings.edge && !(settings.certificateArn && settings.webAclArn))
    throw new Error(
      'With edge=true, certificateArn and webAclArn come of the edge stack: npm run deploy passes them on.',
    );
  const env = { region: settings.region };
  const mail = new MailStack(app, 'Mail', settings, {
    env,
    stackName: `permanent-call-mail-${settings.senderDomain.replaceAll('.', '-')}`,
    // Stages share it.
    tags: { [stageTag]: 'shared' },
  });
  const main = new PermanentCallStack(app, 'Main', settings, {
    env,
    stackName: `permanent-call-${settings.stage}`,
    terminationProtection: settings.protect,
    // CloudFormation hands a stack's tags on to everything in it that takes tags.
    tags: { [stageTag]: settings.stage },
  });
  main.addStackDependency(mail, 'a user pool is refused a sender that SES does not know');
  return { app, mail, main };
};

if (import.meta.main) buildApp({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out' }).app.synth();
