import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test, vi } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { logger } from '../../functions/observe.ts';
import { remind } from '../../functions/remind/remind.ts';
import { createMailer } from '../../functions/services/mail.ts';
import { readEvents } from '../../functions/store/events.ts';
import { cursorKey, personKey } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get } from '../../functions/store/read.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { asBatchConsumer, pollQueue, type Queue } from '../../infra/local/queues.ts';
import { type City, people } from '../support/city.ts';
import { fileIn, submitFile } from '../support/files.ts';
import { planSession } from '../support/sessions.ts';
import { linesOf, openService, queryLogs, saidBy, wakeSend } from './walk.ts';

const wake = ({ engines }: Platform, type: 'application' | 'session', id: string) =>
  engines.queues.send({ url: (engines.queue.notify as Queue).url }, { type, id });

/** Reads the queues with the real functions, without the rests between two tries. */
const read = ({ engines, functions }: Platform) => {
  const stops = (['notify', 'send'] as const).map((name) =>
    pollQueue(
      engines.queues,
      engines.queue[name] as Queue,
      asBatchConsumer((event) => functions.invoke(name, event)),
      () => 0,
    ),
  );
  return async () => void (await Promise.all(stops.map((stop) => stop())));
};

/** Waits until a consumer took every event of an aggregate, then wakes `send` as the stream would. */
const told = async (
  platform: Platform,
  ports: StorePorts,
  aggregate: { type: 'application' | 'session'; id: string },
) => {
  const cursor = async () => (await get(ports, cursorKey(aggregate.type, aggregate.id, 'notify')))?.seq;
  const last = (await readEvents(ports, aggregate)).at(-1)?.seq;
  await expect.poll(cursor, { timeout: 60_000 }).toBe(last);
  await wakeSend(platform, ports, aggregate);
};

/** What this process logs while something runs, as CloudWatch would hold it. */
const logged = async (run: () => Promise<unknown>) => {
  const level = logger.getLevelName();
  let written = '';
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written += chunk;
      return true;
    }),
  );
  logger.setLogLevel('WARN');
  try {
    await run();
  } finally {
    logger.setLogLevel(level);
    for (const spy of spies) spy.mockRestore();
  }
  return written
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

/** A morning on which the open step of a file is late. */
const lateMorning = async ({ ask }: City, applicationId: string) => {
  const { jury } = await ask('getStaffFile', people.staff.id, { params: { applicationId } });
  return new Date(`${addDays(dayOf(jury?.dueAt ?? ''), 1)}T08:00:00.000Z`);
};

test('mails-refused: what SES refuses is counted and logged, and leaves once it takes mails again', async () => {
  const { platform, ports, city } = await openService({
    functions: ['notify', 'send'],
    consumers: false,
    schedules: false,
  });
  try {
    const { mail } = platform.engines;
    const open = await fileIn(city, 'evaluating', 1);
    const id = await submitFile(city);
    mail.refuseWhen(() => true);
    await wake(platform, 'application', id);
    const stop = read(platform);
    try {
      for (let time = 1; time <= 3; time++) {
        await told(platform, ports, { type: 'application', id });
        await expect
          .poll(() => saidBy(platform, 'send', 'A mail is tried again later'), { timeout: 60_000 })
          .toBe(time);
      }
      const [line] = queryLogs('mails-refused', linesOf(platform, 'send'));
      expect(line).toMatchObject({ aggregate: id, seq: 2, 'error.name': expect.stringMatching(/Throttling/) });
      mail.refuseWhen(() => false);
      await told(platform, ports, { type: 'application', id });
      await expect.poll(() => mail.mails().length, { timeout: 60_000 }).toBe(1);
      await expect.poll(() => saidBy(platform, 'send', 'A mail was sent'), { timeout: 60_000 }).toBe(1);
    } finally {
      await stop();
    }

    // The function reads the clock of this machine: its work is done here, on a morning on which something is late.
    const { SENDER_ADDRESS = '', MAIL_CONFIGURATION_SET = '', STAGE = '', SITE_URL = '' } = platform.env;
    const mailer = createMailer({ sender: SENDER_ADDRESS, configurationSet: MAIL_CONFIGURATION_SET, stage: STAGE });
    const morning = await lateMorning(city, open);
    const run = () => remind({ ports: { ...ports, now: () => morning }, mailer, siteUrl: SITE_URL });
    mail.refuseWhen(() => true);
    const lines = await logged(async () => {
      expect(await run()).toMatchObject({ jurors: 0, refused: 3 });
    });
    const found = queryLogs('mails-refused', lines);
    expect(found.map((one) => one['error.status'])).toEqual([400, 400, 400]);
    mail.refuseWhen(() => false);
    expect(await run()).toMatchObject({ jurors: 3, refused: 0 });
    expect(mail.mails()).toHaveLength(4);
  } finally {
    await platform.stop();
  }
});

test('nobody-to-tell: a juror whose item is gone is passed over, counted and named by the event', async () => {
  const { platform, ports, city } = await openService({
    functions: ['notify', 'send'],
    consumers: false,
    schedules: false,
  });
  try {
    const [gone = '', ...others] = city.jurors.slice(0, 3);
    const open = await fileIn(city, 'evaluating');
    const sessionId = await planSession(city, [gone, ...others]);
    await city.ask('conveneSession', people.staff.id, { params: { sessionId }, body: {} });
    await ports.db.send(new DeleteCommand({ TableName: ports.tableName, Key: personKey(gone) }));
    const stop = read(platform);
    try {
      await wake(platform, 'application', open);
      await wake(platform, 'session', sessionId);
      await told(platform, ports, { type: 'application', id: open });
      await told(platform, ports, { type: 'session', id: sessionId });
      // The acknowledgement, and each of the others twice.
      await expect.poll(() => platform.engines.mail.mails().length, { timeout: 60_000 }).toBe(5);
      await expect.poll(() => saidBy(platform, 'send', 'Nobody to tell'), { timeout: 60_000 }).toBe(2);
      const found = queryLogs('nobody-to-tell', linesOf(platform, 'send'));
      expect(found.map(({ aggregate, template }) => [aggregate, template]).sort()).toEqual(
        [
          [open, 'step-opened'],
          [sessionId, 'session-convened'],
        ].sort(),
      );
    } finally {
      await stop();
    }
  } finally {
    await platform.stop();
  }
});
