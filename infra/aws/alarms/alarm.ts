import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { queryName } from '../queries.ts';
import type { Settings } from '../settings.ts';

const five = Duration.minutes(5);
export const sum = { period: five, statistic: cloudwatch.Stats.SUM };
export const highest = { period: five, statistic: cloudwatch.Stats.MAXIMUM };

interface Alarm {
  metric: cloudwatch.IMetric;
  /** Rings from here on. */
  threshold: number;
  meaning: string;
  /** Its page under docs/runbooks. */
  runbook: string;
  /** Periods in a row that the figure must be there. */
  periods?: number;
  /** Rings otherwise than from the threshold upwards: below it, at it or below, or when no figure comes any more. */
  when?: 'below' | 'at-most' | 'silent';
  /** A saved query names what the figure cannot: which function, which file. */
  query?: string;
}

const comparisons = {
  below: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
  'at-most': cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
  silent: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
  from: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
} as const;

/** Where alarms are made, and whom they tell when they begin and when they are over. */
export class Alarms {
  readonly own: Construct;
  readonly settings: Settings;
  readonly #tell: SnsAction;
  constructor(own: Construct, settings: Settings, tell: SnsAction) {
    this.own = own;
    this.settings = settings;
    this.#tell = tell;
  }

  /** Makes an alarm. @returns the figure that it is on. */
  add(id: string, { metric, threshold, meaning, runbook, periods = 1, when, query }: Alarm): cloudwatch.IMetric {
    const named = query ? ` The saved query ${queryName(this.settings, query)} names it.` : '';
    const made = new cloudwatch.Alarm(this.own, id, {
      // As the runbooks call it: the mail's subject holds this name.
      alarmName: `permanent-call-${this.settings.stage}-${id}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: comparisons[when ?? 'from'],
      // Missing data is no fault where something is counted: a quiet night has no requests. Where something must come by the
      // clock, an alarm without data is in want of it, as it is when it is made: so that it tells when data stop coming, and not
      // before any came.
      treatMissingData:
        when === 'silent' ? cloudwatch.TreatMissingData.MISSING : cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${meaning}${named} docs/runbooks/${runbook}.md`,
    });
    made.addAlarmAction(this.#tell);
    made.addOkAction(this.#tell);
    if (when === 'silent') made.addInsufficientDataAction(this.#tell);
    return metric;
  }
}
