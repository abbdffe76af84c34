import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundle } from '../../infra/aws/bundle.ts';

const root = join(import.meta.dirname, '..', '..');
/** Below `node_modules`, so that what is bundled here finds the packages. */
export const workshop = join(root, 'node_modules', '.cache', 'bench');

/** A request to AWS as its client is asked for it. */
export interface Asked {
  service: 'dynamodb' | 's3' | 'sqs';
  /** `QueryCommand`, of the package that the functions use. */
  command: string;
  input: unknown;
}

const packages: Record<Asked['service'], string> = {
  dynamodb: '@aws-sdk/lib-dynamodb',
  s3: '@aws-sdk/client-s3',
  sqs: '@aws-sdk/client-sqs',
};

/**
 * A bundle of nothing but what a function's own files import of the SDK, in `folder`: its clients are made when it is loaded,
 * and its `handler` sends through them what it is handed, one after the other, each to its answer.
 */
export const bundleClients = ({ metafile }: Bundle, folder: string, asked: readonly Asked[] = []): Bundle => {
  const names = new Map<string, Set<string>>();
  const kept = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  /** A file may be there for something else than the client that it imports as well. */
  const isKept = (name: string) => kept.some((file) => file.includes(`node_modules/${name}/`));
  const add = (from: string, name: string) => names.set(from, (names.get(from) ?? new Set()).add(name));
  for (const file of Object.keys(metafile.inputs).filter((path) => path.startsWith('functions/')))
    for (const [, list = '', from = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /^import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/gm,
    ))
      for (const name of list.split(',').map((part) => part.trim()))
        if (name && !name.startsWith('type ') && isKept(from)) add(from, name);
  for (const { service, command } of asked) add(packages[service], command);
  const used = [...names.values()].flatMap((list) => [...list]);
  const clients = Object.entries({
    dynamodb: used.includes('DynamoDBDocumentClient') && 'DynamoDBDocumentClient.from(new DynamoDBClient({}))',
    s3: used.includes('S3Client') && 'new S3Client({})',
    sqs: used.includes('SQSClient') && 'new SQSClient({})',
    ses: used.includes('SESClient') && 'new SESClient({})',
  }).flatMap(([name, made]) => (made ? [`${name}: ${made}`] : []));
  const source = [
    ...[...names].map(([from, list]) => `import { ${[...list].join(', ')} } from '${from}';`),
    `const used = { ${used.join(', ')} };`,
    `const clients = { ${clients.join(', ')} };`,
    'export const handler = async (asked) => {',
    '  for (const { service, command, input } of asked)',
    '    await clients[service].send(new used[command](input)).then(({ Body }) => Body?.transformToByteArray(), () => {});',
    '};',
  ];
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, 'clients.js');
  writeFileSync(entry, `${source.join('\n')}\n`);
  return bundle(entry, join(folder, 'clients'));
};
