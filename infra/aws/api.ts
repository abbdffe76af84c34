import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Audience, audiences } from '../../schemas/contract.ts';
import { throttlesFor } from '../limits.ts';
import { pathOf, routeKeyOf } from '../routes.ts';
import { accept } from './nag.ts';
import type { Settings, Side } from './settings.ts';
import type { Issuer } from './sign-in.ts';

/**
 * What is logged of a request: no person, no path with an identifier in it, and no address but in the security log. Its route
 * is its audience; which operation it was is in the function's line with the same request id.
 */
const accessLog = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  functionStatus: '$context.integration.integrationStatus',
  error: '$context.error.messageString',
  authorizerError: '$context.authorizer.error',
} as const;

/** The gateway's own caller: a visitor of the site comes through CloudFront, whose address it is then. */
const caller = { address: '$context.identity.sourceIp' } as const;

/** The fields of a line for each request. */
export const requestFields = ({ securityLogDays }: Pick<Settings, 'securityLogDays'>): Record<string, string> =>
  securityLogDays > 0 ? { ...accessLog, ...caller } : accessLog;

export const addApi = (scope: Construct, { stage }: Settings): apigateway.HttpApi =>
  new apigateway.HttpApi(scope, 'Api', {
    apiName: `permanent-call-${stage}`,
    description: 'A route for each audience.',
    createDefaultStage: false,
  });

export const apiHost = (api: apigateway.HttpApi): string =>
  `${api.apiId}.execute-api.${Stack.of(api).region}.${Stack.of(api).urlSuffix}`;

/** Who issues the tokens of a side, for which audience, and the scope that a token must carry. */
export type TokenSource = Pick<Issuer, 'issuer' | 'audience' | 'scope'>;

/** A route for each audience, to its function; whatever is not public wants a token. */
export const addRoutes = (
  api: apigateway.HttpApi,
  functions: Record<Audience, lambda.IFunction>,
  tokens: Record<Side, TokenSource>,
): apigateway.HttpRoute[] => {
  const jwt = (id: string, { issuer, audience, scope }: TokenSource) => ({
    authorizer: new HttpJwtAuthorizer(id, issuer, { jwtAudience: [audience] }),
    authorizationScopes: [scope],
  });
  const applicant = jwt('Applicants', tokens.applicant);
  const office = jwt('Office', tokens.office);
  const guards = { public: undefined, applicant, jury: office, staff: office };
  return audiences.map((audience) => {
    const guard = guards[audience];
    const route = new apigateway.HttpRoute(api, `${audience}-route`, {
      httpApi: api,
      routeKey: apigateway.HttpRouteKey.with(pathOf(audience), apigateway.HttpMethod.ANY),
      integration: new HttpLambdaIntegration(audience, functions[audience], { scopePermissionToRoute: false }),
      ...guard,
    });
    if (!guard) accept(route, { APIG4: 'The contract opens the operations of this audience to anybody.' });
    return route;
  });
};

/**
 * The log of requests that the gateway took or refused. An HTTP API has one: where addresses are kept it is a security log, of
 * another name and for the days of those. A change between the two makes a new one, so that no address outlives its setting.
 */
export const addRequestLog = (api: apigateway.HttpApi, settings: Settings): logs.LogGroup => {
  const { stage, logDays, securityLogDays } = settings;
  return new logs.LogGroup(api, 'AccessLogs', {
    // Under this prefix AWS keeps one permission for all such groups; elsewhere each takes room in a short policy.
    logGroupName: `/aws/vendedlogs/permanent-call/${stage}/${securityLogDays > 0 ? 'security' : 'api'}`,
    retention: (securityLogDays || logDays) as logs.RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
};

/**
 * The only stage: deployed by itself, logged, and throttled by audience. API Gateway keeps the settings of a route that a
 * template no longer names, and then refuses the stage: so only routes that stay for ever have any, one for each audience.
 */
export const addStage = (
  api: apigateway.HttpApi,
  routes: readonly apigateway.HttpRoute[],
  requestLog: logs.ILogGroup,
  settings: Settings,
): apigateway.HttpStage => {
  const limits = throttlesFor(settings.accountConcurrency);
  const stage = new apigateway.HttpStage(api, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // A metric for each route would cost more each month than everything else here.
    detailedMetricsEnabled: false,
    throttle: { rateLimit: limits.public.ratePerSecond, burstLimit: limits.public.burst },
    accessLogSettings: {
      destination: new apigateway.LogGroupLogDestination(requestLog),
      format: AccessLogFormat.custom(JSON.stringify(requestFields(settings))),
    },
  });
  (stage.node.defaultChild as apigateway.CfnStage).routeSettings = Object.fromEntries(
    audiences.map((audience) => {
      const { ratePerSecond, burst } = limits[audience];
      return [routeKeyOf(audience), { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst }];
    }),
  );
  // Settings of a route that is not there yet are refused; at the end the stage goes before its routes.
  stage.node.addDependency(...routes);
  return stage;
};
