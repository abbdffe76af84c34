import { expect, test } from 'vitest';
import { decide } from '../../functions/domain/application/decide.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { type ApplicationFile, loadFile, loadHead } from '../../functions/store/applications.ts';
import { promiseAttachment } from '../../functions/store/attachments.ts';
import { discardDraft } from '../../functions/store/discards.ts';
import type { AttachmentItem } from '../../functions/store/items.ts';
import { applicationKey, attachmentKey } from '../../functions/store/keys.ts';
import { get, readPartition } from '../../functions/store/read.ts';
import { scannerStanding } from '../../infra/local/bucket/events.ts';
import { scheduledEvent } from '../../infra/local/schedules.ts';
import { aDecision, aDigest } from '../factories/application.ts';
import { lifeTo } from '../factories/lives.ts';
import { storeApplication } from '../factories/stored.ts';
import { draftFile } from '../support/files.ts';
import { textOf } from './pages.ts';
import { linesOf, openService, queryLogs } from './walk.ts';

test('schedule-missed and clocks: what did not run is invoked by hand, counts the files, and twice does no harm', async () => {
  const { platform, ports, city } = await openService({
    functions: [
      'watch-clocks',
      'watch-documents',
      'watch-mails',
      'scan-attachment',
      'sweep-attachments',
      'announce',
      'remind',
      'expire-drafts',
      'publish-digest',
      'wake-waiting',
      'reconcile',
    ],
    consumers: false,
    schedules: false,
  });
  try {
    const ago = (days: number) => ({ ...ports, now: () => new Date(Date.now() - days * 86_400_000) });
    const past = await storeApplication(ago(80), 'deciding');
    const near = await storeApplication(ago(55), 'checking');
    await storeApplication(ago(5), 'checking');
    const kept = await storeApplication(ago(5), [
      ...lifeTo('deciding'),
      (application, at) =>
        decide({
          application,
          decision: { ...aDecision('refused', { decidedOn: dayOf(at) }), announceOn: addDays(dayOf(at), 2) },
          digest: aDigest,
          at,
        }),
    ]);
    // A document that never arrived, and the mark of a draft that was thrown away.
    const waiting = (await loadFile(ports, await draftFile(city))) as ApplicationFile;
    const missing = { ...(waiting.attachments[0] as AttachmentItem), id: `att_${ports.ulid()}` as const };
    const createdAt = ago(2).now().toISOString();
    await promiseAttachment(ports, waiting, { ...missing, verified: undefined, scan: undefined, createdAt });
    const thrown = (await loadFile(ports, await draftFile(city))) as ApplicationFile;
    await discardDraft(ago(2), thrown);
    const left = async () => [
      await get(ports, attachmentKey(waiting.head.id, missing.id)),
      ...(await readPartition(ports, applicationKey(thrown.head.id).pk)),
    ];
    expect((await left()).length).toBeGreaterThan(2);

    const page = textOf('schedule-missed');
    const named = [...page.matchAll(/--function-name permanent-call-\$STAGE-([\w-]+) \/dev\/stdout/g)].map(
      ([, name]) => name as string,
    );
    expect(named).toEqual([
      'watch-clocks',
      'watch-documents',
      'watch-mails',
      'sweep-attachments',
      'announce',
      'remind',
      'expire-drafts',
      'publish-digest',
      'wake-waiting',
      'reconcile',
    ]);
    for (const name of [...named, ...named]) await platform.functions.invoke(name, scheduledEvent(name, 'eu-west-3'));

    await expect.poll(() => linesOf(platform, 'watch-clocks').length, { timeout: 60_000 }).toBe(2);
    const found = queryLogs('clocks', linesOf(platform, 'watch-clocks'));
    expect(found).toEqual(Array(2).fill({ daysLeft: -19, near: 1, past: 1, 'nearIds.0': near, 'pastIds.0': past }));
    await expect.poll(() => linesOf(platform, 'watch-documents').length, { timeout: 60_000 }).toBe(2);
    // And what the scanner says of itself is found by the query of its page.
    const said = scannerStanding('documents', 'Warning', 'eu-west-3', ['INSUFFICIENT_TEST_OBJECT_PERMISSIONS']);
    await platform.functions.invoke('scan-attachment', { ...said, time: new Date().toISOString() });
    await expect
      .poll(() => queryLogs('scanner-faults', linesOf(platform, 'scan-attachment')), { timeout: 60_000 })
      .toEqual([{ state: 'warning', 'reasons.0': 'INSUFFICIENT_TEST_OBJECT_PERMISSIONS' }]);
    // Of the draft its mark alone stays, which the sweep of another day takes.
    expect((await left()).map((item) => item?.sk)).toEqual([undefined, 'DISCARDED']);
    const { announceOn, version } = (await loadHead(ports, kept)) ?? {};
    expect([announceOn, version]).toEqual([undefined, lifeTo('deciding').length + 3]);
  } finally {
    await platform.stop();
  }
});
