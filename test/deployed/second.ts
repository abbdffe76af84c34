import { strict as assert } from 'node:assert';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createStorePorts } from '../../functions/services/store.ts';
import { applicationKey } from '../../functions/store/keys.ts';
import { tableShape } from '../../functions/store/table.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import { contract } from '../../schemas/contract.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { request } from './api.ts';
import { type ApplicationId, submitted } from './association.ts';
import { addedIndex, addedPath, movedPath, releaseHeader } from './changes.ts';
import { inOrder } from './checks.ts';
import { type Deployment, deploy } from './deployment.ts';
import type { Emulator } from './emulator.ts';
import type { Past } from './journey.ts';
import { findInMail } from './mails.ts';
import { type Cast, submitter } from './people.ts';

/** A changed stack over what people have left: nothing is lost, the change is there, and work goes on. */
export const checkSecondDeployment = async (
  emulator: Emulator,
  { outputs, api }: { outputs: Outputs; api: string },
  { applicant, staff: { client: staff } }: Cast,
  { applicationId, decided, monitoring }: Past,
  draftId: ApplicationId,
): Promise<Deployment | undefined> => {
  const story = inOrder();
  let deployment: Deployment | undefined;
  const reminders = await staff.ask('getStaffReminders', {});
  await story(
    'a stack with one more index, a changed function and a changed contract is deployed over the data',
    async () => {
      deployment = await deploy(emulator, 'test/deployed/changed-app.ts');
      assert.deepEqual(deployment.outputs, outputs);
    },
  );
  await story(
    'an operation that moved is at its new path, one that was added works, one that was removed is no more',
    async () => {
      const { getStaffReminders: asked, saveStaffReminders: removed } = contract;
      const moved = await staff.sendTo(asked.method, movedPath);
      assert.deepEqual([moved.status, moved.body], [200, reminders]);
      const added = await staff.sendTo('POST', addedPath, {});
      assert.deepEqual([added.status, added.body], [200, reminders]);
      for (const { method, path } of [asked, removed]) {
        const { status, body } = await staff.sendTo(method, path, method === 'GET' ? undefined : reminders);
        assert.deepEqual([method, status, body.code], [method, 404, 'not-found']);
      }
      const other = await staff.sendTo(removed.method, movedPath, reminders);
      assert.deepEqual([other.status, other.headers.allow], [405, 'GET']);
    },
  );
  await story('the new paths want a token as the former did, and of the same pool', async () => {
    for (const { status, body } of [await request(`${api}${movedPath}`), await applicant.sendTo('GET', movedPath)])
      assert.deepEqual([status, body], [401, { message: 'Unauthorized' }]);
  });
  await story('the file, its letters and the figures read as before, with the same tokens', async () => {
    assert.deepEqual(await staff.ask('getStaffFile', { params: { applicationId } }), decided);
    const quarter = monitoring.totals[0]?.quarter ?? '';
    assert.deepEqual(
      await staff.ask('getMonitoring', { query: { callId: exampleCallId, from: quarter, to: quarter } }),
      monitoring,
    );
  });
  await story('the new index holds what was there before it', async () => {
    const { db } = createStorePorts(outputs.TableName);
    const { pk, sk } = applicationKey(applicationId);
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: outputs.TableName,
        IndexName: addedIndex,
        KeyConditionExpression: '#sk = :sk AND #pk = :pk',
        ExpressionAttributeNames: { '#sk': tableShape.sortKey, '#pk': tableShape.partitionKey },
        ExpressionAttributeValues: { ':sk': sk, ':pk': pk },
      }),
    );
    assert.deepEqual(
      Items.map(({ id }) => id),
      [applicationId],
    );
  });
  await story('the changed function answers with its new code and variable, the others as before', async () => {
    const changed = await request(`${api}/api/public/calls`);
    assert.deepEqual([changed.status, changed.headers[releaseHeader], changed.body.items.length], [200, 'second', 1]);
  });
  await story('a second file goes the whole way to its acknowledgement', async () => {
    const number = await submitted(emulator, outputs, applicant, draftId);
    await findInMail(emulator, submitter.email, new RegExp(`réception du dossier ${number}`));
  });
  return deployment;
};
