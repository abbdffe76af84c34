import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createStorePorts } from '../../functions/services/store.ts';
import { startPlatform } from '../../infra/local/platform.ts';
import { openCity } from '../support/city.ts';
import { submitFile } from '../support/files.ts';
import { seeded } from '../support/ports.ts';

const FILES = 30;
/** The consumer's environment is ended after these many mails have arrived. */
const KILLED_AFTER = [4, 11, 19];

it('delivers every acknowledgement, with at most one double a kill, while SES refuses 30 % and both consumers are killed', async () => {
  const platform = await startPlatform({ functions: ['relay', 'notify', 'send'], schedules: false, consumers: false });
  try {
    Object.assign(process.env, platform.env);
    const chance = seeded(7);
    const { mail } = platform.engines;
    mail.refuseWhen(() => chance() < 0.3);
    const ports = {
      ...createStorePorts(platform.env.TABLE_NAME ?? ''),
      clock: { set: () => undefined, advance: () => undefined },
    };
    const city = await openCity({ ports });
    await platform.startConsumers();
    const submitting = (async () => {
      for (let index = 0; index < FILES; index++) await submitFile(city, index);
    })();
    for (const count of KILLED_AFTER) {
      while (mail.mails().length < count) await sleep(20);
      for (const name of ['notify', 'send'] as const) await platform.functions.crash(name);
    }
    await submitting;
    // A mail names its file's number in its subject: one number for each file, whatever happened on the way.
    const numbers = () => mail.mails().map(({ subject }) => /ESS-\d{4}-\w{5}/.exec(subject)?.[0]);
    while (new Set(numbers()).size < FILES) await sleep(500);
    expect(new Set(numbers()).size).toBe(FILES);
    expect(numbers().length - FILES).toBeLessThanOrEqual(KILLED_AFTER.length);
  } finally {
    await platform.stop();
  }
}, 600_000);
