import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { afterAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../infra/aws/app.ts';
import { bundleFunction } from '../../infra/aws/bundle.ts';
import { only, synthesise, text } from './template.ts';

const outdir = mkdtempSync(join(tmpdir(), 'permanent-call-gates-'));
afterAll(() => rmSync(outdir, { recursive: true }));
/** A synthesis takes seconds, and longer beside other tests. */
vi.setConfig({ testTimeout: 180_000 });

it('a finding that nobody accepted fails the synthesis', () => {
  const { app, main } = buildApp({ outdir });
  new sqs.Queue(main, 'Careless');
  expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
});

it('a function without a handler is named', () => {
  expect(() => bundleFunction('forgotten', outdir)).toThrow(
    'The function forgotten has no functions/forgotten/handler.ts.',
  );
});

it('a setting that cannot be used is named', () => {
  const build = (context: Record<string, unknown>) => () => buildApp({ outdir, context });
  expect(build({ domain: 'appel.ville.example' })).toThrow('certificateArn: a domain needs its certificate');
  expect(build({ stage: 'Not A Stage' })).toThrow('stage: two to twelve lower-case letters or digits');
  expect(build({ senderAddress: 'nobody' })).toThrow('senderAddress');
  expect(build({ officeIssuer: 'https://identity.ville.example' })).toThrow(
    /officeClientId: an issuer needs it.*officeJwksUrl: an issuer needs it/,
  );
  expect(build({ recoveryDays: 36 })).toThrow('recoveryDays');
});

it('a stage with a domain asks for TLS 1.2, sends people back to that domain, keeps things as long as it is told, and stands apart from the others', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000';
  const context = {
    stage: 'production',
    domain: 'appel.ville.example',
    certificateArn,
    alarmAddress: 'ops@ville.example',
    deletedDays: '60',
    accessLogDays: '365',
    recoveryDays: '7',
    logDays: '30',
  };
  const made = synthesise(context);
  rmSync(made.outdir, { recursive: true });
  const { main } = made;
  const distribution = main.ofType('CloudFront::Distribution')[0]?.[1];
  expect(distribution?.Properties.DistributionConfig).toMatchObject({
    Aliases: ['appel.ville.example'],
    ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
  });
  for (const [, { Properties }] of main.ofType('Cognito::UserPoolClient')) {
    expect(Properties.CallbackURLs.map(text)).toEqual(['https://appel.ville.example/signed-in']);
  }
  const names = main.ofType('Lambda::Function').map(([, { Properties }]) => Properties.FunctionName as string);
  expect(names.every((name) => name.startsWith('permanent-call-production-'))).toBe(true);
  expect(made.assembly.getStackArtifact('Main').stackName).toBe('permanent-call-production');
  const rules = main
    .ofType('S3::Bucket')
    .flatMap(([, { Properties }]) => Properties.LifecycleConfiguration.Rules)
    .map(({ NoncurrentVersionExpiration, ExpirationInDays }) => NoncurrentVersionExpiration ?? ExpirationInDays);
  expect(rules).toEqual([365, { NoncurrentDays: 60 }, { NoncurrentDays: 60 }]);
  expect(only(main.ofType('DynamoDB::Table'))[1].Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays).toBe(
    7,
  );
  for (const [, { Properties }] of main.ofType('Logs::LogGroup')) expect(Properties.RetentionInDays).toBe(30);
  expect(main.ofType('SNS::Subscription').map(([, { Properties }]) => Properties.Endpoint)).toEqual([
    'ops@ville.example',
  ]);
});
