import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../../frontend/config.ts';
import { type Outputs, siteConfig } from '../../../infra/aws/publish.ts';
import { routeKeyOf } from '../../../infra/routes.ts';
import type { Audience } from '../../../schemas/contract.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

/** A stage with another issuer for the office. */
export const describeOfficeIssuer = (main: Template): void => {
  describe('another issuer for the office', () => {
    const { routes } = finders(main);
    const routeOf = (audience: Audience) => only(routes.filter(({ RouteKey }) => RouteKey === routeKeyOf(audience)));

    it('leaves the pool of applicants alone', () => {
      for (const type of [
        'UserPool',
        'UserPoolClient',
        'UserPoolDomain',
        'UserPoolResourceServer',
        'ManagedLoginBranding',
      ])
        expect(only(main.ofType(`Cognito::${type}`))[0], type).toMatch(/^Applicants/);
    });

    it('is what the gateway asks of jury and staff, with its audience and its scope', () => {
      for (const route of [routeOf('jury'), routeOf('staff')]) {
        expect(route.AuthorizationScopes).toEqual(['appel:use']);
        expect(main.resources[route.AuthorizerId.Ref]?.Properties.JwtConfiguration).toEqual({
          Issuer: 'https://identity.ville.example/realms/agents/',
          Audience: ['https://api.appel.ville.example'],
        });
      }
      expect(routeOf('applicant').AuthorizationScopes).toEqual(['permanent-call/use']);
    });

    it('is what the functions of jury and staff check ID tokens with', () => {
      for (const name of ['jury-api', 'staff-api'])
        expect(main.fn(name)[1].Properties.Environment.Variables).toMatchObject({
          ID_TOKEN_ISSUER: 'https://identity.ville.example/realms/agents/',
          ID_TOKEN_AUDIENCE: 'appel-a-projets',
          ID_TOKEN_JWKS_URL: 'https://identity.ville.example/realms/agents/keys',
        });
      expect(text(main.fn('applicant-api')[1].Properties.Environment.Variables.ID_TOKEN_JWKS_URL)).toMatch(/^<OnAws\|/);
    });

    it('may be called by the pages', () => {
      const [, headers] = only(main.ofType('CloudFront::ResponseHeadersPolicy'));
      const { SecurityHeadersConfig } = headers.Properties.ResponseHeadersPolicyConfig;
      const policy = text(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
      expect(/connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ')).toEqual([
        "'self'",
        expect.stringMatching(/^https:\/\/permanent-call-production-attachments-.*\.s3\.eu-west-3\./),
        'https://cognito-idp.eu-west-3.amazonaws.com',
        expect.stringMatching(/^https:\/\/<ApplicantsPool.*\.auth\.eu-west-3\.amazoncognito\.com$/),
        'https://identity.ville.example',
        'https://tokens.ville.example',
      ]);
    });

    it('is what the pages are told of', () => {
      const outputs = Object.fromEntries(
        Object.entries(main.outputs).map(([name, { Value }]) => [name, text(Value)]),
      ) as unknown as Outputs;
      expect(outputs.OfficePool).toBeUndefined();
      const config: SiteConfig = siteConfig({ ...outputs, SiteUrl: 'https://site.example' });
      expect(config).toEqual({
        issuer: { applicant: outputs.ApplicantIssuer, office: 'https://identity.ville.example/realms/agents/' },
        clientIds: { applicant: outputs.ApplicantClient, office: 'appel-a-projets' },
        scope: { applicant: 'openid profile email permanent-call/use', office: 'openid profile email appel:use' },
        resources: { office: 'https://api.appel.ville.example' },
        languageParameters: { applicant: 'lang' },
        addressDays: 365,
        signOutUrls: {
          applicant: `${outputs.ApplicantSignIn}/logout?client_id=${encodeURIComponent(outputs.ApplicantClient)}&logout_uri=https%3A%2F%2Fsite.example%2F`,
          office: 'https://identity.ville.example/realms/agents/logout',
        },
      });
    });
  });
};

/** A stage with other issuers on both sides. */
export const describeBothIssuers = (main: Template): void => {
  describe('other issuers for everybody', () => {
    it('leave no function that only a pool asks', () => {
      expect(
        main.ofType('Lambda::Function').filter(([, { Properties }]) => /limit-codes/.test(Properties.FunctionName)),
      ).toEqual([]);
    });

    it('leave nothing of Cognito, and no parameter for its keys', () => {
      expect(Object.values(main.resources).filter(({ Type }) => Type.startsWith('AWS::Cognito::'))).toEqual([]);
      expect(Object.keys(main.parameters)).not.toContain('KeysBase');
    });

    it('take the client itself for the audience and the usual scope unless told otherwise', () => {
      const audiences = main
        .ofType('ApiGatewayV2::Authorizer')
        .map(([, { Properties }]) => Properties.JwtConfiguration)
        .sort((a, b) => a.Issuer.localeCompare(b.Issuer));
      expect(audiences[0]).toEqual({ Issuer: 'https://compte.ville.example', Audience: ['pages'] });
      expect(main.outputs.ApplicantScope?.Value).toBe('openid profile email permanent-call/use');
      expect(main.outputs.ApplicantResource).toBeUndefined();
    });
  });
};
