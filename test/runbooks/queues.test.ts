import { GetQueueAttributesCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { readEvents } from '../../functions/store/events.ts';
import { actOfEvent, notificationKey } from '../../functions/store/keys.ts';
import { loadAct } from '../../functions/store/messages.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { asBatchConsumer, pollQueue, type Queue } from '../../infra/local/queues.ts';
import { people } from '../support/city.ts';
import { submitFile } from '../support/files.ts';
import { messagesOn } from '../support/mails.ts';
import { planSession } from '../support/sessions.ts';
import { follow, linesOf, openService, queryLogs } from './walk.ts';

/** How many messages a queue holds, those in hand included: what its alarm is on. */
const depthOf = async ({ engines }: Platform, QueueUrl: string): Promise<number> => {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  const { Attributes = {} } = await engines.queues.client.send(asked);
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** The messages that tell of a session. */
const replayed = async (ports: StorePorts, id: string) => {
  const events = await readEvents(ports, { type: 'session', id });
  return (await Promise.all(events.map((event) => loadAct(ports, actOfEvent(event))))).flatMap(
    ({ messages }) => messages,
  );
};

/** Reads a queue with the real function, without the rests between two tries. */
const read = ({ engines, functions }: Platform, name: 'notify') =>
  pollQueue(
    engines.queues,
    engines.queue[name] as Queue,
    asBatchConsumer((event) => functions.invoke(name, event)),
    () => 0,
  );

test('failure-queue: an older run seems to send for ever until a wake-up is a dead letter; moved back, the file is told of, once', async () => {
  const { platform, ports, city } = await openService({ functions: ['notify'], consumers: false, schedules: false });
  try {
    const { queue, queues } = platform.engines;
    const { deadLetterUrl, url } = queue.notify as Queue;
    const id = await submitFile(city);
    const lease = notificationKey(id, 2, 'applicant');
    const Item = { ...lease, status: 'taken', attempts: 1, leaseUntil: Date.now() + 86_400_000 };
    await ports.db.send(new PutCommand({ TableName: ports.tableName, Item }));
    await queues.send({ url }, { type: 'application', id });
    const stop = read(platform, 'notify');
    try {
      await expect.poll(() => depthOf(platform, deadLetterUrl), { timeout: 120_000 }).toBe(1);
      expect(await messagesOn(ports, id)).toEqual([]);
      const found = queryLogs('wake-ups-again', linesOf(platform, 'notify'));
      expect(found.length).toBeGreaterThanOrEqual(10);
      expect(found[0]).toMatchObject({ aggregate: id, seq: 2, 'error.name': 'Error' });

      await ports.db.send(new DeleteCommand({ TableName: ports.tableName, Key: lease }));
      const { said } = await follow('failure-queue');
      expect(said).toEqual(['1 messages moved back to notify.']);
      await expect.poll(async () => (await messagesOn(ports, id)).length, { timeout: 60_000 }).toBe(1);
      await expect.poll(() => depthOf(platform, url), { timeout: 60_000 }).toBe(0);
      expect(await depthOf(platform, deadLetterUrl)).toBe(0);
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});

test('queue-waiting and replay: wake-ups of a file and of a session that are gone are made up for, once', async () => {
  const { platform, ports, city } = await openService({ functions: ['notify'], consumers: false, schedules: false });
  try {
    const { queue, queues } = platform.engines;
    const { url } = queue.notify as Queue;
    const id = await submitFile(city);
    await queues.send({ url }, { type: 'application', id });
    const sessionId = await planSession(city);
    await city.ask('conveneSession', people.staff.id, { params: { sessionId }, body: {} });
    await queues.send({ url }, { type: 'session', id: sessionId });
    expect(await depthOf(platform, url)).toBe(2);
    await queues.client.send(new PurgeQueueCommand({ QueueUrl: url }));
    const stop = read(platform, 'notify');
    try {
      const { said } = await follow('queue-waiting');
      expect(said.filter((line) => /^(notify|close-step|anchor) was/.test(line))).toEqual([
        'notify was woken 2 times.',
        'close-step was woken 0 times.',
        // Two organisations, the call, the file and the session.
        'anchor was woken 5 times.',
      ]);
      expect(said.slice(0, 2)).toEqual([`application ${id}`, `session ${sessionId}`]);
      // The acknowledgement, and a convocation for each member.
      const sessionOf = () => replayed(ports, sessionId);
      await expect.poll(async () => (await messagesOn(ports, id)).length, { timeout: 60_000 }).toBe(1);
      await expect
        .poll(async () => (await sessionOf()).map(({ template }) => template), { timeout: 60_000 })
        .toEqual(['session-convened', 'session-convened', 'session-convened']);
      await expect.poll(() => depthOf(platform, url), { timeout: 60_000 }).toBe(0);
      const again = (await follow('replay')).said;
      expect(again).toContain('notify was woken 0 times.');
      expect([(await messagesOn(ports, id)).length, (await sessionOf()).length]).toEqual([1, 3]);
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});
