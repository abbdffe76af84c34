import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { type Reach, statementsOf } from './access.ts';
import { bundleFunction } from './bundle.ts';
import { accept } from './nag.ts';
import type { Settings } from './settings.ts';

/** A function of the stack, and what it was made from. */
export interface Made {
  spec: FunctionSpec;
  fn: lambda.Function;
}

/** Where a function runs: the value of every variable it may name, and what its role may reach. */
export interface Surroundings {
  env: (spec: FunctionSpec) => Record<EnvName, string>;
  reach: (spec: FunctionSpec) => Omit<Reach, 'logGroup'>;
  /** Folder that bundles are written to. */
  bundles: string;
}

const only = (env: Record<EnvName, string>, names: readonly EnvName[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, env[name]]));

/** A function's name in the account, and the `service` of its lines and figures. */
export const functionNameOf = ({ stage }: Pick<Settings, 'stage'>, name: string): string =>
  `permanent-call-${stage}-${name}`;

/** One function as its spec says, with a role of its own that gets no statement but those of the spec. */
export const addFunction = (
  scope: Construct,
  spec: FunctionSpec,
  settings: Settings,
  { env, reach, bundles }: Surroundings,
): lambda.Function => {
  const own = new Construct(scope, spec.name);
  const logGroup = new logs.LogGroup(own, 'Logs', {
    retention: settings.logDays as logs.RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new iam.Role(own, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      access: new iam.PolicyDocument({
        statements: statementsOf(spec, { ...reach(spec), logGroup: logGroup.logGroupArn }),
      }),
    },
  });
  accept(role, { 'IAM5[Resource::*]': "X-Ray's actions know no resources." });
  const folder = join(bundles, spec.name);
  bundleFunction(spec.name, folder, spec.assets);
  const functionName = functionNameOf(settings, spec.name);
  return new lambda.Function(own, 'Function', {
    functionName,
    description: spec.summary,
    code: lambda.Code.fromAsset(folder, { exclude: ['*.map'] }),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: settings.architecture === 'arm64' ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64,
    timeout: Duration.seconds(spec.timeoutSeconds),
    memorySize: spec.memoryMb,
    // What Powertools names lines and figures after. It holds the stage: two stages in one account stay apart.
    environment: { ...only(env(spec), spec.env), POWERTOOLS_SERVICE_NAME: functionName },
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    tracing: lambda.Tracing.ACTIVE,
    // Sources and destinations would add statements to the role behind the spec's back.
    role: role.withoutPolicyUpdates(),
    ...(spec.trigger.kind === 'http' && settings.reservedConcurrency
      ? { reservedConcurrentExecutions: settings.reservedConcurrency }
      : {}),
  });
};
