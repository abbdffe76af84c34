import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { specs } from '../../functions/specs.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { tableShape } from '../../functions/store/table.ts';
import { contract, type Operation, routeKey } from '../../schemas/contract.ts';
import { permissionsOf, synthesise, text } from './template.ts';

const { outdir, main, mail } = synthesise();
afterAll(() => rmSync(outdir, { recursive: true }));

const only = <T>(found: T[]): T => {
  expect(found).toHaveLength(1);
  return found[0] as T;
};
const operations: Operation[] = Object.values(contract);
const routes = main.ofType('ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
const [tableId, table] = only(main.ofType('DynamoDB::Table'));
const bucketOf = (prefix: string) => only(main.ofType('S3::Bucket').filter(([id]) => id.startsWith(prefix)));
const [bucketId, bucket] = bucketOf('Attachments');
const poolOf = (prefix: string) => only(main.ofType('Cognito::UserPool').filter(([id]) => id.startsWith(prefix)));
const issuerOf = (poolId: string) => `https://cognito-idp.eu-west-3.amazonaws.com/<${poolId}>`;
const queueId = (prefix: string) => only(main.ofType('SQS::Queue').filter(([id]) => id.startsWith(prefix)))[0];
const failuresOf = (name: string) => queueId(`${name.replaceAll('-', '')}failures`);

describe('the API', () => {
  it('has a route for each operation of the contract and no other', () => {
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(operations.map(routeKey).sort());
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
    for (const operation of operations) {
      const route = only(routes.filter(({ RouteKey }) => RouteKey === routeKey(operation)));
      if (operation.audience === 'public') {
        expect([route.AuthorizationType, route.AuthorizerId]).toEqual(['NONE', undefined]);
        continue;
      }
      expect(route.AuthorizationType).toBe('JWT');
      expect(route.AuthorizationScopes).toEqual(['permanent-call/use']);
      const { Issuer, Audience } = issuers[route.AuthorizerId.Ref];
      expect(text(Issuer)).toBe(issuerOf(poolOfAudience[operation.audience]));
      expect(Audience).toHaveLength(1);
      const client = main.resources[Audience[0].Ref];
      expect(client?.Properties.UserPoolId).toEqual({ Ref: poolOfAudience[operation.audience] });
    }
  });

  it('hands each route to the function of its audience', () => {
    for (const operation of operations) {
      const route = only(routes.filter(({ RouteKey }) => RouteKey === routeKey(operation)));
      const integration = main.resources[route.Target['Fn::Join'][1][1].Ref];
      const [fn] = main.fn(`${operation.audience}-api`);
      expect(integration?.Properties.IntegrationUri).toEqual({ 'Fn::GetAtt': [fn, 'Arn'] });
      expect(integration?.Properties.PayloadFormatVersion).toBe('2.0');
    }
  });

  it('throttles every route and logs no address, no person and no identifier of a file', () => {
    const [, stage] = only(main.ofType('ApiGatewayV2::Stage'));
    expect(Object.keys(stage.Properties.RouteSettings).sort()).toEqual(operations.map(routeKey).sort());
    for (const settings of Object.values<Record<string, number>>(stage.Properties.RouteSettings)) {
      expect(Object.keys(settings).sort()).toEqual(['ThrottlingBurstLimit', 'ThrottlingRateLimit']);
    }
    const routeIds = main.ofType('ApiGatewayV2::Route').map(([id]) => id);
    expect(stage.DependsOn).toEqual(expect.arrayContaining(routeIds));
    expect(stage.Properties.AccessLogSettings.Format).not.toMatch(/identity|claims|\$context\.path|userAgent/i);
  });

  it("stays under AWS's limits", () => {
    expect(routes.length).toBeLessThanOrEqual(300);
    expect(Object.keys(main.resources).length).toBeLessThanOrEqual(450);
    expect(Object.keys(mail.resources).length).toBeLessThanOrEqual(450);
    expect(JSON.stringify(main.resources).length).toBeLessThan(900_000);
  });
});

describe('the functions', () => {
  it('are those of the specs, on Node 24, traced, logged for a limited time', () => {
    const names = main.ofType('Lambda::Function').map(([, { Properties }]) => Properties.FunctionName);
    expect(names.sort()).toEqual(specs.map(({ name }) => `permanent-call-staging-${name}`).sort());
    for (const spec of specs) {
      const { Properties } = main.fn(spec.name)[1];
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        Timeout: spec.timeoutSeconds,
        MemorySize: spec.memoryMb,
        TracingConfig: { Mode: 'Active' },
      });
      expect(main.resources[Properties.LoggingConfig.LogGroup.Ref]?.Properties.RetentionInDays).toBe(90);
    }
  });

  it('have exactly the variables of their spec', () => {
    for (const spec of specs) {
      const variables = main.fn(spec.name)[1].Properties.Environment?.Variables ?? {};
      expect(Object.keys(variables).sort()).toEqual([...spec.env].sort());
    }
  });

  it('verify tokens of the pool that their audience signs in with', () => {
    const poolOfFunction = { 'applicant-api': 'Applicants', 'jury-api': 'Office', 'staff-api': 'Office' };
    for (const [name, pool] of Object.entries(poolOfFunction)) {
      const { ID_TOKEN_ISSUER, ID_TOKEN_AUDIENCE, ID_TOKEN_JWKS_URL } =
        main.fn(name)[1].Properties.Environment.Variables;
      const [id] = poolOf(pool);
      expect(text(ID_TOKEN_ISSUER)).toBe(issuerOf(id));
      expect(text(ID_TOKEN_JWKS_URL)).toBe(`<KeysBase>/<${id}>/.well-known/jwks.json`);
      expect(main.resources[ID_TOKEN_AUDIENCE.Ref]?.Properties.UserPoolId).toEqual({ Ref: id });
    }
  });

  it('have a role each, shared with nothing', () => {
    const roles = specs.map(({ name }) => main.fn(name)[1].Properties.Role['Fn::GetAtt'][0]);
    expect(new Set(roles).size).toBe(specs.length);
    expect(main.ofType('IAM::Policy')).toEqual([]);
    expect(main.ofType('IAM::ManagedPolicy')).toEqual([]);
    for (const { name } of specs) {
      const { Properties } = main.roleOf(name);
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
  });

  it.each(specs.map((spec) => [spec.name, spec] as const))(
    '%s may do what its spec says and nothing more',
    (name, spec) => {
      const { table: tableActions = [], bucket: bucketActions = [], sendTo = [], sendMail } = spec.access;
      const arn = `<${tableId}.Arn>`;
      const logGroup = main.fn(name)[1].Properties.LoggingConfig.LogGroup.Ref;
      const expected = [
        ...['CreateLogStream', 'PutLogEvents'].map((action) => `logs:${action} on <${logGroup}.Arn>`),
        ...['PutTelemetryRecords', 'PutTraceSegments'].map((action) => `xray:${action} on *`),
        ...tableActions.map((action) => `dynamodb:${action} on ${arn}`),
        ...bucketActions.map((action) => `s3:${action} on <${bucketId}.Arn>/attachments/*`),
        ...sendTo.map((queue) => `sqs:SendMessage on <${queueId(`${queue.replaceAll('-', '')}queue`)}.Arn>`),
      ];
      if (tableActions.includes('Query')) {
        expected.push(...tableShape.indexes.map((index) => `dynamodb:Query on ${arn}/index/${index.name}`));
      }
      if (sendMail) {
        const ses = 'arn:<AWS::Partition>:ses:eu-west-3:<AWS::AccountId>';
        expected.push(
          `ses:SendEmail on ${ses}:identity/appel-a-projets.example`,
          `ses:SendEmail on ${ses}:configuration-set/permanent-call-appel-a-projets-example`,
        );
      }
      if (spec.trigger.kind === 'stream') {
        const reads = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
        expected.push(...reads.map((action) => `dynamodb:${action} on <${tableId}.StreamArn>`));
      }
      if (spec.trigger.kind === 'queue') {
        const queue = queueId(`${spec.trigger.queue.replaceAll('-', '')}queue`);
        const reads = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];
        expected.push(...reads.map((action) => `sqs:${action} on <${queue}.Arn>`));
      } else if (spec.trigger.kind !== 'http') {
        expected.push(`sqs:SendMessage on <${failuresOf(name)}.Arn>`);
      }
      expect(permissionsOf(main.roleOf(name))).toEqual(expected.sort());
    },
  );

  it('send mail from the one address only', () => {
    const statements = specs
      .filter(({ access }) => access.sendMail)
      .flatMap(({ name }) => main.roleOf(name).Properties.Policies[0].PolicyDocument.Statement)
      .filter(({ Action }) => String(Action).startsWith('ses:'));
    expect(statements.map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'ses:FromAddress': 'ne-pas-repondre@appel-a-projets.example' } },
    ]);
  });

  it('are called by one permission each at the most', () => {
    const called = main.ofType('Lambda::Permission').map(([, { Properties }]) => text(Properties.FunctionName));
    const woken = specs.filter(({ trigger }) => trigger.kind === 'http' || trigger.kind === 'event');
    expect(called.sort()).toEqual(woken.map(({ name }) => `<${main.fn(name)[0]}.Arn>`).sort());
    for (const [, { Properties }] of main.ofType('Lambda::Permission')) expect(Properties.SourceArn).toBeDefined();
  });
});

describe('events', () => {
  const sourceOf = (name: string) => {
    const [fn] = main.fn(name);
    const found = main
      .ofType('Lambda::EventSourceMapping')
      .filter(([, r]) => text(r.Properties.FunctionName) === `<${fn}>`);
    return only(found)[1].Properties;
  };

  it('of the stream are read in part, tried a bounded number of times, and kept when they fail', () => {
    const readers = specs.filter(({ trigger }) => trigger.kind === 'stream');
    expect(readers.length).toBeLessThanOrEqual(2);
    for (const { name } of readers) {
      expect(sourceOf(name)).toMatchObject({
        EventSourceArn: { 'Fn::GetAtt': [tableId, 'StreamArn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 21_600,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] } } },
      });
    }
  });

  it('of queues likewise', () => {
    for (const { name, trigger, timeoutSeconds } of specs) {
      if (trigger.kind !== 'queue') continue;
      const queue = queueId(`${trigger.queue.replaceAll('-', '')}queue`);
      expect(sourceOf(name)).toMatchObject({
        EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      const { RedrivePolicy, VisibilityTimeout } = main.resources[queue]?.Properties ?? {};
      expect(RedrivePolicy).toEqual({
        deadLetterTargetArn: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] },
        maxReceiveCount: 5,
      });
      expect(VisibilityTimeout).toBe(6 * timeoutSeconds);
    }
  });

  it('that nobody waits for are tried again twice by Lambda, then kept', () => {
    const kinds = specs.filter(({ trigger }) => trigger.kind === 'event' || trigger.kind === 'schedule');
    const configured = main.ofType('Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
    expect(configured).toHaveLength(kinds.length);
    for (const { name } of kinds) {
      const [fn] = main.fn(name);
      expect(only(configured.filter(({ FunctionName }) => FunctionName.Ref === fn))).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] } } },
      });
    }
  });

  it('of the bus are those of the specs, about documents in our bucket', () => {
    const rules = main.ofType('Events::Rule').map(([, { Properties }]) => Properties);
    const expected = specs.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger] : []));
    expect(rules.map(({ EventPattern }) => [EventPattern.source[0], EventPattern['detail-type'][0]]).sort()).toEqual(
      expected.map(({ source, detailType }) => [source, detailType]).sort(),
    );
    for (const { EventPattern, Targets } of rules) {
      expect(JSON.stringify(EventPattern.detail)).toContain(JSON.stringify({ Ref: bucketId }));
      expect(JSON.stringify(EventPattern.detail)).toContain('{"prefix":"attachments/"}');
      expect(only(Targets)).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 10 }, DeadLetterConfig: {} });
    }
    expect(objectKey('app_1', 'att_1')).toMatch(/^attachments\//);
  });

  it('of the clock come at the rates of the specs', () => {
    const rates = main.ofType('Scheduler::Schedule').map(([, { Properties }]) => Properties.ScheduleExpression);
    expect(rates.sort()).toEqual(
      specs.flatMap(({ trigger }) => (trigger.kind === 'schedule' ? [trigger.rate] : [])).sort(),
    );
    for (const [, { Properties }] of main.ofType('Scheduler::Schedule')) {
      expect(Properties.Target).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 10 }, DeadLetterConfig: {} });
    }
  });

  it('that failed for good raise an alarm, in every queue', () => {
    const watched = main
      .ofType('CloudWatch::Alarm')
      .filter(([, { Properties }]) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(([, { Properties }]) => Properties.Dimensions[0].Value['Fn::GetAtt'][0]);
    const failing = specs.filter(({ trigger }) => trigger.kind !== 'http').map(({ name }) => failuresOf(name));
    expect(watched.sort()).toEqual(failing.sort());
  });
});

describe('what is kept', () => {
  it('is a table of the declared shape, on demand, with point-in-time recovery', () => {
    const { Properties } = table;
    const key = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(Properties.KeySchema).toEqual(key(tableShape.partitionKey, tableShape.sortKey));
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      tableShape.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: key(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'ALL' },
      })),
    );
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
    });
    expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
  });

  it('outlives the stack', () => {
    const kept = ['DynamoDB::Table', 'S3::Bucket', 'Cognito::UserPool'].flatMap((type) => main.ofType(type));
    expect(kept).toHaveLength(6);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of kept) {
      expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'Retain', 'Retain']);
    }
  });

  it('is closed to the public, encrypted and read over TLS only', () => {
    for (const [id, { Properties }] of main.ofType('S3::Bucket')) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption).toBeDefined();
      const [, policy] = only(main.ofType('S3::BucketPolicy').filter(([, r]) => r.Properties.Bucket.Ref === id));
      const denied = policy.Properties.PolicyDocument.Statement.filter(
        ({ Effect }: { Effect: string }) => Effect === 'Deny',
      );
      expect(denied.map(({ Condition }: { Condition: unknown }) => Condition)).toContainEqual({
        Bool: { 'aws:SecureTransport': 'false' },
      });
    }
  });

  it('takes documents from the pages alone, tells the bus, and keeps versions for 30 days', () => {
    const { Properties } = bucket;
    const rule = only(
      Properties.CorsConfiguration.CorsRules as { AllowedMethods: string[]; AllowedOrigins: unknown[] }[],
    );
    expect(rule.AllowedMethods).toEqual(['POST', 'GET']);
    expect(rule.AllowedOrigins.map(text)).toEqual([
      `https://<${only(main.ofType('CloudFront::Distribution'))[0]}.DomainName>`,
    ]);
    expect(Properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(Properties.LifecycleConfiguration.Rules[0].NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 30 });
    expect(Properties.LoggingConfiguration.DestinationBucketName).toBeDefined();
    const [, plan] = only(main.ofType('GuardDuty::MalwareProtectionPlan'));
    expect(plan.Properties.ProtectedResource.S3Bucket).toEqual({
      BucketName: { Ref: bucketId },
      ObjectPrefixes: ['attachments/'],
    });
  });
});

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

it('nothing is made by code that runs during a deployment', () => {
  const types = Object.values({ ...main.resources, ...mail.resources }).map(({ Type }) => Type);
  expect(types.filter((type) => /Custom/.test(type))).toEqual([]);
});

describe('findings', () => {
  it('that are accepted give their reason', () => {
    const accepted = Object.values({ ...main.resources, ...mail.resources }).flatMap(
      ({ Metadata }) => (Metadata?.cdk_nag?.rules_to_suppress ?? []) as { id: string; reason: string }[],
    );
    expect(accepted.length).toBeGreaterThan(0);
    for (const { id, reason } of accepted) expect(reason.length, id).toBeGreaterThanOrEqual(30);
  });
});
