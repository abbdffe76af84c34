import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { ALL, figureKey, stateCountKey, supportedKey } from '../../functions/store/keys.ts';
import { scheduledEvent } from '../../infra/local/schedules.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { storeApplication } from '../factories/stored.ts';
import { type City, people } from '../support/city.ts';
import { follow, linesOf, openService, queryLogs } from './walk.ts';

const quarter = quarterOf(new Date().toISOString().slice(0, 10));

/** What the monitoring page and the queue show. */
const shown = async ({ ask, callId }: City) => ({
  monitoring: await ask('getMonitoring', people.staff.id, { query: { callId, from: quarter, to: quarter } }),
  counts: await ask('countQueue', people.staff.id, { query: { callId } }),
});

test('stream-behind and figures: what no reader saw is made up for, and what was overwritten is made anew', async () => {
  // No reader of the stream runs, and what it would have read is never handed out: as after more than a day.
  const { platform, ports, city } = await openService({
    functions: ['reconcile'],
    consumers: false,
    schedules: false,
  });
  try {
    const supported = await storeApplication(ports, 'supported');
    const checking = await storeApplication(ports, 'checking');
    expect((await shown(city)).counts.counts).toEqual({});

    const { said } = await follow('stream-behind');
    expect(said).toContain('measure was woken 2 times.');
    const right = await shown(city);
    expect(right.counts.counts).toMatchObject({ supported: 1, checking: 1, deciding: 0 });
    expect(right.monitoring.totals).toMatchObject([{ quarter, projects: 1 }]);
    expect([supported, checking].every((id) => said.includes(`application ${id}`))).toBe(true);
    // Each event counts once, however often it is woken for.
    expect((await follow('replay')).said).toContain('measure was woken 0 times.');
    expect(await shown(city)).toEqual(right);

    const spoil = (Key: object, name: string) =>
      ports.db.send(
        new UpdateCommand({
          TableName: ports.tableName,
          Key,
          UpdateExpression: 'SET #name = :wrong',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':wrong': 41 },
        }),
      );
    await spoil(figureKey(city.callId, quarter, ALL), 'projects');
    await spoil(stateCountKey(city.callId, 'checking'), 'files');
    await spoil(stateCountKey(city.callId, 'deciding'), 'files');
    expect((await shown(city)).counts.counts).toMatchObject({ supported: 1, checking: 41, deciding: 41 });
    await spoil(supportedKey(city.callId, quarter, ALL, supported), 'amountCents');
    await platform.functions.invoke('reconcile', scheduledEvent('reconcile', 'eu-west-3'));
    await expect.poll(() => linesOf(platform, 'reconcile').length, { timeout: 60_000 }).toBe(1);
    const { said: told } = await follow('figures');
    const differing = told.filter((line) => /^(figure|row) /.test(line));
    // Told by the first command of the page, and again as it is put right by the second.
    const [logged] = queryLogs('figures-differ', linesOf(platform, 'reconcile'));
    expect([logged?.differing, logged?.['differences.0']]).toEqual([4, differing[0]]);
    expect(differing).toHaveLength(8);
    expect(differing.slice(4)).toEqual(differing.slice(0, 4));
    expect(told.filter((line) => line.endsWith('.'))).toEqual([
      expect.stringMatching(/^1 calls, 2 files, \d+ figures compared with the events: 4 differ\.$/),
      expect.stringMatching(/^1 calls, 2 files, \d+ figures compared with the events: 4 put right\.$/),
    ]);
    expect(await shown(city)).toEqual(right);
  } finally {
    await platform.stop();
  }
});
