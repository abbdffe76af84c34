import { setTimeout } from 'node:timers/promises';
import { createStorePorts } from '../../functions/services/store.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { seedBasics } from '../../infra/local/seed-basics.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { memoryBucket } from '../support/bucket.ts';
import { type City, people } from '../support/city.ts';
import { draftFile, key } from '../support/files.ts';
import { eventFor, type Sent } from '../support/gateway.ts';
import { median, type Part, quantile } from './figures.ts';

/** From a submission to its acknowledgement in the inbox, on the whole platform with every consumer at work. */
export const mail: Part = async ({ quick, say }) => {
  const platform = await startPlatform({ consumers: false, schedules: false });
  try {
    Object.assign(process.env, platform.env);
    const ports = createStorePorts(platform.env.TABLE_NAME ?? '');
    await seedBasics(ports, new Date().toISOString());
    await platform.startConsumers();
    await platform.functions.warm(['applicant-api', 'relay', 'measure', 'notify', 'send', 'close-step']);

    const rounds = quick ? 10 : 60;
    say(`${rounds} acknowledgements`);
    const ask = asking(platform);
    const city = {
      ports,
      ask,
      callId: exampleCallId,
      content: callLille,
      bucket: memoryBucket(),
      receive: async (applicationId: string, attachmentId: string) => {
        await noteFindings(ports, applicationId, attachmentId, { verified: 'right' });
        await noteFindings(ports, applicationId, attachmentId, { scan: 'clean' });
      },
    } as unknown as City;

    const waits: number[] = [];
    for (let round = 0; round < rounds + 3; round++) {
      const applicationId = await draftFile(city);
      const before = platform.engines.mail.mails().length;
      const start = performance.now();
      await ask('submitApplication', people.applicant.id, {
        params: { applicationId },
        body: { idempotencyKey: key() },
      });
      await arrival(platform, before);
      // The first ones load what every later one finds loaded.
      if (round >= 3) waits.push((performance.now() - start) / 1000);
    }
    return {
      figures: [
        {
          name: 'submit to the mail in the inbox, consumers on: p95',
          value: quantile(waits, 0.95),
          unit: 's',
          limit: 3,
          note: `p50 ${median(waits).toFixed(2)} s`,
        },
      ],
      details: { rounds, seconds: { p50: median(waits), p95: quantile(waits, 0.95), longest: Math.max(...waits) } },
    };
  } finally {
    await platform.stop();
  }
};

/** Asks the functions in their own threads, as the gateway does. */
const asking = (platform: Platform) => async (id: OperationId, who: string, sent: Sent) => {
  const answer = await platform.functions.invoke('applicant-api', eventFor(id, who, sent));
  const { statusCode, body } = answer as { statusCode: number; body: string };
  if (statusCode !== 200) throw new Error(`${id} answered ${statusCode}: ${body}`);
  return JSON.parse(body);
};

/** Waits for one more mail than there were. */
const arrival = async (platform: Platform, before: number): Promise<void> => {
  const until = performance.now() + 60_000;
  while (platform.engines.mail.mails().length <= before) {
    if (performance.now() > until) throw new Error('No mail came within a minute');
    await setTimeout(5);
  }
};
