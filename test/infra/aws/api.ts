import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { queueConcurrency, throttlesFor, usualPlaces } from '../../../infra/limits.ts';
import { routeKeyOf } from '../../../infra/routes.ts';
import { audiences } from '../../../schemas/contract.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

export const describeApi = (main: Template, mail: Template): void => {
  const { routes, poolOf, issuerOf } = finders(main);
  describe('the API', () => {
    it('has a route for each audience and no other, however many operations there are', () => {
      expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
        'ANY /api/applicant/{proxy+}',
        'ANY /api/jury/{proxy+}',
        'ANY /api/public/{proxy+}',
        'ANY /api/staff/{proxy+}',
      ]);
    });

    it("asks each private route for a token of its audience's pool, and public ones for none", () => {
      const issuers = Object.fromEntries(
        main.ofType('ApiGatewayV2::Authorizer').map(([id, { Properties }]) => [id, Properties.JwtConfiguration]),
      );
      const poolOfAudience = {
        applicant: poolOf('Applicants')[0],
        jury: poolOf('Office')[0],
        staff: poolOf('Office')[0],
      };
      for (const audience of audiences) {
        const route = only(routes.filter(({ RouteKey }) => RouteKey === routeKeyOf(audience)));
        if (audience === 'public') {
          expect([route.AuthorizationType, route.AuthorizerId]).toEqual(['NONE', undefined]);
          continue;
        }
        expect(route.AuthorizationType).toBe('JWT');
        expect(route.AuthorizationScopes).toEqual(['permanent-call/use']);
        const { Issuer, Audience } = issuers[route.AuthorizerId.Ref];
        expect(text(Issuer)).toBe(issuerOf(poolOfAudience[audience]));
        expect(Audience).toHaveLength(1);
        const client = main.resources[Audience[0].Ref];
        expect(client?.Properties.UserPoolId).toEqual({ Ref: poolOfAudience[audience] });
      }
    });

    it('hands each route to the function of its audience', () => {
      for (const audience of audiences) {
        const route = only(routes.filter(({ RouteKey }) => RouteKey === routeKeyOf(audience)));
        const integration = main.resources[route.Target['Fn::Join'][1][1].Ref];
        const [fn] = main.fn(`${audience}-api`);
        expect(integration?.Properties.IntegrationUri).toEqual({ 'Fn::GetAtt': [fn, 'Arn'] });
        expect(integration?.Properties.PayloadFormatVersion).toBe('2.0');
      }
    });

    it('throttles every route and logs no person and no identifier of a file', () => {
      const [, stage] = only(main.ofType('ApiGatewayV2::Stage'));
      // Settings of a route that is gone make the gateway refuse every later change of the stage: these keys never change.
      expect(stage.Properties.RouteSettings).toEqual({
        'ANY /api/public/{proxy+}': { ThrottlingRateLimit: 93, ThrottlingBurstLimit: 187 },
        'ANY /api/applicant/{proxy+}': { ThrottlingRateLimit: 93, ThrottlingBurstLimit: 187 },
        'ANY /api/jury/{proxy+}': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
        'ANY /api/staff/{proxy+}': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      });
      const routeIds = main.ofType('ApiGatewayV2::Route').map(([id]) => id);
      expect(stage.DependsOn).toEqual(expect.arrayContaining(routeIds));
      const { ratePerSecond, burst } = throttlesFor(usualPlaces).public;
      expect(stage.Properties.DefaultRouteSettings).toEqual({
        DetailedMetricsEnabled: false,
        ThrottlingRateLimit: ratePerSecond,
        ThrottlingBurstLimit: burst,
      });
      expect(stage.Properties.AccessLogSettings.Format).not.toMatch(/claims|\$context\.path|userAgent/i);
    });

    it('leaves places to run for the office, however much anybody asks and whatever follows the events', () => {
      /** Shards of a table's stream: those of four partitions, which a table on demand begins with, and as many again. */
      const shards = 8;
      const others = specs.reduce((places, { trigger }) => {
        if (trigger.kind === 'http') return places;
        return places + (trigger.kind === 'queue' ? queueConcurrency : trigger.kind === 'stream' ? shards : 1);
      }, 0);
      const leftOf = (places: number) => {
        const { public: anybody, applicant } = throttlesFor(places);
        // A request that takes a second is a cold start.
        const open = [anybody, applicant].map(({ ratePerSecond, burst }) => ratePerSecond + burst);
        return places - others - open.reduce((sum, each) => sum + each);
      };
      expect(leftOf(usualPlaces)).toBeGreaterThan(300);
      // What docs/deploy.md asks for before anybody applies; and why 10 are not enough.
      expect(leftOf(100)).toBeGreaterThan(0);
      expect(leftOf(10)).toBeLessThan(0);
      for (const source of main.ofType('Lambda::EventSourceMapping').map(([, { Properties }]) => Properties))
        expect([source.ParallelizationFactor, source.ScalingConfig?.MaximumConcurrency].filter(Boolean)).toEqual([
          'StartingPosition' in source ? 1 : queueConcurrency,
        ]);
    });

    it("stays under AWS's limits, with room for what comes", () => {
      // CloudFormation takes 500 of a stack.
      expect(Object.keys(main.resources).length).toBeLessThanOrEqual(450);
      expect(Object.keys(mail.resources).length).toBeLessThanOrEqual(500);
      expect(JSON.stringify(main.resources).length).toBeLessThan(900_000);
      // And what is said of the deployment does not fall behind it.
      const said = readFileSync(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
      const all = Object.keys(main.resources).length + Object.keys(mail.resources).length;
      expect(Math.abs(all - Number(/some (\d+) resources/.exec(said)?.[1]))).toBeLessThan(20);
    });
  });
};
