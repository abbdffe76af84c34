import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { StartFault } from '../../infra/local/fault.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the store answers. */
    dynamoDbUrl: string;
  }
}

/** Starts the store once for all test files; each test makes tables of its own in it. */
export default async (project: TestProject) => {
  const store = await startDynamoDb({
    port: 0,
    credentials: { accessKeyId: 'start', secretAccessKey: 'test' },
    region: 'eu-west-3',
    tableName: 'start',
    lasting: true,
  }).catch((error: unknown) => {
    if (!(error instanceof StartFault)) throw error;
    process.stderr.write(`\n${error.en.replace('npm start', 'npm test')}\n`);
    process.exit(1);
  });
  project.provide('dynamoDbUrl', store.url);
  return () => store.stop();
};
