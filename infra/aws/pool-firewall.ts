import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

const seen = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

/**
 * A firewall before the user pools, their sign-in pages and their API, which the one at the edge never sees: addresses that
 * AWS knows to be somebody's bots, and a limit by address. It asks for no CAPTCHA: that breaks the office's registration of an
 * authenticator in Cognito's pages, and shuts people out (docs/decisions/0041).
 * @returns its ARN, or that of the one in the settings; nothing where there is none, or no pool.
 */
export const addPoolFirewall = (scope: Construct, settings: Settings): string | undefined => {
  const { issuers, poolFirewall, poolWebAclArn, stage, signInRequestsPerAddress: limit } = settings;
  if (issuers.applicant && issuers.office) return undefined;
  if (!poolFirewall) return poolWebAclArn;
  return new wafv2.CfnWebACL(scope, 'PoolFirewall', {
    name: `permanent-call-${stage}-pools`,
    description: `Before the user pools of the permanent call for projects, ${stage}`,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: seen(`permanent-call-${stage}-pools`),
    rules: [
      {
        name: 'PerAddress',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit } },
        visibilityConfig: seen('PerAddress'),
      },
      {
        name: 'IpReputation',
        priority: 1,
        overrideAction: { none: {} },
        statement: {
          managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
        },
        visibilityConfig: seen('IpReputation'),
      },
    ],
  }).attrArn;
};
