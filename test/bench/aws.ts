import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Asked } from './clients.ts';

/** Services of AWS as a function reaches them, on this machine. */
export interface Aws {
  url: string;
  /** All that `act` asks for, in its order; what the table answers is remembered, and from then on answered without it. */
  watch<T>(act: () => Promise<T>): Promise<{ result: T; asked: Asked[] }>;
  /** Forgets what it remembers. */
  forget(): void;
  stop(): void;
}

/**
 * The table of an engine behind an address of its own, which answers at once what was asked before, so that no measure holds
 * the engine's time; beside it a bucket in which every object is there, and queues that take everything.
 */
export const startAws = async (engineUrl: string): Promise<Aws> => {
  const remembered = new Map<string, { status: number; type: string; body: Buffer }>();
  let asked: Asked[] | undefined;

  const table = async (request: IncomingMessage, body: Buffer, command: string) => {
    asked?.push({ service: 'dynamodb', command: commandOf(command), input: plain(JSON.parse(body.toString())) });
    const name = `${command} ${body}`;
    const known = remembered.get(name);
    if (known) return known;
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(engineUrl, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: new Uint8Array(body),
    });
    const type = answer.headers.get('content-type') ?? '';
    const told = { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
    if (asked) remembered.set(name, told);
    return told;
  };

  const queue = (body: Buffer) => {
    const input = JSON.parse(body.toString()) as { Entries: { Id: string; MessageBody: string }[] };
    asked?.push({ service: 'sqs', command: 'SendMessageBatchCommand', input });
    const Successful = input.Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    const text = JSON.stringify({ Successful, Failed: [] });
    return { status: 200, type: 'application/x-amz-json-1.0', body: Buffer.from(text) };
  };

  const bucket = ({ method, url = '' }: IncomingMessage) => {
    const { pathname, searchParams } = new URL(url, engineUrl);
    const [, Bucket = '', ...parts] = decodeURIComponent(pathname).split('/');
    const Key = parts.join('/');
    if (method === 'GET' && Key) {
      asked?.push({ service: 's3', command: 'GetObjectCommand', input: { Bucket, Key } });
      return { status: 200, type: 'application/pdf', body: Buffer.alloc(1000) };
    }
    if (method === 'GET') {
      const input = { Bucket, Prefix: searchParams.get('prefix') ?? undefined };
      asked?.push({ service: 's3', command: 'ListObjectsV2Command', input });
      const text = `<?xml version="1.0"?><ListBucketResult><Name>${Bucket}</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>`;
      return { status: 200, type: 'application/xml', body: Buffer.from(text) };
    }
    throw new Error(`Nobody expected ${method} ${url}`);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [service, command = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const body = Buffer.concat(chunks);
    const told = service?.startsWith('DynamoDB')
      ? await table(request, body, command)
      : service === 'AmazonSQS'
        ? queue(body)
        : bucket(request);
    response.writeHead(told.status, { 'content-type': told.type, 'content-length': told.body.length }).end(told.body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      process.stderr.write(`${error}\n`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: async (act) => {
      const own: Asked[] = [];
      asked = own;
      try {
        return { result: await act(), asked: own };
      } finally {
        asked = undefined;
      }
    },
    forget: () => remembered.clear(),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** The document client's name of a command of the table. */
const commandOf = (command: string): string =>
  `${command === 'TransactWriteItems' ? 'TransactWrite' : command === 'TransactGetItems' ? 'TransactGet' : command.replace(/Item$/, '')}Command`;

const marshalled = ['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey'];

/** A request of the wire as the document client takes it. */
const plain = (input: unknown, name = ''): unknown => {
  if (Array.isArray(input)) return input.map((entry) => plain(entry, name === 'Keys' ? 'Key' : ''));
  if (typeof input !== 'object' || input === null) return input;
  if (marshalled.includes(name)) return unmarshall(input as Parameters<typeof unmarshall>[0]);
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, plain(value, key)]));
};
