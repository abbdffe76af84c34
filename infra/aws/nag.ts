import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** cdk-nag's AwsSolutions rules over the whole app; a finding that is not accepted fails the synthesis. */
export const checkSolution = (app: App): void => {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { verbose: true, writeSuppressionsToCloudFormation: true }),
  );
};

/**
 * Accept findings on one construct, each with the reason; the reasons are written into the template. A rule's short
 * name is one of AwsSolutions; the CDK's own warnings go by their whole name.
 */
export const accept = (construct: IConstruct, reasons: Record<string, string>): void => {
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(construct).acknowledge({ id: rule.includes('::@') ? rule : `AwsSolutions-${rule}`, reason });
  }
};
