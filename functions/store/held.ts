import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Whether a write that decides on the item itself was made, or its condition was lost. */
export const held = async (writing: Promise<unknown>): Promise<boolean> => {
  try {
    await writing;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
