import { anchorAggregate } from '../../../functions/anchor/anchor.ts';
import { announceDue } from '../../../functions/announce/announce.ts';
import { auditAggregate } from '../../../functions/audit/audit.ts';
import { closeCompleteStep } from '../../../functions/close-step/close-step.ts';
import { expireDrafts } from '../../../functions/expire-drafts/expire.ts';
import { notifyApplication } from '../../../functions/notify/notify.ts';
import { notifySession } from '../../../functions/notify/sessions.ts';
import { paced } from '../../../functions/pace.ts';
import { publishDigests } from '../../../functions/publish-digest/publish.ts';
import { deliveryEvent, recordDelivery } from '../../../functions/record-delivery/record.ts';
import { remind } from '../../../functions/remind/remind.ts';
import { noteScan, type ScanResult } from '../../../functions/scan-attachment/scan.ts';
import { sendAct } from '../../../functions/send/send.ts';
import type { ActWakeUp, WakeUp } from '../../../functions/services/queues.ts';
import type { ConsumerName } from '../../../functions/spec.ts';
import { objectKey } from '../../../functions/store/attachments.ts';
import { GATHERING_MS, overdueActs } from '../../../functions/store/messages.ts';
import { sweepAttachments } from '../../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../../functions/verify-attachment/verify.ts';
import { wakeCorrected } from '../../../functions/wake-waiting/steps.ts';
import { watchClocks } from '../../../functions/watch-clocks/watch.ts';
import { consumers as everyConsumer, replayConsumer } from '../../../infra/ops/replay.ts';
import type { memoryBucket } from '../../support/bucket.ts';
import { auditDays, siteUrl } from '../../support/city.ts';
import type { TestPorts } from '../../support/ports.ts';
import type { Post } from './post.ts';

/** Long enough for whatever one run sends. */
const PLENTY_MS = 600_000;

/** Days after which drafts of the small city expire: its whole life is three months, and no draft of it goes unasked. */
const DRAFT_DAYS = 90;

/**
 * Everything that events, objects, mails and clocks wake, wired as the functions' handlers wire it. This is the one place
 * of a release that knows how consumers are called.
 */
export const consumersOf = (on: { ports: TestPorts; bucket: ReturnType<typeof memoryBucket>; mailer: Post }) => {
  const { ports, bucket } = on;
  const mailer = paced(ports, on.mailer, { perSecond: 14, remainingMs: () => PLENTY_MS });
  const take: Record<ConsumerName, (woken: WakeUp) => Promise<unknown>> = {
    'close-step': (woken) => closeCompleteStep(ports, woken),
    notify: ({ type, id }) => (type === 'session' ? notifySession : notifyApplication)(ports, id),
    anchor: (woken) => anchorAggregate(ports, woken),
    audit: (woken) => auditAggregate(ports, woken, auditDays),
  };
  const queues = {
    wake: async (name: string, wakeUps: (WakeUp | ActWakeUp)[]) => {
      for (const woken of wakeUps) if (woken.type !== 'act') await take[name as ConsumerName](woken);
    },
  };
  return {
    /**
     * Wakes every consumer for all that it is behind with, steps that can be closed first, since that is an event again.
     * A mail that fails for the moment comes again with the next settling, as it would from its queue.
     * @throws the first fault that is none of the post's.
     */
    settle: async (): Promise<void> => {
      const urls = Object.fromEntries(everyConsumer.map((name) => [name, name]));
      const order = everyConsumer.toSorted(
        (one, other) => Number(other === 'close-step') - Number(one === 'close-step'),
      );
      for (const consumer of order) await replayConsumer(ports, queues, urls, consumer);
      // Mails that are to leave, and those that wait for the end of an act that is over.
      const soon = new Date(ports.now().getTime() + GATHERING_MS).toISOString();
      for (const act of await overdueActs(ports, soon))
        try {
          await sendAct({ ports, mailer, siteUrl }, act);
        } catch (fault) {
          if (on.mailer.troubles.size === 0) throw fault;
        }
    },
    /** What the schedules do at the beginning of a day. */
    morning: async (): Promise<void> => {
      await announceDue(ports);
      await publishDigests(ports);
      await sweepAttachments(ports, bucket);
      await watchClocks(ports);
      await wakeCorrected(ports, queues, 'close-step');
      await remind({ ports, mailer, siteUrl });
      await expireDrafts({ ports, bucket, mailer, siteUrl, draftDays: DRAFT_DAYS, remainingMs: () => PLENTY_MS });
    },
    /** The storage has an object, and the scanner has looked at it; without a verdict it has not yet. */
    arrived: async (
      applicationId: string,
      attachmentId: string,
      scanResultStatus?: ScanResult['scanResultDetails']['scanResultStatus'],
    ): Promise<void> => {
      const key = objectKey(applicationId, attachmentId);
      await verifyAttachment(ports, bucket, key);
      if (scanResultStatus)
        await noteScan(ports, { s3ObjectDetails: { objectKey: key }, scanResultDetails: { scanResultStatus } });
    },
    /** SES tells what became of a mail, in the shape of its events. */
    told: (event: unknown): Promise<void> => recordDelivery(ports, deliveryEvent.parse(event)),
  };
};
