import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

/** Where the colours of our pages stand. */
const styles = readFileSync(new URL('../../../frontend/styles/tokens.css', import.meta.url), 'utf8');

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
          // Renewals at the token endpoint alone: rotation and REFRESH_TOKEN_AUTH shut each other out.
          ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
          PreventUserExistenceErrors: 'ENABLED',
        });
        expect(client.CallbackURLs.map(text)).toEqual([expect.stringMatching(/^https:\/\/<.*>\/signed-in$/)]);
      }
    });
  });

  describe('mails of the pools', () => {
    const sender = 'Appel à projets permanent';
    const templatesOf = (prefix: string) => {
      const { Properties } = poolOf(prefix)[1];
      const { VerificationMessageTemplate: code, AdminCreateUserConfig } = Properties;
      const { InviteMessageTemplate: invitation } = AdminCreateUserConfig;
      return { Properties, code, invitation };
    };
    const pools = ['Applicants', 'Office'].map(templatesOf);

    it('are in French first and in English, name who writes, and carry the code', () => {
      const codes = pools.map(({ code }) => [code.EmailSubject, code.EmailMessage, /\{####\}/]);
      const invitations = pools.map(({ invitation }) => [
        invitation.EmailSubject,
        invitation.EmailMessage,
        /\{username\}.*\{####\}/,
      ]);
      const { EmailAuthenticationSubject: subject, EmailAuthenticationMessage: message } = pools[0]?.Properties ?? {};
      const mails = [...codes, ...invitations, [subject, message, /\{####\}/]];
      expect(mails).toHaveLength(5);
      for (const [title, body, placeholders] of mails) {
        expect(title).toMatch(/^Votre .* · Your /);
        const [fr, en] = body.split('<br><br><span lang="en">');
        for (const part of [fr, en]) {
          expect(part).toMatch(placeholders);
          expect(part).toContain(sender);
        }
        expect(fr).toContain('Bonjour,');
        expect(en).toMatch(/^(Your|An) .*<\/span>$/);
        // What the service takes.
        expect([title.length <= 140, body.length <= 20_000]).toEqual([true, true]);
      }
    });

    it('say the same of a code wherever the template keeps it', () => {
      for (const { Properties, code } of pools)
        expect([Properties.EmailVerificationSubject, Properties.EmailVerificationMessage]).toEqual([
          code.EmailSubject,
          code.EmailMessage,
        ]);
    });

    it('come from the sender by its name, in one encoded word for each few letters', () => {
      for (const { Properties } of pools) {
        const { From, EmailSendingAccount } = Properties.EmailConfiguration;
        expect([From, EmailSendingAccount]).toEqual([
          `=?UTF-8?B?${Buffer.from(sender).toString('base64')}?= <ne-pas-repondre@appel-a-projets.example>`,
          'DEVELOPER',
        ]);
      }
    });
  });

  describe('signing in', () => {
    it('rings when that function refuses twenty times in an hour, which a firewall lets a script do at the most', () => {
      const [, { Properties }] = only(
        main
          .ofType('CloudWatch::Alarm')
          .filter(([, alarm]) => text(alarm.Properties.AlarmName).endsWith('-limit-codes-errors')),
      );
      const { Threshold, Period, EvaluationPeriods, MetricName } = Properties;
      expect([MetricName, Threshold, Period, EvaluationPeriods]).toEqual(['Errors', 20, 3600, 1]);
    });

    it('asks a function of ours before an account of associations is made and before a code leaves, and in no other pool', () => {
      const [id] = main.fn('limit-codes');
      const arn = { 'Fn::GetAtt': [id, 'Arn'] };
      expect(poolOf('Applicants')[1].Properties.LambdaConfig).toEqual({ CustomMessage: arn, PreSignUp: arn });
      expect(poolOf('Office')[1].Properties.LambdaConfig).toBeUndefined();
      const mayAsk = main
        .ofType('Lambda::Permission')
        .map(([, { Properties }]) => Properties)
        .filter(({ Principal }) => Principal === 'cognito-idp.amazonaws.com');
      // Any pool of the account, so that it may before this one asks: a pool that is refused shuts people out.
      expect(
        mayAsk.map(({ FunctionName, SourceArn, SourceAccount }) => [FunctionName, SourceArn, SourceAccount].map(text)),
      ).toEqual([[`<${id}.Arn>`, 'arn:aws:cognito-idp:eu-west-3:<AWS::AccountId>:userpool/*', '<AWS::AccountId>']]);
      const permission = main.ofType('Lambda::Permission').find(([, { Properties }]) => Properties === mayAsk[0]);
      expect(poolOf('Applicants')[1].DependsOn).toContain(permission?.[0]);
      expect(main.fn('limit-codes')[1].Properties.Environment.Variables.CODE_LIMITS).toBe(
        '{"perAddress":10,"signUps":300}',
      );
    });

    it('gives that function the counts and nothing else of the table', () => {
      const statements = main.roleOf('limit-codes').Properties.Policies[0].PolicyDocument.Statement as {
        Action: string | string[];
        Condition?: unknown;
      }[];
      const onTable = statements.filter(({ Action }) => String(Action).includes('dynamodb'));
      expect(onTable.map(({ Action, Condition }) => [Action, Condition])).toEqual([
        [
          ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
          { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'CODES#*' } },
        ],
      ]);
    });

    it('gives another refresh token at each renewal, and takes the one before for a minute', () => {
      const clients = main.ofType('Cognito::UserPoolClient').map(([, { Properties }]) => Properties);
      for (const client of clients) {
        expect(client.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 60 });
        expect([client.EnableTokenRevocation, client.AccessTokenValidity]).toEqual([true, 30]);
      }
    });

    it('gives no token with which a person could change their address at the pool', () => {
      const clients = main.ofType('Cognito::UserPoolClient').map(([, { Properties }]) => Properties);
      for (const { AllowedOAuthScopes } of clients)
        expect(AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin');
    });

    it('links to terms and privacy notice in the language of the page, in both pools', () => {
      const documents = main.ofType('Cognito::Terms');
      expect(documents.map(([, { Properties }]) => Properties.TermsName).toSorted()).toEqual([
        'privacy-policy',
        'privacy-policy',
        'terms-of-use',
        'terms-of-use',
      ]);
      for (const [, { Properties, Condition }] of documents) {
        expect(Condition).toBe('OnAws');
        const page = Properties.TermsName === 'terms-of-use' ? 'terms' : 'legal';
        const links = Object.entries(Properties.Links).map(([language, url]) => [
          language,
          /\/(\w+)\?lang=(\w+)$/.exec(text(url))?.slice(1),
        ]);
        expect(Object.fromEntries(links)).toEqual({
          'cognito:default': [page, 'fr'],
          'cognito:french': [page, 'fr'],
          'cognito:english': [page, 'en'],
        });
      }
    });

    it('has the look of our pages', () => {
      for (const [, { Properties }] of main.ofType('Cognito::ManagedLoginBranding')) {
        expect(Properties.UseCognitoProvidedValues).toBeUndefined();
        const colours = [...JSON.stringify(Properties.Settings).matchAll(/[cC]olor":"([^"]*)"/g)].map(([, one]) => one);
        expect(colours.length).toBeGreaterThan(20);
        for (const colour of colours) {
          expect(colour).toMatch(/^[0-9a-f]{8}$/);
          expect(styles).toContain(`#${colour?.slice(0, 6)}`);
        }
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
