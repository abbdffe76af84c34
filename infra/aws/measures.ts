import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** Where our own figures stand, apart for each stage of an account. */
const namespaceOf = ({ stage }: Settings): string => `PermanentCall/${stage}`;

/** Lines of a function's log that a figure is made of. */
export interface Lines {
  fn: lambda.Function;
  where: logs.JsonPattern;
  /** Field that holds the figure; each line counts one unless given. */
  value?: `$.${string}`;
}

/** Lines with these words. */
export const saying = (words: string): logs.JsonPattern => logs.FilterPattern.stringValue('$.message', '=', words);

/**
 * A figure of our own. CloudWatch reads it from the lines that functions log anyway: no dimension, so that it is one figure
 * and costs as one (ADR 42). What no alarm is on is no figure, but a query of the log.
 */
export const measure = (
  own: Construct,
  settings: Settings,
  metricName: string,
  lines: readonly Lines[],
): ((props: cloudwatch.MetricOptions) => cloudwatch.Metric) => {
  const metricNamespace = namespaceOf(settings);
  for (const [index, { fn, where, value = '1' }] of lines.entries()) {
    new logs.MetricFilter(own, `${metricName}-${index}`, {
      logGroup: fn.logGroup,
      filterPattern: where,
      metricNamespace,
      metricName,
      metricValue: value,
    });
  }
  // Without a label of its own: with one, an alarm would be on metric math, which the emulator refuses.
  return (props) => new cloudwatch.Metric({ namespace: metricNamespace, metricName, ...props });
};
