import { specs } from '../../../functions/specs.ts';
import { contract, type Operation } from '../../../schemas/contract.ts';
import { only, type Template } from '../template.ts';

/** What several groups of tests look for in the main template. */
export const finders = (main: Template) => {
  const operations: Operation[] = Object.values(contract);
  const routes = main.ofType('ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
  const oneOf = (type: string, prefix: string) => only(main.ofType(type).filter(([id]) => id.startsWith(prefix)));
  const [tableId, table] = oneOf('DynamoDB::Table', '');
  const [bucketId, bucket] = oneOf('S3::Bucket', 'Attachments');
  const poolOf = (prefix: string) => oneOf('Cognito::UserPool', prefix);
  const issuerOf = (poolId: string) => `https://cognito-idp.eu-west-3.amazonaws.com/<${poolId}>`;
  const queueId = (prefix: string) => oneOf('SQS::Queue', prefix)[0];
  /** What an event or a clock wakes shares one. */
  const failuresOf = (name: string) => {
    const { kind } = specs.find((spec) => spec.name === name)?.trigger ?? {};
    return queueId(`${kind === 'event' || kind === 'schedule' ? 'woken' : name.replaceAll('-', '')}failures`);
  };
  return { operations, routes, tableId, table, bucketId, bucket, poolOf, issuerOf, queueId, failuresOf };
};
