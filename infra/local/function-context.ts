import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/** The second argument of a Lambda handler. */
export const contextFor = (spec: { name: string; memoryMb: number; timeoutSeconds: number }): Context => {
  const ends = Date.now() + spec.timeoutSeconds * 1000;
  const unused = () => {
    throw new Error('Answer by returning or throwing.');
  };
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName: spec.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:eu-west-3:000000000000:function:${spec.name}`,
    memoryLimitInMB: String(spec.memoryMb),
    logGroupName: `/aws/lambda/${spec.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, ends - Date.now()),
    done: unused,
    fail: unused,
    succeed: unused,
  };
};
