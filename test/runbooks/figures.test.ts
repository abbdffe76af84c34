import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { ALL, figureKey, stateCountKey } from '../../functions/store/keys.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { storeApplication } from '../factories/stored.ts';
import { type City, people } from '../support/city.ts';
import { follow, openService } from './walk.ts';

const quarter = quarterOf(new Date().toISOString().slice(0, 10));

/** What the monitoring page and the queue show. */
const shown = async ({ ask, callId }: City) => ({
  monitoring: await ask('getMonitoring', people.staff.id, { query: { callId, from: quarter, to: quarter } }),
  counts: await ask('countQueue', people.staff.id, { query: { callId } }),
});

test('stream-behind and figures: what no reader saw is made up for, and what was overwritten is made anew', async () => {
  // No reader of the stream runs, and what it would have read is never handed out: as after more than a day.
  const { platform, ports, city } = await openService({ functions: [], consumers: false, schedules: false });
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
    await spoil(stateCountKey(city.callId, 'withdrawn'), 'files');
    expect((await shown(city)).counts.counts).toMatchObject({ supported: 1, checking: 41, withdrawn: 41 });
    const { said: rebuilt } = await follow('figures');
    expect(rebuilt).toEqual([expect.stringMatching(/^2 applications, \d+ events: figures made anew\.$/)]);
    expect(await shown(city)).toEqual(right);
  } finally {
    await platform.stop();
  }
});
