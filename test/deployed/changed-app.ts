import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { tableShape } from '../../functions/store/table.ts';
import { buildApp } from '../../infra/aws/app.ts';
import { readStage } from '../../infra/aws/stages.ts';
import { addedIndex, releaseHeader } from './changes.ts';

/** The app after a change that a later version could bring: one more index, and a function with other code and variables. */
const { app, main } = buildApp(readStage('staging'));

const string = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });
(main.node.findChild('Table') as dynamodb.Table).addGlobalSecondaryIndex({
  indexName: addedIndex,
  partitionKey: string(tableShape.sortKey),
  sortKey: string(tableShape.partitionKey),
});

const name = 'public-api';
const fn = main.node.findChild(name).node.findChild('Function') as lambda.Function;
fn.addEnvironment('RELEASE', 'second');
const bundles = join(Stage.of(main)?.outdir ?? 'cdk.out', 'bundles');
const changed = join(bundles, `${name}-changed`);
cpSync(join(bundles, name), changed, { recursive: true });
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
const { s3Location } = lambda.Code.fromAsset(changed, { exclude: ['*.map'] }).bind(new Construct(fn, 'Changed'));
(fn.node.defaultChild as lambda.CfnFunction).code = {
  s3Bucket: s3Location?.bucketName,
  s3Key: s3Location?.objectKey,
};

app.synth();
