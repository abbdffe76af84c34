import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { behindDoor, type Listener, type Listening, listen } from '../../../infra/local/listen.ts';
import { readBody } from '../../../infra/local/read-body.ts';

let listening: Listening;
const faults: string[] = [];
const serve = async (listener: Listener) => {
  faults.length = 0;
  listening = await listen(0, (error) => faults.push((error as Error).message));
  listening.serve(listener);
};
afterEach(() => listening.close());

/** Sends bytes as they are. @returns the whole answer, once the other side has ended the connection. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(text));
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    socket.once('close', () => resolve(said)).once('error', reject);
  });
const statusOf = async (request: string) => (await raw(request)).split(' ')[1];
const own = () => `127.0.0.1:${listening.port}`;

test('a listener that throws, at once or later, is answered for by 500, and the next request is served', async () => {
  await serve((request, response) => {
    if (request.url === '/at-once') throw new Error('at once');
    if (request.url === '/later') return Promise.reject(new Error('later'));
    return response.end('served');
  });
  expect((await fetch(`${listening.url}/at-once`)).status).toBe(500);
  expect((await fetch(`${listening.url}/later`)).status).toBe(500);
  expect(faults).toEqual(['at once', 'later']);
  expect(await (await fetch(listening.url)).text()).toBe('served');
});

test('an answer that breaks off is not passed off as a whole one', async () => {
  await serve((_request, response) => {
    response.writeHead(200).write('half');
    throw new Error('in the middle');
  });
  await expect(fetch(listening.url).then((answer) => answer.text())).rejects.toThrow();
  expect(faults).toEqual(['in the middle']);
});

test('a client that leaves in the middle of its body is no fault, and the next one is served', async () => {
  const left = Promise.withResolvers<string>();
  await serve(async (request, response) => {
    if (request.method === 'POST')
      await readBody(request, 100).catch((error: Error) => {
        left.resolve(error.message);
        throw error;
      });
    response.end('served');
  });
  const socket = connect(listening.port, '127.0.0.1', () => {
    socket.write(`POST / HTTP/1.1\r\nhost: ${own()}\r\ncontent-length: 50\r\n\r\nhalf`, () => socket.destroy());
  });
  expect(await left.promise).toBe('aborted');
  expect(await (await fetch(listening.url)).text()).toBe('served');
  expect(faults).toEqual([]);
});

test.each([
  ['another name for this address', () => 'GET / HTTP/1.1\r\nhost: evil.example', '421'],
  ['the port of another name', () => `GET / HTTP/1.1\r\nhost: evil.example:${listening.port}`, '421'],
  ['no name at all', () => 'GET / HTTP/1.0', '421'],
  ['the address of another server', () => `GET http://x.example/ HTTP/1.1\r\nhost: ${own()}`, '400'],
  ['what begins an address and ends none', () => `GET http://[ HTTP/1.1\r\nhost: ${own()}`, '400'],
  ['a path that begins as a host does', () => `GET //x.example/ HTTP/1.1\r\nhost: ${own()}`, '400'],
  ['a path that is read as such', () => `GET /\\[ HTTP/1.1\r\nhost: ${own()}`, '400'],
  ['everything', () => `OPTIONS * HTTP/1.1\r\nhost: ${own()}`, '400'],
  ['a trace', () => `TRACE / HTTP/1.1\r\nhost: ${own()}`, '405'],
])('%s reaches nobody', async (_name, request, status) => {
  const seen: string[] = [];
  await serve(({ url = '' }, response) => {
    seen.push(url);
    response.end();
  });
  expect(await statusOf(`${request()}\r\n\r\n`)).toBe(status);
  expect(seen).toEqual([]);
});

test('who does not know the door gets nothing of the engine behind it', async () => {
  const seen: string[] = [];
  await serve(() => {});
  const url = behindDoor(listening, ({ url: target = '' }, response) => {
    seen.push(target);
    response.end('served');
  });
  const statusOfPath = async (path: string) => (await fetch(`${listening.url}${path}`)).status;
  expect(await Promise.all(['/', '/bucket/key', `${new URL(url).pathname}s`, '/%2f'].map(statusOfPath))).toEqual([
    403, 403, 403, 403,
  ]);
  expect(seen).toEqual([]);
  for (const path of ['', '/', '/bucket/key?list-type=2', '?x=1'])
    expect(await (await fetch(url + path)).text()).toBe('served');
  expect(seen).toEqual(['/', '/', '/bucket/key?list-type=2', '/?x=1']);
  expect(await statusOf(`GET ${new URL(url).pathname} HTTP/1.1\r\nhost: evil.example\r\n\r\n`)).toBe('421');
});

test('both names of this machine are known, and every answer says that its type is right, that nothing of it runs and that nobody keeps it', async () => {
  await serve(({ url }, response) => response.writeHead(url === '/' ? 200 : 404).end());
  for (const [host, path] of [
    ['127.0.0.1', '/'],
    ['localhost', '/'],
    ['LOCALHOST', '/'],
    ['127.0.0.1', '/nowhere'],
  ]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: ${host}:${listening.port}\r\nconnection: close\r\n\r\n`);
    expect(answer.split(' ')[1]).toBe(path === '/' ? '200' : '404');
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toContain('cache-control: no-store');
    expect(answer).toContain("content-security-policy: default-src 'none'; frame-ancestors 'none'");
    expect(answer).toContain('referrer-policy: no-referrer');
  }
});
