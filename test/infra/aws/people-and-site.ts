import { describe, expect, it } from 'vitest';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

export const describePeopleAndSite = (main: Template): void => {
  const { poolOf } = finders(main);
  describe('people', () => {
    it('apply with a one-time code and without a password, and work with a second factor', () => {
      const applicants = poolOf('Applicants')[1].Properties;
      expect(applicants.Policies.SignInPolicy).toEqual({ AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] });
      expect(applicants.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(false);
      const office = poolOf('Office')[1].Properties;
      expect([office.MfaConfiguration, office.EnabledMfas]).toEqual(['ON', ['SOFTWARE_TOKEN_MFA']]);
      expect(office.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    });

    it('sign in through public clients by code alone', () => {
      const clients = main.ofType('Cognito::UserPoolClient').map(([, { Properties }]) => Properties);
      expect(clients).toHaveLength(2);
      for (const client of clients) {
        expect(client).toMatchObject({
          GenerateSecret: false,
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'profile', 'email', 'permanent-call/use'],
          ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          PreventUserExistenceErrors: 'ENABLED',
        });
        expect(client.CallbackURLs.map(text)).toEqual([expect.stringMatching(/^https:\/\/<.*>\/signed-in$/)]);
      }
    });
  });

  describe('the site', () => {
    const [, distribution] = only(main.ofType('CloudFront::Distribution'));
    const { DefaultCacheBehavior, CacheBehaviors, CustomErrorResponses } = distribution.Properties.DistributionConfig;
    const [, headers] = only(main.ofType('CloudFront::ResponseHeadersPolicy'));
    const security = headers.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;

    it('runs and styles nothing but its own files', () => {
      const policy = text(security.ContentSecurityPolicy.ContentSecurityPolicy);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000);
      expect(security.FrameOptions.FrameOption).toBe('DENY');
    });

    it('sends its headers with pages and with the API', () => {
      const policies = [DefaultCacheBehavior, ...CacheBehaviors].map(
        ({ ResponseHeadersPolicyId }) => ResponseHeadersPolicyId,
      );
      expect(new Set(policies.map(text)).size).toBe(1);
    });

    it('answers unknown pages with the application without replacing an answer of the API', () => {
      expect(CustomErrorResponses).toBeUndefined();
      const api = only(CacheBehaviors as { PathPattern: string; FunctionAssociations?: unknown }[]);
      expect([api.PathPattern, api.FunctionAssociations]).toEqual(['/api/*', undefined]);
      const [, { Properties }] = only(main.ofType('CloudFront::Function'));
      const run = new Function('event', `${Properties.FunctionCode}; return handler(event);`);
      const uri = (asked: string) => run({ request: { uri: asked } }).uri;
      expect(
        ['/', '/applicant', '/jury/files/app_01', '/a.b/c', '/assets/index-1a2b.js', '/config.json'].map(uri),
      ).toEqual(['/index.html', '/index.html', '/index.html', '/index.html', '/assets/index-1a2b.js', '/config.json']);
    });
  });
};
