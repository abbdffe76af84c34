import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, test, vi } from 'vitest';
import { createStorePorts } from '../../../functions/services/store.ts';

afterEach(() => vi.unstubAllEnvs());

/** A table that answers each request with the next of these faults, and then takes what it is given. */
const answering = async (faults: readonly string[]) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const fault = faults[asked.push(String(request.headers['x-amz-target'])) - 1];
    request.resume();
    response.writeHead(fault ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(fault ? { __type: `com.amazonaws.dynamodb.v20120810#${fault}` } : {}));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const ports = createStorePorts('table');
  const put = () => ports.db.send(new PutCommand({ TableName: 'table', Item: { pk: 'a', sk: 'b' } }));
  return { asked, put, [Symbol.dispose]: () => void server.close() };
};

test('a write of one item that a transaction held at that moment is made at the next', async () => {
  using table = await answering(['TransactionConflictException', 'TransactionConflictException']);
  await table.put();
  expect(table.asked.length).toBe(3);
});

test('a condition that does not hold is told at once', async () => {
  using table = await answering(['ConditionalCheckFailedException']);
  await expect(table.put()).rejects.toThrow(expect.objectContaining({ name: 'ConditionalCheckFailedException' }));
  expect(table.asked.length).toBe(1);
});
