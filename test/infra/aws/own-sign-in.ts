import { describe, expect, it } from 'vitest';
import { siteConfig } from '../../../infra/aws/publish.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
}
interface Matching {
  AndStatement?: { Statements: Matching[] };
  OrStatement?: { Statements: Matching[] };
  ByteMatchStatement?: {
    FieldToMatch: { Method?: object; UriPath?: object; SingleHeader?: { Name: string } };
    PositionalConstraint: string;
    SearchString: string;
    TextTransformations: { Type: string }[];
  };
}

/** What WAF makes of a request by a statement of the kinds that this template has. */
const isMatched = ({ AndStatement, OrStatement, ByteMatchStatement }: Matching, request: Request): boolean => {
  if (AndStatement) return AndStatement.Statements.every((statement) => isMatched(statement, request));
  if (OrStatement) return OrStatement.Statements.some((statement) => isMatched(statement, request));
  const { FieldToMatch, PositionalConstraint, SearchString, TextTransformations } = ByteMatchStatement ?? fail();
  expect(TextTransformations.map(({ Type }) => Type)).toEqual(['LOWERCASE']);
  const { Method, UriPath, SingleHeader } = FieldToMatch;
  const field = Method ? request.method : UriPath ? request.path : request.headers[SingleHeader?.Name ?? ''];
  if (field === undefined) return false;
  const value = field.toLowerCase();
  return PositionalConstraint === 'EXACTLY' ? value === SearchString : value.endsWith(SearchString);
};
const fail = (): never => expect.unreachable();

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
        ['RateBasedStatement'],
      ]);
      expect(Properties.Rules[0]).toMatchObject({
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 200 } },
      });
      const { Action, Statement } = Properties.Rules[2];
      expect(Action).toEqual({ Block: {} });
      const { ScopeDownStatement, ...rate } = Statement.RateBasedStatement;
      expect(rate).toEqual({ AggregateKeyType: 'IP', EvaluationWindowSec: 600, Limit: 15 });
      const post = (path: string, headers = {}) => ({ method: 'POST', path, headers });
      const api = (target: string) => post('/', { 'x-amz-target': `AWSCognitoIdentityProviderService.${target}` });
      const counted = [
        post('/signup'),
        api('SignUp'),
        post('/service/AWSCognitoIdentityProviderService/operation/SignUp'),
      ];
      const others = [
        { method: 'GET', path: '/signup', headers: {} },
        post('/login'),
        api('ConfirmSignUp'),
        api('InitiateAuth'),
        post('/oauth2/token'),
      ];
      expect([...counted, ...others].map((request) => isMatched(ScopeDownStatement, request))).toEqual([
        ...counted.map(() => true),
        ...others.map(() => false),
      ]);
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
