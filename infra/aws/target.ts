import { Aws, CfnCondition, Fn, type Stack, Validations } from 'aws-cdk-lib';

/** The account of emulators, which no account of AWS has. */
export const emulatorAccount = '000000000000';

/** What MiniStack has in the place of an account's number, in conditions: it leaves the name as it is. */
const leftAsItIs = 'AWS::AccountId';

/**
 * A condition that is true on AWS. It is decided by the account that a template is deployed to, so that one template
 * suits AWS and an emulator of it and nobody can choose otherwise; what it guards stands in docs/emulator.md.
 */
export const addTarget = (stack: Stack): CfnCondition => {
  Validations.of(stack).acknowledge({
    id: 'CloudFormation-Validate::W1054',
    reason: 'The name is meant: the emulator compares with it where AWS compares with a number.',
  });
  const isAccount = (name: string) => Fn.conditionEquals(Aws.ACCOUNT_ID, name);
  return new CfnCondition(stack, 'OnAws', {
    expression: Fn.conditionNot(Fn.conditionOr(isAccount(emulatorAccount), isAccount(leftAsItIs))),
  });
};
