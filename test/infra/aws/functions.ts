import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { tableShape } from '../../../functions/store/table.ts';
import { permissionsOf, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

interface Statement {
  Action: string | string[];
  Condition?: Record<string, unknown>;
}

export const describeFunctions = (main: Template): void => {
  const { tableId, bucketId, poolOf, queueId, failuresOf, issuerOf } = finders(main);
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

    it('have exactly the variables of their spec, and the name that their lines and figures go by', () => {
      for (const spec of specs) {
        const variables = main.fn(spec.name)[1].Properties.Environment?.Variables ?? {};
        const { POWERTOOLS_SERVICE_NAME, ...own } = variables;
        expect(Object.keys(own).sort()).toEqual([...spec.env].sort());
        expect(POWERTOOLS_SERVICE_NAME).toBe(`permanent-call-staging-${spec.name}`);
      }
    });

    it('verify tokens of the pool that their audience signs in with', () => {
      const poolOfFunction = { 'applicant-api': 'Applicants', 'jury-api': 'Office', 'staff-api': 'Office' };
      for (const [name, pool] of Object.entries(poolOfFunction)) {
        const { ID_TOKEN_ISSUER, ID_TOKEN_AUDIENCE, ID_TOKEN_JWKS_URL } =
          main.fn(name)[1].Properties.Environment.Variables;
        const [id] = poolOf(pool);
        expect(text(ID_TOKEN_ISSUER)).toBe(issuerOf(id));
        expect(text(ID_TOKEN_JWKS_URL)).toBe(
          `<OnAws|https://cognito-idp.eu-west-3.amazonaws.com|<KeysBase>>/<${id}>/.well-known/jwks.json`,
        );
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
          ...bucketActions.map(
            (action) => `s3:${action} on <${bucketId}.Arn>${action === 'ListBucket' ? '' : '/attachments/*'}`,
          ),
          ...sendTo.map((queue) => `sqs:SendMessage on <${queueId(`${queue.replaceAll('-', '')}queue`)}.Arn>`),
        ];
        if (spec.access.events) expected.push(`dynamodb:PutItem on ${arn}`);
        if (spec.access.audit) expected.push(`dynamodb:PutItem on ${arn}`);
        if (spec.access.clearsDrafts) expected.push(`dynamodb:DeleteItem on ${arn}`);
        if (spec.access.countsCodes)
          expected.push(...['GetItem', 'UpdateItem'].map((it) => `dynamodb:${it} on ${arn}`));
        if (tableActions.includes('Query')) {
          expected.push(...tableShape.indexes.map((index) => `dynamodb:Query on ${arn}/index/${index.name}`));
        }
        if (sendMail) {
          const ses = 'arn:<AWS::Partition>:ses:eu-west-3:<AWS::AccountId>';
          expected.push(
            `ses:SendEmail on ${ses}:identity/appel-a-projets.example`,
            `ses:SendEmail on ${ses}:configuration-set/permanent-call-appel-a-projets-example-letters`,
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
        } else if (spec.trigger.kind !== 'http' && spec.trigger.kind !== 'user-pool') {
          expected.push(`sqs:SendMessage on <${failuresOf(name)}.Arn>`);
        }
        // GuardDuty knows no resources for it.
        if (spec.access.rescan) expected.push('guardduty:SendObjectMalwareScan on *');
        if (spec.access.invite) expected.push(`cognito-idp:AdminCreateUser on <${poolOf('Office')[0]}.Arn>`);
        expect(permissionsOf(main.roleOf(name))).toEqual(expected.sort());
      },
    );

    it('add events within transactions alone, and change or remove none but those of drafts, by one function; notes of persons are put alone', () => {
      expect(specs.filter(({ access }) => access.clearsDrafts).map(({ name }) => name)).toEqual(['sweep-attachments']);
      const onLog = 'ForAllValues:StringLike';
      for (const { name, access } of specs) {
        const statements = main.roleOf(name).Properties.Policies[0].PolicyDocument.Statement as Statement[];
        const writing = statements.filter(({ Action }) =>
          [Action].flat().some((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)Item$/.test(action)),
        );
        const [ofLog, others] = [true, false].map((is) =>
          writing.filter(({ Condition = {} }) => onLog in Condition === is),
        );
        const within = (leading: string) => ({
          [onLog]: { 'dynamodb:LeadingKeys': leading },
          StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
        });
        expect(ofLog?.map(({ Action, Condition }) => [Action, Condition])).toEqual([
          ...(access.events ? [['dynamodb:PutItem', within('LOG#*')]] : []),
          ...(access.audit ? [['dynamodb:PutItem', { [onLog]: { 'dynamodb:LeadingKeys': 'AUDIT#*' } }]] : []),
          ...(access.clearsDrafts ? [['dynamodb:DeleteItem', within('LOG#APP#*')]] : []),
          ...(access.countsCodes
            ? [[['dynamodb:GetItem', 'dynamodb:UpdateItem'], { [onLog]: { 'dynamodb:LeadingKeys': 'CODES#*' } }]]
            : []),
        ]);
        for (const { Condition } of others ?? [])
          expect(Condition).toEqual({ 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['LOG#*', 'AUDIT#*'] } });
      }
    });

    it('list the bucket by the keys of documents alone', () => {
      const statements = specs
        .filter(({ access }) => (access.bucket as readonly string[] | undefined)?.includes('ListBucket'))
        .flatMap(({ name }) => main.roleOf(name).Properties.Policies[0].PolicyDocument.Statement)
        .filter(({ Action }) => Action === 's3:ListBucket');
      expect(statements.length).toBeGreaterThan(0);
      for (const { Condition } of statements)
        expect(Condition).toEqual({ StringLike: { 's3:prefix': 'attachments/*' } });
    });

    it('send mail from the one address only', () => {
      const statements = specs
        .filter(({ access }) => access.sendMail)
        .flatMap(({ name }) => main.roleOf(name).Properties.Policies[0].PolicyDocument.Statement)
        .filter(({ Action }) => String(Action).startsWith('ses:'));
      expect(statements.length).toBeGreaterThan(0);
      for (const { Condition } of statements)
        expect(Condition).toEqual({
          StringEquals: { 'ses:FromAddress': 'ne-pas-repondre@appel-a-projets.example' },
        });
    });

    it('are called by one permission each, or one for each of their rules', () => {
      const called = main.ofType('Lambda::Permission').map(([, { Properties }]) => text(Properties.FunctionName));
      const asked = specs.filter(({ trigger }) => trigger.kind === 'http' || trigger.kind === 'user-pool');
      const rules = main.ofType('Events::Rule').map(([, { Properties }]) => text(Properties.Targets[0].Arn));
      expect(called.sort()).toEqual([...asked.map(({ name }) => `<${main.fn(name)[0]}.Arn>`), ...rules].sort());
      for (const [, { Properties }] of main.ofType('Lambda::Permission')) expect(Properties.SourceArn).toBeDefined();
    });
  });
};
