import { expect, test } from 'vitest';
import { decide } from '../../functions/domain/application/decide.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { loadHead } from '../../functions/store/applications.ts';
import { noteFindings } from '../../functions/store/attachments.ts';
import { attachmentKey } from '../../functions/store/keys.ts';
import { get } from '../../functions/store/read.ts';
import { scheduledEvent } from '../../infra/local/schedules.ts';
import { aDecision, aDigest } from '../factories/application.ts';
import { lifeTo } from '../factories/lives.ts';
import { storeApplication } from '../factories/stored.ts';
import { people } from '../support/city.ts';
import { attach, draftFile } from '../support/files.ts';
import { textOf } from './pages.ts';
import { linesOf, openService, queryLogs } from './walk.ts';

test('schedule-missed and clocks: what did not run is invoked by hand, counts the files, and twice does no harm', async () => {
  const { platform, ports, city } = await openService({
    functions: [
      'watch-clocks',
      'sweep-attachments',
      'announce',
      'remind',
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
    const draft = await draftFile(city);
    const discarded = await attach(city, draft, 'statutes');
    await noteFindings(ports, draft, discarded, { verified: 'right' });
    await city.ask('discardDraft', people.applicant.id, { params: { applicationId: draft } });
    expect(await get(ports, attachmentKey(draft, discarded))).toBeDefined();

    const page = textOf('schedule-missed');
    const named = [...page.matchAll(/--function-name permanent-call-\$STAGE-([\w-]+) \/dev\/stdout/g)].map(
      ([, name]) => name as string,
    );
    expect(named).toEqual([
      'watch-clocks',
      'sweep-attachments',
      'announce',
      'remind',
      'publish-digest',
      'wake-waiting',
      'reconcile',
    ]);
    for (const name of [...named, ...named]) await platform.functions.invoke(name, scheduledEvent(name, 'eu-west-3'));

    await expect.poll(() => linesOf(platform, 'watch-clocks').length, { timeout: 60_000 }).toBe(2);
    const found = queryLogs('clocks', 0, linesOf(platform, 'watch-clocks'));
    expect(found).toEqual(Array(2).fill({ near: 1, past: 1, 'nearIds.0': near, 'pastIds.0': past }));
    expect(await get(ports, attachmentKey(draft, discarded))).toBeUndefined();
    const { announceOn, version } = (await loadHead(ports, kept)) ?? {};
    expect([announceOn, version]).toEqual([undefined, lifeTo('deciding').length + 3]);
  } finally {
    await platform.stop();
  }
});
