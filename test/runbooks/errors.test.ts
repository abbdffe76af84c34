import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { linesOf, openService, queryLogs } from './walk.ts';

test('api-faults and unexpected-errors: the request id that a person is shown leads to its line', async () => {
  const { platform, ports } = await openService({ functions: ['public-api'], consumers: false, schedules: false });
  try {
    const calls = `${platform.urls.api}/public/calls`;
    expect((await fetch(calls)).status).toBe(200);
    await platform.engines.dynamodb.client.send(new DeleteTableCommand({ TableName: ports.tableName }));
    const answers = [];
    for (let count = 0; count < 5; count++) answers.push(await fetch(calls));
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500]);
    const shown = (await Promise.all(answers.map((answer) => answer.json()))).map(({ requestId }) => requestId);

    await expect.poll(() => linesOf(platform, 'public-api').length, { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
    const lines = linesOf(platform, 'public-api');
    expect(queryLogs('function-errors', lines)).toHaveLength(5);
    const all = queryLogs('api-faults', lines);
    expect(all.map(({ requestId }) => requestId)).toEqual(shown);
    expect(all[0]).toMatchObject({
      operation: 'listCalls',
      'error.name': 'ResourceNotFoundException',
      'error.status': 400,
    });
    const [one, ...more] = queryLogs('one-request', lines, { REQUEST: shown[2] as string });
    expect([one?.operation, more]).toEqual(['listCalls', []]);
    expect(queryLogs('unexpected-errors', lines)).toHaveLength(5);
    expect(queryLogs('unexpected-errors', lines)[0]?.['error.frames.0']).toMatch(/^at /);
  } finally {
    await platform.stop();
  }
});
