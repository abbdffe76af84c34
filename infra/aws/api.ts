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
 * What is logged of a request: no address, no person, no path with an identifier in it. Its route is its audience; which
 * operation it was is in the function's line with the same request id.
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
 * The only stage: deployed by itself, logged, and throttled by audience. API Gateway keeps the settings of a route that a
 * template no longer names, and then refuses the stage: so only routes that stay for ever have any, one for each audience.
 */
export const addStage = (
  api: apigateway.HttpApi,
  routes: readonly apigateway.HttpRoute[],
  settings: Settings,
): apigateway.HttpStage => {
  const group = new logs.LogGroup(api, 'AccessLogs', {
    // Under this prefix AWS keeps one permission for all such groups; elsewhere each takes room in a short policy.
    logGroupName: `/aws/vendedlogs/permanent-call/${settings.stage}/api`,
    retention: settings.logDays as logs.RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const limits = throttlesFor(settings.accountConcurrency);
  const stage = new apigateway.HttpStage(api, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // A metric for each route would cost more each month than everything else here.
    detailedMetricsEnabled: false,
    throttle: { rateLimit: limits.public.ratePerSecond, burstLimit: limits.public.burst },
    accessLogSettings: {
      destination: new apigateway.LogGroupLogDestination(group),
      format: AccessLogFormat.custom(JSON.stringify(accessLog)),
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
