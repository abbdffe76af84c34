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
  expect(build({ recoveryDays: 36 })).toThrow('recoveryDays');
});
