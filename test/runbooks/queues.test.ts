import { GetQueueAttributesCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import type { Platform } from '../../infra/local/platform.ts';
import { asBatchConsumer, pollQueue, type Queue } from '../../infra/local/queues.ts';
import { people } from '../support/city.ts';
import { submitFile } from '../support/files.ts';
import { planSession } from '../support/sessions.ts';
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
  const { platform, city } = await openService({ functions: ['notify'], consumers: false, schedules: false });
  try {
    const { mail, queue, queues } = platform.engines;
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
      await expect.poll(() => mail.mails().length, { timeout: 60_000 }).toBe(4);
      expect(
        mail
          .mails()
          .map(({ subject }) => subject.slice(0, 14))
          .sort(),
      ).toEqual(['Accusé de réce', 'Séance du jury', 'Séance du jury', 'Séance du jury']);
      await expect.poll(() => depthOf(platform, url), { timeout: 60_000 }).toBe(0);
      const again = (await follow('replay')).said;
      expect(again).toContain('notify was woken 0 times.');
      expect(mail.mails()).toHaveLength(4);
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});
