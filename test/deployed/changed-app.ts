import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { spec as staffSpec } from '../../functions/staff-api/spec.ts';
import { tableShape } from '../../functions/store/table.ts';
import { buildApp } from '../../infra/aws/app.ts';
import { bundle, copyAssets } from '../../infra/aws/bundle.ts';
import { readStage } from '../../infra/aws/stages.ts';
import { addedIndex, releaseHeader } from './changes.ts';

/**
 * The app after a change that a later version could bring: one more index, a function with other code and variables, and a
 * contract with an operation moved, one removed and one added.
 */
const { app, main } = buildApp(readStage('staging'));

const string = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });
(main.node.findChild('Table') as dynamodb.Table).addGlobalSecondaryIndex({
  indexName: addedIndex,
  partitionKey: string(tableShape.sortKey),
  sortKey: string(tableShape.partitionKey),
});

const bundles = join(Stage.of(main)?.outdir ?? 'cdk.out', 'bundles');
const functionOf = (name: string) => main.node.findChild(name).node.findChild('Function') as lambda.Function;
const withCode = (fn: lambda.Function, folder: string): void => {
  const { s3Location } = lambda.Code.fromAsset(folder, { exclude: ['*.map'] }).bind(new Construct(fn, 'Changed'));
  (fn.node.defaultChild as lambda.CfnFunction).code = {
    s3Bucket: s3Location?.bucketName,
    s3Key: s3Location?.objectKey,
  };
};

const publicApi = functionOf('public-api');
publicApi.addEnvironment('RELEASE', 'second');
const changed = join(bundles, 'public-api-changed');
cpSync(join(bundles, 'public-api'), changed, { recursive: true });
renameSync(join(changed, 'index.mjs'), join(changed, 'first.mjs'));
writeFileSync(
  join(changed, 'index.mjs'),
  `import { handler as first } from './first.mjs';
export const handler = async (...given) => {
  const answer = await first(...given);
  return { ...answer, headers: { ...answer.headers, '${releaseHeader}': process.env.RELEASE } };
};
`,
);
withCode(publicApi, changed);

const otherContract = join(bundles, 'staff-api-changed');
bundle(join(import.meta.dirname, 'changed-staff-api.ts'), otherContract);
copyAssets(staffSpec.assets, otherContract);
withCode(functionOf('staff-api'), otherContract);

app.synth();
