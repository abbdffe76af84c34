import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createStorePorts } from '../../functions/services/store.ts';
import { applicationKey } from '../../functions/store/keys.ts';
import { callCloudFormation, callJson } from './aws.ts';
import { check, eventually, inOrder } from './checks.ts';
import { type Deployment, stackName } from './deployment.ts';
import type { Emulator } from './emulator.ts';

const retained = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];

/** The stack goes; what people entrusted to it stays. */
export const checkRemoval = async (
  emulator: Emulator,
  { outputs, folder }: Deployment,
  api: string,
  applicationId: string,
): Promise<void> => {
  await check('the deployed template keeps its table, its three buckets and its two pools', () => {
    const { Resources } = JSON.parse(readFileSync(join(folder, 'Main.template.json'), 'utf8')) as {
      Resources: Record<string, { Type: string; DeletionPolicy?: string; UpdateReplacePolicy?: string }>;
    };
    const kept = Object.values(Resources).filter(({ Type }) => retained.includes(Type));
    assert.deepEqual(
      kept.map(({ Type, DeletionPolicy, UpdateReplacePolicy }) => [Type, DeletionPolicy, UpdateReplacePolicy]).sort(),
      [0, 1, 1, 1, 2, 2].map((type) => [retained[type], 'RetainExceptOnCreate', 'Retain']).sort(),
    );
  });
  const story = inOrder();
  const named = { StackName: stackName };
  await story('the stack refuses its deletion while it is protected', async () => {
    await assert.rejects(callCloudFormation(emulator, 'DeleteStack', named), /TerminationProtection is enabled/);
  });
  await story('it is deleted by its name once the protection is lifted', async () => {
    await callCloudFormation(emulator, 'UpdateTerminationProtection', {
      ...named,
      EnableTerminationProtection: 'false',
    });
    await callCloudFormation(emulator, 'DeleteStack', named);
    await eventually('The stack gone', async () => {
      const answer = await callCloudFormation(emulator, 'DescribeStacks', named).catch(
        ({ message }) => message as string,
      );
      if (/does not exist|DELETE_COMPLETE/.test(answer)) return true;
      throw new Error(/<StackStatus(?:Reason)?>[^<]*/.exec(answer)?.[0] ?? answer);
    });
    assert.notEqual((await fetch(`${api}/api/public/calls`)).status, 200);
  });
  await story(
    'the table stays with the file in it, the bucket with its documents, the pools with their people',
    async () => {
      const { TableName, AttachmentBucket: Bucket } = outputs;
      const { db } = createStorePorts(TableName);
      const { Item } = await db.send(new GetCommand({ TableName, Key: applicationKey(applicationId) }));
      assert.equal(Item?.id, applicationId);
      const s3 = new S3Client({ forcePathStyle: true });
      const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `attachments/${applicationId}/` }));
      assert.ok(listed.KeyCount);
      for (const UserPoolId of [outputs.ApplicantPool, outputs.OfficePool]) {
        const { Users } = await callJson(emulator, 'cognito-idp', 'ListUsers', { UserPoolId });
        assert.ok(Users.length > 0);
      }
    },
  );
};
