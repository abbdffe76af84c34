import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { objectKey } from '../../../functions/store/attachments.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

export const describeEvents = (main: Template): void => {
  const { tableId, bucketId, queueId, failuresOf } = finders(main);
  describe('events', () => {
    const sourceOf = (name: string) => {
      const [fn] = main.fn(name);
      const found = main
        .ofType('Lambda::EventSourceMapping')
        .filter(([, r]) => text(r.Properties.FunctionName) === `<${fn}>`);
      return only(found)[1].Properties;
    };

    it('of the stream are read in part, tried a bounded number of times, and kept when they fail', () => {
      const readers = specs.filter(({ trigger }) => trigger.kind === 'stream');
      expect(readers.length).toBeLessThanOrEqual(2);
      for (const { name, trigger } of readers) {
        const acts = 'acts' in trigger;
        expect(sourceOf(name)).toMatchObject({
          EventSourceArn: { 'Fn::GetAtt': [tableId, 'StreamArn'] },
          FilterCriteria: {
            Filters: [
              { Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"LOG#"}]}}}}' },
              { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}' },
              ...(acts ? ['INSERT', 'MODIFY'] : []).map((eventName) => ({
                Pattern: `{"eventName":["${eventName}"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"ACT#"}]}}}}`,
              })),
            ],
          },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: 10,
          MaximumRecordAgeInSeconds: 21_600,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] } } },
        });
      }
    });

    it('of queues likewise', () => {
      for (const { name, trigger, timeoutSeconds } of specs) {
        if (trigger.kind !== 'queue') continue;
        const queue = queueId(`${trigger.queue.replaceAll('-', '')}queue`);
        expect(sourceOf(name)).toMatchObject({
          EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        });
        const { RedrivePolicy, VisibilityTimeout } = main.resources[queue]?.Properties ?? {};
        expect(RedrivePolicy).toEqual({
          deadLetterTargetArn: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] },
          maxReceiveCount: 10,
        });
        expect(VisibilityTimeout).toBe(6 * timeoutSeconds);
      }
    });

    it('that nobody waits for are tried again twice by Lambda, then kept', () => {
      const kinds = specs.filter(({ trigger }) => trigger.kind === 'event' || trigger.kind === 'schedule');
      const configured = main.ofType('Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
      expect(configured).toHaveLength(kinds.length);
      for (const { name } of kinds) {
        const [fn] = main.fn(name);
        expect(only(configured.filter(({ FunctionName }) => FunctionName.Ref === fn))).toMatchObject({
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failuresOf(name), 'Arn'] } } },
        });
      }
    });

    it('of the bus are those of the specs, about documents in our bucket and letters of this stage', () => {
      const rules = main.ofType('Events::Rule').map(([, { Properties }]) => Properties);
      const expected = specs.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger] : []));
      const named = (source: string, types: readonly string[]) => types.map((type) => `${source}: ${type}`);
      expect(
        rules.flatMap(({ EventPattern }) => named(EventPattern.source[0], EventPattern['detail-type'])).sort(),
      ).toEqual(expected.flatMap(({ source, detailTypes }) => named(source, detailTypes)).sort());
      for (const { EventPattern, Targets } of rules) {
        // Of the scanner as a whole, the bucket is named elsewhere and no object at all.
        if (EventPattern['detail-type'].some((type: string) => type.includes('Resource Status')))
          expect(EventPattern).toMatchObject({
            'detail-type': ['Active', 'Warning', 'Error'].map(
              (status) => `GuardDuty Malware Protection Resource Status ${status}`,
            ),
            detail: { s3BucketDetails: { bucketName: [{ Ref: bucketId }] } },
          });
        else if (EventPattern.source[0] === 'aws.ses')
          expect(EventPattern.detail).toEqual({ mail: { tags: { stage: ['staging'] } } });
        else {
          expect(JSON.stringify(EventPattern.detail)).toContain(JSON.stringify({ Ref: bucketId }));
          expect(JSON.stringify(EventPattern.detail)).toContain('{"prefix":"attachments/"}');
        }
        expect(only(Targets)).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 10 }, DeadLetterConfig: {} });
      }
      expect(objectKey('app_1', 'att_1')).toMatch(/^attachments\//);
    });

    it('of the clock come at the rates of the specs', () => {
      const rates = main.ofType('Scheduler::Schedule').map(([, { Properties }]) => Properties.ScheduleExpression);
      expect(rates.sort()).toEqual(
        specs.flatMap(({ trigger }) => (trigger.kind === 'schedule' ? [trigger.rate] : [])).sort(),
      );
      for (const [, { Properties }] of main.ofType('Scheduler::Schedule')) {
        expect(Properties.Target).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 10 }, DeadLetterConfig: {} });
      }
    });

    it('that failed for good raise an alarm, in every queue', () => {
      const watched = main
        .ofType('CloudWatch::Alarm')
        .filter(([, { Properties }]) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible')
        .map(([, { Properties }]) => Properties.Dimensions[0].Value['Fn::GetAtt'][0]);
      const failing = specs.filter(({ trigger }) => trigger.kind !== 'http').map(({ name }) => failuresOf(name));
      expect(watched.sort()).toEqual(failing.sort());
    });
  });
};
