import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { only, type Template, text } from '../template.ts';
import { behindEdge } from '../variants.ts';

const apis = specs.filter(({ trigger }) => trigger.kind === 'http');
// biome-ignore lint/suspicious/noExplicitAny: a part of a template
const headersSent = (config: any): [string, string][] =>
  config.Origins.flatMap(
    ({ OriginCustomHeaders = [] }: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[] }) =>
      OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName, text(HeaderValue)]),
  );

export const describeEdge = (edge: Template, built: { stackName: string; environment: { region: string } }): void => {
  describe('the edge', () => {
    it('is made where CloudFront takes it, apart from the other stacks, by no code that runs during a deployment', () => {
      expect([built.stackName, built.environment.region]).toEqual(['permanent-call-edge-production', 'us-east-1']);
      expect(Object.values(edge.resources).map(({ Type }) => Type)).toEqual([
        'AWS::CertificateManager::Certificate',
        'AWS::WAFv2::WebACL',
      ]);
      expect(Object.keys(edge.outputs)).toEqual(['CertificateArn', 'WebAclArn']);
    });

    it('proves the domain by a record of its DNS', () => {
      const [, { Properties }] = only(edge.ofType('CertificateManager::Certificate'));
      expect([Properties.DomainName, Properties.ValidationMethod]).toEqual(['appel.ville.example', 'DNS']);
    });

    it("refuses whoever asks too much, known attacks and AWS's common rules", () => {
      const [, { Properties }] = only(edge.ofType('WAFv2::WebACL'));
      expect([Properties.Scope, Properties.DefaultAction]).toEqual(['CLOUDFRONT', { Allow: {} }]);
      const [rate, ...groups] = Properties.Rules;
      expect(rate.Statement.RateBasedStatement).toEqual({
        Limit: 5000,
        EvaluationWindowSec: 300,
        AggregateKeyType: 'IP',
      });
      expect(rate.Action).toEqual({
        Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: 'tooMany' } },
      });
      expect(JSON.parse(Properties.CustomResponseBodies.tooMany.Content)).toEqual({ message: 'Too Many Requests' });
      for (const group of groups) expect(group.OverrideAction).toEqual({ None: {} });
      expect(
        groups.map(
          ({ Statement }: { Statement: { ManagedRuleGroupStatement: { Name: string } } }) =>
            Statement.ManagedRuleGroupStatement.Name,
        ),
      ).toEqual([
        'AWSManagedRulesAmazonIpReputationList',
        'AWSManagedRulesKnownBadInputsRuleSet',
        'AWSManagedRulesCommonRuleSet',
      ]);
    });

    it('lets through what people type, however long', () => {
      const [, { Properties }] = only(edge.ofType('WAFv2::WebACL'));
      const overrides = Properties.Rules.flatMap(
        // biome-ignore lint/suspicious/noExplicitAny: rules are of several shapes
        ({ Statement }: any) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [],
      );
      expect(overrides).toEqual(
        [
          'SizeRestrictions_BODY',
          'SizeRestrictions_QUERYSTRING',
          'CrossSiteScripting_BODY',
          'GenericLFI_BODY',
          'GenericRFI_BODY',
        ].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
      );
    });
  });
};

/** A stage of the third round, behind an edge. */
export const describeBehindEdge = (main: Template): void => {
  describe('a stage behind it', () => {
    const [distributionId, distribution] = only(main.ofType('CloudFront::Distribution'));
    const { DistributionConfig } = distribution.Properties;
    const secretIds = main.ofType('SecretsManager::Secret').map(([id]) => id);

    it('prints the record that has its domain lead to it', () => {
      expect(text(main.outputs.DnsSite?.Value)).toBe(
        `${behindEdge.domain}. 3600 IN CNAME <${distributionId}.DomainName>.`,
      );
    });

    it('has its firewall and its certificate', () => {
      expect(DistributionConfig.WebACLId).toBe(behindEdge.webAclArn);
      expect(DistributionConfig.ViewerCertificate.AcmCertificateArn).toBe(behindEdge.certificateArn);
    });

    it('shows the API the secret of the present round, and the API takes the one before it too', () => {
      expect(secretIds).toEqual([expect.stringMatching(/^OriginSecret3/), expect.stringMatching(/^OriginSecret2/)]);
      const [present, former] = secretIds.map((id) => `{{resolve:secretsmanager:<${id}>:SecretString:::}}`);
      expect(headersSent(DistributionConfig)).toEqual([['x-origin-secret', present]]);
      for (const { name } of apis)
        expect(text(main.fn(name)[1].Properties.Environment.Variables.ORIGIN_SECRETS)).toBe(`${present},${former}`);
    });

    it('holds no secret in its template', () => {
      for (const [, { Properties }] of main.ofType('SecretsManager::Secret'))
        expect(Properties.GenerateSecretString).toEqual({ ExcludePunctuation: true, PasswordLength: 48 });
    });

    it('tells the functions of a new secret before the site shows it', () => {
      for (const { name } of apis) expect(main.resources[distributionId]?.DependsOn).toContain(main.fn(name)[0]);
    });
  });
};

export const describeEdgeComing = (main: Template): void => {
  describe('a running stage that gets an edge', () => {
    it('is open until the site shows the secret', () => {
      const [, { Properties }] = only(main.ofType('CloudFront::Distribution'));
      expect(headersSent(Properties.DistributionConfig)).toEqual([
        ['x-origin-secret', expect.stringMatching(/^\{\{resolve:.*OriginSecret1/)],
      ]);
      for (const { name } of apis) expect(main.fn(name)[1].Properties.Environment.Variables.ORIGIN_SECRETS).toBe('');
    });
  });
};
