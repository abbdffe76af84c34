import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { afterAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../infra/aws/app.ts';
import { bundleFunction } from '../../infra/aws/bundle.ts';
import { stageWith } from './variants.ts';

const outdir = mkdtempSync(join(tmpdir(), 'permanent-call-gates-'));
afterAll(() => rmSync(outdir, { recursive: true }));
/** A synthesis takes seconds, and longer beside other tests. */
vi.setConfig({ testTimeout: 180_000 });

it('a finding that nobody accepted fails the synthesis', () => {
  const { app, main } = buildApp(stageWith(), { outdir });
  new sqs.Queue(main, 'Careless');
  expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
});

it('a function without a handler is named', () => {
  expect(() => bundleFunction('forgotten', outdir)).toThrow(
    'The function forgotten has no functions/forgotten/handler.ts.',
  );
});
