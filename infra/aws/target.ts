import { CfnCondition, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';

/**
 * A condition that is true on AWS. It is chosen when a template is deployed, so that one template suits AWS and an
 * emulator of it; what it guards stands in docs/emulator.md.
 */
export const addTarget = (stack: Stack): CfnCondition => {
  const emulated = new CfnParameter(stack, 'Emulated', {
    description: 'Yes leaves out what the emulator lacks.',
    allowedValues: ['yes', 'no'],
    default: 'no',
  });
  return new CfnCondition(stack, 'OnAws', { expression: Fn.conditionEquals(emulated.valueAsString, 'no') });
};
