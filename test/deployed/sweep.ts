import { strict as assert } from 'node:assert';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createStorePorts } from '../../functions/services/store.ts';
import { attachmentKey } from '../../functions/store/keys.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { Arrived } from './arrival.ts';
import { type ApplicationId, draft, promise } from './association.ts';
import { callRest } from './aws.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import type { Cast } from './people.ts';

/** The deployed schedule wakes its function. @returns a draft without documents. */
export const checkSweep = async (
  emulator: Emulator,
  { TableName }: Outputs,
  { applicant }: Cast,
  { organisationId }: Arrived,
): Promise<ApplicationId> => {
  const story = inOrder();
  let applicationId = '' as ApplicationId;
  let old = '';
  let young = '';
  const schedules = '/schedules';
  await story('a document that never arrived waits; this test makes it two days old', async () => {
    applicationId = await draft(applicant, organisationId, 7);
    old = (await promise(applicant, applicationId, 'statutes')).attachment.id;
    young = (await promise(applicant, applicationId, 'statutes')).attachment.id;
    const { db } = createStorePorts(TableName);
    await db.send(
      new UpdateCommand({
        TableName,
        Key: attachmentKey(applicationId, old),
        UpdateExpression: 'SET dueSort = :then',
        ExpressionAttributeValues: { ':then': new Date(Date.now() - 2 * 86_400_000).toISOString() },
      }),
    );
  });
  await story(
    'the schedule, hurried to a minute by this test, wakes sweep-attachments, which removes that one',
    async () => {
      const { Schedules } = await callRest(emulator, 'scheduler', 'GET', schedules);
      const own = Schedules.find(({ Name }: { Name: string }) => /sweep-?attachments/i.test(Name));
      const path = `${schedules}/${own?.Name}`;
      const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target, State } = await callRest(
        emulator,
        'scheduler',
        'GET',
        path,
      );
      assert.deepEqual([ScheduleExpression, State], ['rate(1 day)', 'ENABLED']);
      const put = (expression: string) =>
        callRest(emulator, 'scheduler', 'PUT', path, {
          ScheduleExpression: expression,
          ScheduleExpressionTimezone,
          FlexibleTimeWindow,
          Target,
          State,
        });
      await put('rate(1 minute)');
      await eventually('The old promise gone', async () => {
        const { attachments } = await applicant.ask('getApplication', { params: { applicationId } });
        return !attachments.some(({ id }) => id === old) && attachments.some(({ id }) => id === young);
      });
      await put(ScheduleExpression);
    },
  );
  await story('the association takes the other one off itself', async () => {
    await applicant.ask('removeAttachment', {
      params: { applicationId, attachmentId: young as `att_${string}` },
    });
    const { attachments } = await applicant.ask('getApplication', { params: { applicationId } });
    assert.deepEqual(attachments, []);
  });
  return applicationId;
};
