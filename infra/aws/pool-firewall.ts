import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

const seen = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

const bytes = (
  fieldToMatch: wafv2.CfnWebACL.FieldToMatchProperty,
  positionalConstraint: 'EXACTLY' | 'ENDS_WITH',
  searchString: string,
): wafv2.CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch,
    positionalConstraint,
    searchString,
    textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
  },
});

/**
 * A sign-up, on the sign-in pages (`/signup`) or through Cognito's API, which names the operation in a header
 * (`AWSCognitoIdentityProviderService.SignUp`) or, in its protocols with a path, at the end of that. AWS shows a firewall both and
 * no address of who signs up (Cognito's developer guide, "Associate an AWS WAF web ACL with a user pool").
 */
const isSignUp: wafv2.CfnWebACL.StatementProperty = {
  andStatement: {
    statements: [
      bytes({ method: {} }, 'EXACTLY', 'post'),
      {
        orStatement: {
          statements: [
            bytes({ uriPath: {} }, 'ENDS_WITH', '/signup'),
            bytes({ singleHeader: { Name: 'x-amz-target' } }, 'ENDS_WITH', '.signup'),
          ],
        },
      },
    ],
  },
};

/**
 * A firewall before the user pools, their sign-in pages and their API, which the one at the edge never sees: addresses that
 * AWS knows to be somebody's bots, a limit by address, and a far lower one of sign-ups: with the first alone, one address
 * would use up a day's in a minute. It asks for no CAPTCHA: that breaks the office's registration of an
 * authenticator in Cognito's pages, and shuts people out (docs/decisions/0041).
 * @returns its ARN, or that of the one in the settings; nothing where there is none, or no pool.
 */
export const addPoolFirewall = (scope: Construct, settings: Settings): string | undefined => {
  const { issuers, poolFirewall, poolWebAclArn, stage, signInRequestsPerAddress: limit, signUpsPerAddress } = settings;
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
      {
        name: 'SignUpsPerAddress',
        priority: 2,
        action: { block: {} },
        statement: {
          rateBasedStatement: {
            aggregateKeyType: 'IP',
            // The longest that there is.
            evaluationWindowSec: 600,
            limit: signUpsPerAddress,
            scopeDownStatement: isSignUp,
          },
        },
        visibilityConfig: seen('SignUpsPerAddress'),
      },
    ],
  }).attrArn;
};
