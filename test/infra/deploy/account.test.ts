import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetParameterCommand, GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test } from 'vitest';
import { accountOfShell } from '../../../infra/aws/deploy/account.ts';

/** What AWS answers, shortened to what is read, with the faults by which it says that there is no such thing. */
const formation = mockClient(CloudFormationClient);
const ssm = mockClient(SSMClient);
const ses = mockClient(SESv2Client);
const acm = mockClient(ACMClient);
const cloudFront = mockClient(CloudFrontClient);
const s3 = mockClient(S3Client);
const lambda = mockClient(LambdaClient);
const sts = mockClient(STSClient);
afterEach(() => {
  for (const each of [formation, ssm, ses, acm, cloudFront, s3, lambda, sts]) each.reset();
});

const account = accountOfShell();
const region = 'eu-west-3';
const fault = (name: string, message = name): Error => Object.assign(new Error(message), { name });
const absent = fault('ValidationError', 'Stack with id permanent-call-ville does not exist');

test('an account says its number, its places and how it may send', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
  lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 10 } });
  ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: false, SendQuota: { MaxSendRate: 1 } });
  expect(await account.number()).toBe('111122223333');
  expect(await account.concurrency(region)).toBe(10);
  expect(await account.sending(region)).toEqual({ production: false, perSecond: 1 });
});

test('what is not there is told from what may not be asked', async () => {
  ssm
    .on(GetParameterCommand)
    .rejectsOnce(fault('ParameterNotFound'))
    .resolvesOnce({ Parameter: { Value: '30' } });
  expect([await account.bootstrapVersion(region), await account.bootstrapVersion(region)]).toEqual([undefined, 30]);
  ses
    .on(GetEmailIdentityCommand)
    .rejectsOnce(fault('NotFoundException'))
    .resolvesOnce({ VerifiedForSendingStatus: false })
    .rejectsOnce(fault('AccessDeniedException'));
  expect(await account.identity('appel.ville.example', region)).toBeUndefined();
  expect(await account.identity('appel.ville.example', region)).toEqual({ verified: false });
  await expect(account.identity('appel.ville.example', region)).rejects.toThrow('AccessDeniedException');
  acm.on(DescribeCertificateCommand).rejectsOnce(fault('ResourceNotFoundException'));
  expect(await account.certificate('arn:aws:acm:us-east-1:111122223333:certificate/a')).toBeUndefined();
  formation.on(DescribeStacksCommand).rejectsOnce(absent).rejectsOnce(fault('ExpiredToken'));
  expect(await account.stack('permanent-call-ville', region)).toBeUndefined();
  await expect(account.stack('permanent-call-ville', region)).rejects.toThrow('ExpiredToken');
});

test('a stack says its state and its outputs, and what it was deployed with', async () => {
  const Outputs = [{ OutputKey: 'SiteUrl', OutputValue: 'https://appel.ville.example' }];
  const stack = { StackName: 'permanent-call-ville', StackId: 'arn:stack', CreationTime: new Date(0), Outputs };
  formation
    .on(DescribeStacksCommand)
    .resolvesOnce({ Stacks: [{ ...stack, StackStatus: 'UPDATE_COMPLETE' }] })
    .resolvesOnce({ Stacks: [{ ...stack, StackStatus: 'DELETE_COMPLETE' }] });
  expect(await account.stack('permanent-call-ville', region)).toEqual({
    id: 'arn:stack',
    status: 'UPDATE_COMPLETE',
    outputs: { SiteUrl: 'https://appel.ville.example' },
  });
  expect(await account.stack('permanent-call-ville', region)).toBeUndefined();
  const template = { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } };
  formation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(template) });
  expect(await account.template('permanent-call-ville', region)).toEqual(template);
  const record = { name: 'ville', given: { stage: 'ville' } };
  ssm
    .on(GetParametersByPathCommand)
    .resolvesOnce({ Parameters: [{ Name: '/permanent-call/ville/release', Value: 'not ours' }], NextToken: 'more' })
    .resolvesOnce({ Parameters: [{ Name: '/permanent-call/ville/settings', Value: JSON.stringify(record) }] });
  expect(await account.records(region)).toEqual([record]);
});

test('a stack is gone once CloudFormation says so, with what it was told to leave', async () => {
  const StackId = 'arn:aws:cloudformation:eu-west-3:111122223333:stack/permanent-call-ville/a';
  const stack = { StackName: 'permanent-call-ville', StackId, CreationTime: new Date(0) };
  const left = [
    { LogicalResourceId: 'Table', PhysicalResourceId: 'a-table', ResourceStatus: 'DELETE_SKIPPED' as const },
    { LogicalResourceId: 'Pages', PhysicalResourceId: 'a-bucket', ResourceStatus: 'DELETE_COMPLETE' as const },
  ].map((each) => ({ ...each, ResourceType: 'AWS::Example', Timestamp: new Date(0) }));
  formation
    .on(DescribeStacksCommand, { StackName: StackId })
    .resolves({ Stacks: [{ ...stack, StackStatus: 'DELETE_COMPLETE' }] });
  formation.on(DeleteStackCommand).resolves({});
  formation.on(DescribeStackResourcesCommand).resolves({ StackResources: left });
  expect(await account.remove(StackId, region)).toEqual(['Table (a-table)']);
  expect(formation.commandCalls(DeleteStackCommand).map(({ args }) => args[0].input)).toEqual([{ StackName: StackId }]);
});

test('a stack that cannot be deleted names what stands in the way', async () => {
  const stack = { StackName: 'permanent-call-ville', CreationTime: new Date(0) };
  formation.on(DescribeStacksCommand).resolves({ Stacks: [{ ...stack, StackStatus: 'DELETE_FAILED' }] });
  formation.on(DeleteStackCommand).resolves({});
  formation.on(DescribeStackResourcesCommand).resolves({
    StackResources: [
      {
        LogicalResourceId: 'AccessLogs',
        PhysicalResourceId: 'a-bucket',
        ResourceStatus: 'DELETE_FAILED',
        ResourceType: 'AWS::S3::Bucket',
        Timestamp: new Date(0),
      },
    ],
  });
  await expect(account.remove('permanent-call-ville', region)).rejects.toThrow(
    'permanent-call-ville could not be deleted: AccessLogs (a-bucket).',
  );
});

test('aliases and buckets are looked for on every page', async () => {
  const list = (Id: string, alias: string, NextMarker?: string) => ({
    DistributionList: {
      Marker: '',
      MaxItems: 1,
      Quantity: 1,
      IsTruncated: NextMarker !== undefined,
      ...(NextMarker === undefined ? {} : { NextMarker }),
      Items: [{ Id, Aliases: { Quantity: 1, Items: [alias] } }],
    },
  });
  cloudFront
    .on(ListDistributionsCommand)
    // biome-ignore lint/suspicious/noExplicitAny: a distribution has dozens of attributes that nothing reads.
    .resolvesOnce(list('EFIRST', 'ville.example', 'next') as any)
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    .resolvesOnce(list('ESECOND', 'appel.ville.example') as any);
  expect(await account.aliasHolder('appel.ville.example')).toBe('ESECOND');
  s3.on(ListBucketsCommand)
    .resolvesOnce({
      Buckets: [{ Name: 'permanent-call-ville-attachments-a', BucketRegion: region }],
      ContinuationToken: 'b',
    })
    .resolvesOnce({ Buckets: [{ Name: 'permanent-call-ville-attachments-b', BucketRegion: 'eu-west-1' }] });
  expect(await account.buckets('permanent-call-ville-attachments-')).toEqual([
    { name: 'permanent-call-ville-attachments-a', region },
    { name: 'permanent-call-ville-attachments-b', region: 'eu-west-1' },
  ]);
});
