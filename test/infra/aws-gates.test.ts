import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { afterAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../infra/aws/app.ts';
import { bundleFunction } from '../../infra/aws/bundle.ts';

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
  expect(build({ edge: true })).toThrow('domain: an edge needs it');
  expect(build({ edge: 'true', domain: 'appel.ville.example' })).toThrow('npm run deploy passes them on');
  expect(build({ applicantSignInDomain: 'connexion.ville.example' })).toThrow(
    'signInCertificateArn: a sign-in domain needs its certificate',
  );
  expect(build({ signInCertificateArn: 'arn:aws:acm:eu-west-3:111122223333:certificate/x' })).toThrow('us-east-1');
  const oneName = {
    applicantSignInDomain: 'connexion.ville.example',
    officeSignInDomain: 'connexion.ville.example',
    signInCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/x',
  };
  expect(build(oneName)).toThrow('officeSignInDomain: the two pools need two names');
  expect(build({ poolFirewall: true, poolWebAclArn: 'arn:aws:wafv2:x' })).toThrow('made or given, not both');
  expect(build({ senderName: 'Ville\r\nBcc: somebody@else.example' })).toThrow('senderName: no line breaks');
  expect(build({ senderName: '{####}' })).toThrow('senderName: no line breaks, braces or angle brackets');
  expect(build({ recoveryDays: 36 })).toThrow('recoveryDays');
});
