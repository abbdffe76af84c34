import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** CloudFront takes certificates and firewalls from here alone. */
export const edgeRegion = 'us-east-1';

/** What the main stack needs of it. */
export interface EdgeOutputs {
  CertificateArn: string;
  WebAclArn: string;
}

/**
 * Rules of the common set that only count. The first two would refuse what the API takes: sections of a form over 8 KB,
 * and the long codes with which some issuers send people back. The others look for code in what people write: the API
 * stores it as text, pages show it as text and run nothing but their own files, and whoever describes a project with a
 * link or a `<b>` must not lose it to an answer without a reason.
 */
export const onlyCounted = [
  'SizeRestrictions_BODY',
  'SizeRestrictions_QUERYSTRING',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
] as const;

const seen = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Three hours of examples, which AWS shows to who may see the firewall: enough to learn why somebody was refused.
  sampledRequestsEnabled: true,
});

const managed = (name: string, priority: number, counted: readonly string[] = []): wafv2.CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: `AWSManagedRules${name}`,
      ...(counted.length > 0
        ? { ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }
        : {}),
    },
  },
  visibilityConfig: seen(name),
});

/** Certificate and firewall of the pages' domain, in the only region where CloudFront takes them. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings & { domain: string }, props: StackProps) {
    super(scope, id, {
      ...props,
      description: `Permanent call for projects: certificate and firewall, ${settings.stage}`,
    });
    // The deployment waits until somebody has added the record that proves the domain.
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName: settings.domain,
      validation: acm.CertificateValidation.fromDns(),
    });
    const tooMany = 'tooMany';
    const acl = new wafv2.CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      description: `Before the pages and the API of ${settings.stage}`,
      defaultAction: { allow: {} },
      // As the gateway says it, which pages know.
      customResponseBodies: {
        [tooMany]: { contentType: 'APPLICATION_JSON', content: JSON.stringify({ message: 'Too Many Requests' }) },
      },
      rules: [
        {
          name: 'Rate',
          priority: 0,
          statement: {
            rateBasedStatement: {
              limit: settings.requestsPerAddress,
              evaluationWindowSec: 300,
              aggregateKeyType: 'IP',
            },
          },
          action: { block: { customResponse: { responseCode: 429, customResponseBodyKey: tooMany } } },
          visibilityConfig: seen('Rate'),
        },
        managed('AmazonIpReputationList', 1),
        managed('KnownBadInputsRuleSet', 2),
        managed('CommonRuleSet', 3, onlyCounted),
      ],
      visibilityConfig: seen(`permanent-call-${settings.stage}`),
    });
    const outputs: EdgeOutputs = { CertificateArn: certificate.certificateArn, WebAclArn: acl.attrArn };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
