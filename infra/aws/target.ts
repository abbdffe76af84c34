import { Aws, CfnCondition, Fn, type Stack } from 'aws-cdk-lib';

/** The account of emulators, which no account of AWS has. */
export const emulatorAccount = '000000000000';

/**
 * A condition that is true on AWS. It is decided by the account that a template is deployed to, so that one template
 * suits AWS and an emulator of it and nobody can choose otherwise; what it guards stands in docs/emulator.md.
 */
export const addTarget = (stack: Stack): CfnCondition =>
  new CfnCondition(stack, 'OnAws', {
    expression: Fn.conditionNot(Fn.conditionEquals(Aws.ACCOUNT_ID, emulatorAccount)),
  });
