import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type Stack,
  UpdateTerminationProtectionCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, paginateListDistributions } from '@aws-sdk/client-cloudfront';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetParameterCommand, paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { edgeRegion } from '../edge.ts';
import { recordFolder, type StageRecord } from '../record.ts';

/** A template as JSON, with the part that is compared. */
export interface Template {
  Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

export interface StandingStack {
  /** CloudFormation's own of this one; another of the same name has another. */
  id: string;
  /** As CloudFormation says it: `CREATE_COMPLETE`, `ROLLBACK_COMPLETE`, … */
  status: string;
  outputs: Record<string, string>;
}

/**
 * What the deploy command asks of an account of AWS, and the little that it does there itself; the rest is the CDK's. Every
 * answer is AWS's own; a fault of credentials or rights is thrown as the SDK throws it.
 */
export interface Account {
  /** Number of the account that the credentials in the shell are of. */
  number(): Promise<string>;
  /** Version of the CDK's bootstrap stack, if there is one. */
  bootstrapVersion(region: string): Promise<number | undefined>;
  stack(name: string, region: string): Promise<StandingStack | undefined>;
  /** The template that a stack was deployed with last. */
  template(name: string, region: string): Promise<Template>;
  /** AWS's name of a resource of a stack, if it is made. */
  resource(stackName: string, region: string, logicalId: string): Promise<string | undefined>;
  /** Takes a stack's name, or its id. */
  protect(name: string, region: string, isProtected: boolean): Promise<void>;
  /**
   * Deletes the stack of that id and waits until it is gone.
   * @returns what CloudFormation was told to leave: `logical id (name)`.
   * @throws Error naming what could not be deleted.
   */
  remove(id: string, region: string): Promise<string[]>;
  /** What the stages in a region were deployed with last. */
  records(region: string): Promise<StageRecord[]>;
  /** Whether SES may send for a domain; undefined where SES does not know it. */
  identity(domain: string, region: string): Promise<{ verified: boolean } | undefined>;
  /** Whether SES is out of its sandbox, and how many mails it sends in a second. */
  sending(region: string): Promise<{ production: boolean; perSecond: number }>;
  /** Functions that the account may run at once. */
  concurrency(region: string): Promise<number>;
  certificate(arn: string): Promise<{ status: string; names: string[] } | undefined>;
  /** The distribution of this account that has a host name as an alias. */
  aliasHolder(hostName: string): Promise<string | undefined>;
  /** Buckets whose names begin so, wherever they are. */
  buckets(prefix: string): Promise<{ name: string; region: string }[]>;
}

/** The answer, or undefined where AWS says that there is no such thing. */
const orNone = async <T>(answer: Promise<T>, isNone: (error: Error) => boolean): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && isNone(error)) return undefined;
    throw error;
  }
};
const named =
  (...names: string[]) =>
  ({ name }: Error): boolean =>
    names.includes(name);

const unknownStack = ({ message }: Error): boolean => /does not exist/.test(message);

/** The account that the credentials in the shell are of. */
export const accountOfShell = (): Account => {
  const formation = (region: string) => new CloudFormationClient({ region });
  const describe = async (StackName: string, region: string): Promise<Stack | undefined> =>
    (await orNone(formation(region).send(new DescribeStacksCommand({ StackName })), unknownStack))?.Stacks?.[0];
  return {
    async number() {
      const { Account } = await new STSClient({ region: edgeRegion }).send(new GetCallerIdentityCommand({}));
      return Account ?? '';
    },
    async bootstrapVersion(region) {
      const asked = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
      const answer = await orNone(new SSMClient({ region }).send(asked), named('ParameterNotFound'));
      return answer && Number(answer.Parameter?.Value);
    },
    async stack(name, region) {
      const stack = await describe(name, region);
      if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined;
      const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
      return { id: stack.StackId ?? name, status: stack.StackStatus ?? '', outputs: Object.fromEntries(outputs) };
    },
    async template(StackName, region) {
      const { TemplateBody = '{}' } = await formation(region).send(new GetTemplateCommand({ StackName }));
      return JSON.parse(TemplateBody);
    },
    async resource(StackName, region, LogicalResourceId) {
      const asked = new DescribeStackResourcesCommand({ StackName, LogicalResourceId });
      const answer = await orNone(formation(region).send(asked), unknownStack);
      return answer?.StackResources?.[0]?.PhysicalResourceId;
    },
    async protect(StackName, region, EnableTerminationProtection) {
      await formation(region).send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }));
    },
    async remove(StackName, region) {
      const client = formation(region);
      await client.send(new DeleteStackCommand({ StackName }));
      const hour = 3600;
      const { state, reason } = await waitUntilStackDeleteComplete(
        { client, maxWaitTime: hour, minDelay: 1, maxDelay: 10 },
        { StackName },
      ).catch((reason) => ({ state: 'FAILURE', reason }));
      const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
      const those = (status: string) =>
        StackResources.filter(({ ResourceStatus }) => ResourceStatus === status).map(
          ({ LogicalResourceId, PhysicalResourceId }) => `${LogicalResourceId} (${PhysicalResourceId})`,
        );
      if (state === 'SUCCESS') return those('DELETE_SKIPPED');
      const left = those('DELETE_FAILED');
      throw new Error(`${StackName} could not be deleted: ${left.length > 0 ? left.join(', ') : reason}.`);
    },
    async records(region) {
      const found: StageRecord[] = [];
      const client = new SSMClient({ region });
      const asked = { Path: recordFolder, Recursive: true };
      for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, asked))
        for (const { Name, Value = '{}' } of Parameters) if (Name?.endsWith('/settings')) found.push(JSON.parse(Value));
      return found;
    },
    async identity(EmailIdentity, region) {
      const asked = new GetEmailIdentityCommand({ EmailIdentity });
      const answer = await orNone(new SESv2Client({ region }).send(asked), named('NotFoundException'));
      return answer && { verified: answer.VerifiedForSendingStatus === true };
    },
    async sending(region) {
      const { ProductionAccessEnabled, SendQuota } = await new SESv2Client({ region }).send(new GetAccountCommand({}));
      return { production: ProductionAccessEnabled === true, perSecond: SendQuota?.MaxSendRate ?? 0 };
    },
    async concurrency(region) {
      const { AccountLimit } = await new LambdaClient({ region }).send(new GetAccountSettingsCommand({}));
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
    async certificate(CertificateArn) {
      const client = new ACMClient({ region: CertificateArn.split(':')[3] || edgeRegion });
      const answer = await orNone(
        client.send(new DescribeCertificateCommand({ CertificateArn })),
        named('ResourceNotFoundException'),
      );
      const found = answer?.Certificate;
      return found && { status: found.Status ?? '', names: found.SubjectAlternativeNames ?? [] };
    },
    async aliasHolder(hostName) {
      const client = new CloudFrontClient({ region: edgeRegion });
      for await (const { DistributionList } of paginateListDistributions({ client }, {}))
        for (const { Id, Aliases } of DistributionList?.Items ?? []) if (Aliases?.Items?.includes(hostName)) return Id;
      return undefined;
    },
    async buckets(Prefix) {
      const found: { name: string; region: string }[] = [];
      const client = new S3Client({ region: edgeRegion });
      for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix, MaxBuckets: 1000 }))
        for (const { Name = '', BucketRegion = '' } of Buckets) found.push({ name: Name, region: BucketRegion });
      return found.filter(({ name }) => name.startsWith(Prefix));
    },
  };
};
