import { describe, expect, it } from 'vitest';
import { siteConfig } from '../../../infra/aws/publish.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

/** A stage whose people sign in under the city's own names, behind a firewall. */
export const describeOwnSignIn = (main: Template): void => {
  describe('a sign-in of the city’s own', () => {
    const { poolOf } = finders(main);
    const pools = ['Applicants', 'Office'].map((prefix) => poolOf(prefix));

    it('has two names and one certificate, and prints the record that each name needs', () => {
      const domains = main.ofType('Cognito::UserPoolDomain').map(([id, { Properties }]) => ({ id, ...Properties }));
      expect(domains.map(({ Domain }) => Domain).toSorted()).toEqual([
        'agents.appel.ville.example',
        'connexion.appel.ville.example',
      ]);
      for (const { id, Domain, CustomDomainConfig, ManagedLoginVersion } of domains) {
        expect(CustomDomainConfig.CertificateArn).toMatch(/^arn:aws:acm:us-east-1:/);
        expect(ManagedLoginVersion).toBe(2);
        const output = Domain.startsWith('agents') ? 'DnsOfficeSignIn' : 'DnsApplicantsSignIn';
        expect(text(main.outputs[output]?.Value)).toBe(`${Domain}. 3600 IN CNAME <${id}.CloudFrontDistribution>.`);
      }
    });

    it('may be called by the pages, which are told of it', () => {
      const [, headers] = only(main.ofType('CloudFront::ResponseHeadersPolicy'));
      const policy = text(
        headers.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy
          .ContentSecurityPolicy,
      );
      expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toContain(
        ' https://cognito-idp.eu-west-3.amazonaws.com https://connexion.appel.ville.example https://agents.appel.ville.example',
      );
      expect(policy).not.toContain('amazoncognito.com');
      const outputs = Object.fromEntries(Object.entries(main.outputs).map(([name, { Value }]) => [name, text(Value)]));
      const { signOutUrls, languageParameters, issuer } = siteConfig(outputs as never);
      expect(signOutUrls.applicant).toMatch(/^https:\/\/connexion\.appel\.ville\.example\/logout\?/);
      expect(signOutUrls.office).toMatch(/^https:\/\/agents\.appel\.ville\.example\/logout\?/);
      expect(languageParameters).toEqual({ applicant: 'lang', office: 'lang' });
      // Tokens name the pool, under whatever name people sign in.
      expect(issuer.applicant).toMatch(/^https:\/\/cognito-idp\.eu-west-3\.amazonaws\.com\//);
    });

    it('stands behind a firewall that limits each address, refuses known bots, and asks nobody for a CAPTCHA', () => {
      const [id, { Properties }] = only(main.ofType('WAFv2::WebACL'));
      expect(Properties.Scope).toBe('REGIONAL');
      expect(Properties.Rules.map(({ Statement }: { Statement: object }) => Object.keys(Statement))).toEqual([
        ['RateBasedStatement'],
        ['ManagedRuleGroupStatement'],
      ]);
      expect(Properties.Rules[0]).toMatchObject({
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 200 } },
      });
      expect(JSON.stringify(Properties)).not.toMatch(/captcha|challenge/i);
      const associations = main.ofType('WAFv2::WebACLAssociation').map(([, resource]) => resource.Properties);
      expect(associations.map(({ ResourceArn, WebACLArn }) => [text(ResourceArn), text(WebACLArn)])).toEqual(
        pools.map(([pool]) => [`<${pool}.Arn>`, `<${id}.Arn>`]),
      );
    });

    it('names the city in mails, whatever signs its name has: encoded words of a length that mails take', () => {
      for (const [, { Properties }] of pools) {
        const { From } = Properties.EmailConfiguration;
        const [, words, address] = /^(.*) <([^<>]+)>$/.exec(From) ?? [];
        expect(address).toBe('ne-pas-repondre@appel-a-projets.example');
        const parts = words?.split(' ') ?? [];
        for (const part of parts) expect([part.startsWith('=?UTF-8?B?'), part.length <= 75]).toEqual([true, true]);
        const shown = parts.map((part) => Buffer.from(part.slice(10, -2), 'base64').toString()).join('');
        expect(shown).toBe('Ville d’Exemple, service de l’économie sociale et solidaire : « appel »');
        expect(Properties.VerificationMessageTemplate.EmailMessage).toContain(shown);
      }
    });

    it('links to the city’s own terms, and counts what it is told to', () => {
      const terms = main
        .ofType('Cognito::Terms')
        .filter(([, { Properties }]) => Properties.TermsName === 'terms-of-use');
      expect(terms).toHaveLength(2);
      for (const [, { Properties }] of terms)
        expect(new Set(Object.values(Properties.Links))).toEqual(new Set(['https://ville.example/conditions']));
      expect(main.fn('limit-codes')[1].Properties.Environment.Variables.CODE_LIMITS).toBe(
        '{"perAddress":4,"signUps":50}',
      );
    });
  });
};
