import { GetQueueAttributesCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import type { Platform } from '../../infra/local/platform.ts';
import { asBatchConsumer, pollQueue, type Queue } from '../../infra/local/queues.ts';
import { submitFile } from '../support/files.ts';
import { follow, linesOf, openService, queryLogs } from './walk.ts';

/** How many messages a queue holds, those in hand included: what its alarm is on. */
const depthOf = async ({ engines }: Platform, QueueUrl: string): Promise<number> => {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  const { Attributes = {} } = await engines.queues.client.send(asked);
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** Reads a queue with the real function, without the rests between two tries. */
const read = ({ engines, functions }: Platform, name: 'notify') =>
  pollQueue(
    engines.queues,
    engines.queue[name] as Queue,
    asBatchConsumer((event) => functions.invoke(name, event)),
    () => 0,
  );

test('failure-queue: SES refuses until a wake-up is a dead letter; moved back, its mail leaves, once', async () => {
  const { platform, city } = await openService({ functions: ['notify'], consumers: false, schedules: false });
  try {
    const { mail, queue, queues } = platform.engines;
    const { deadLetterUrl, url } = queue.notify as Queue;
    mail.refuseWhen(() => true);
    const id = await submitFile(city);
    await queues.send({ url }, { type: 'application', id });
    const stop = read(platform, 'notify');
    try {
      await expect.poll(() => depthOf(platform, deadLetterUrl), { timeout: 120_000 }).toBe(1);
      expect(mail.mails()).toEqual([]);
      const found = queryLogs('failure-queue', 0, linesOf(platform, 'notify'));
      expect(found.length).toBeGreaterThanOrEqual(10);
      expect(found[0]).toMatchObject({ aggregate: id, seq: 2, 'error.name': expect.stringMatching(/Throttling/) });

      mail.refuseWhen(() => false);
      const { said } = await follow('failure-queue');
      expect(said).toEqual(['1 messages moved back to notify.']);
      await expect.poll(() => mail.mails().length, { timeout: 60_000 }).toBe(1);
      await expect.poll(() => depthOf(platform, url)).toBe(0);
      expect(await depthOf(platform, deadLetterUrl)).toBe(0);
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});

test('queue-waiting and replay: a wake-up that is gone is made up for, and a second time nobody is woken', async () => {
  const { platform, city } = await openService({ functions: ['notify'], consumers: false, schedules: false });
  try {
    const { mail, queue, queues } = platform.engines;
    const { url } = queue.notify as Queue;
    const id = await submitFile(city);
    await queues.send({ url }, { type: 'application', id });
    expect(await depthOf(platform, url)).toBe(1);
    await queues.client.send(new PurgeQueueCommand({ QueueUrl: url }));
    const stop = read(platform, 'notify');
    try {
      const { said } = await follow('queue-waiting');
      expect(said).toEqual([id, 'notify was woken for 1 applications.', 'close-step was woken for 0 applications.']);
      await expect.poll(() => mail.mails().length, { timeout: 60_000 }).toBe(1);
      await expect.poll(() => depthOf(platform, url)).toBe(0);
      expect((await follow('replay')).said).toContain('notify was woken for 0 applications.');
      expect(mail.mails()).toHaveLength(1);
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});
