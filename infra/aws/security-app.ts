import { App, type AppProps, Stack, type StackProps } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import project from '../../cdk.json' with { type: 'json' };
import { edgeRegion } from './edge.ts';
import { checkSolution } from './nag.ts';
import type { Outputs } from './publish.ts';
import { type Settings, stageTag } from './settings.ts';
import type { Stage } from './stages.ts';

/** What the main stack made: whose requests are logged, and where to. */
export type Logged = Pick<Outputs, 'Distribution' | 'LogBucket'>;

/** What stands for a main stack that is not made yet, in a template that is only looked at. */
export const loggedToCome: Logged = { Distribution: 'EXAMPLE', LogBucket: 'to-come' };

/**
 * What is kept of each request of the site, the API's and those that a firewall refuses among them. No query string, which
 * holds what people look for and codes of sign-ins, no cookie, no browser, and no page that somebody came from.
 */
export const securityFields = [
  'date',
  'time',
  'c-ip',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'x-edge-result-type',
] as const;

/** Delivers the site's requests, with the addresses that they came from, to the bucket of the main stack. */
export class SecurityStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { stage }: Settings,
    { Distribution, LogBucket }: Logged,
    props: StackProps,
  ) {
    super(scope, id, { ...props, description: `Permanent call for projects: security logs of ${stage}` });
    const name = `permanent-call-${stage}`;
    const source = new logs.CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: this.formatArn({
        service: 'cloudfront',
        region: '',
        resource: 'distribution',
        resourceName: Distribution,
      }),
    });
    const destination = new logs.CfnDeliveryDestination(this, 'Destination', {
      name,
      destinationResourceArn: this.formatArn({ service: 's3', region: '', account: '', resource: LogBucket }),
      outputFormat: 'json',
    });
    new logs.CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: [...securityFields],
    });
  }
}

export const securityStackName = (stage: string): string => `permanent-call-security-${stage}`;

/**
 * An app of its own, deployed after the main stack: CloudFront's logs are delivered from one region alone, and what they are of
 * is known once the main stack stands. It holds nothing, so that nothing protects it.
 */
export const buildSecurity = ({ settings }: Stage, logged: Logged, props: AppProps = {}): App => {
  const app = new App({ ...props, context: { ...project.context, ...props.context } });
  checkSolution(app);
  new SecurityStack(app, 'Security', settings, logged, {
    env: { region: edgeRegion },
    stackName: securityStackName(settings.stage),
    tags: { [stageTag]: settings.stage },
  });
  return app;
};
