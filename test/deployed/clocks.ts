import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { specs } from '../../functions/specs.ts';
import { functionNameOf } from '../../infra/aws/functions.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { Arrived } from './arrival.ts';
import { type ApplicationId, asRead, draft, passChecks, promise } from './association.ts';
import { callRest } from './aws.ts';
import { check, inOrder } from './checks.ts';
import { stage } from './deployment.ts';
import { assertTold, assertUntold, type Kept } from './embargo.ts';
import type { Emulator } from './emulator.ts';
import { invoke, invokeAt, type Line } from './functions.ts';
import { findInMail, mailsTo } from './mails.ts';
import { operate, settled } from './operations.ts';
import type { Cast, Office } from './people.ts';
import { nextCall } from './versions.ts';

/** What the clocks find. */
export interface Clockwork {
  emulator: Emulator;
  outputs: Outputs;
  cast: Cast;
  juror: Office;
  arrived: Arrived;
  kept: Kept;
  /** A file that staff have not checked yet. */
  applicationId: ApplicationId;
}

/** The line with these words, less what every line has. */
const lineOf = (lines: readonly Line[], message: string): Line => {
  const line = lines.find((one) => one.message === message);
  if (!line) throw new Error(`No line “${message}” among ${JSON.stringify(lines)}`);
  return line;
};

const announce = async ({ emulator, cast, kept }: Clockwork): Promise<void> => {
  const said = (lines: Line[]) => {
    const { announced, failed } = lineOf(lines, 'Decisions announced');
    return [announced, failed];
  };
  assert.deepEqual(said(await invoke(emulator, 'announce')), [0, 0]);
  await assertUntold(emulator, cast, kept);
  const at = `${kept.announceOn}T06:00:00.000Z`;
  assert.deepEqual(said(await invokeAt(emulator, 'announce', at)), [1, 0]);
  await assertTold(emulator, cast, kept);
  assert.deepEqual(said(await invokeAt(emulator, 'announce', at)), [0, 0]);
};

const watchClocks = async ({ emulator, cast, applicationId }: Clockwork): Promise<void> => {
  const file = await cast.staff.client.ask('getStaffFile', { params: { applicationId } });
  const refusedOn = file.silenceRejectsOn ?? '';
  const watched = async (day: string) => {
    const lines = await invokeAt(emulator, 'watch-clocks', `${day}T10:00:00.000Z`);
    const { daysLeft, nearIds, pastIds } = lineOf(lines, 'Clocks watched');
    return { daysLeft, nearIds, pastIds };
  };
  assert.deepEqual(await watched(addDays(refusedOn, -15)), { daysLeft: undefined, nearIds: [], pastIds: [] });
  assert.deepEqual(await watched(addDays(refusedOn, -5)), { daysLeft: 5, nearIds: [applicationId], pastIds: [] });
  assert.deepEqual(await watched(addDays(refusedOn, 1)), { daysLeft: -1, nearIds: [], pastIds: [applicationId] });
};

const wakeWaiting = async ({ emulator }: Clockwork): Promise<void> => {
  const lines = await invoke(emulator, 'wake-waiting');
  assert.equal(lineOf(lines, 'Consumers woken that waited for newer code').woken, 0);
  assert.equal(lineOf(lines, 'Steps woken whose time for corrections is over').woken, 0);
};

/** What SES was told came back is mended by now, and every mail that was to leave has left. */
const watchMails = async ({ emulator }: Clockwork): Promise<void> => {
  const lines = await invoke(emulator, 'watch-mails');
  const { overdue, unsent } = lineOf(lines, 'Mails');
  assert.deepEqual([overdue, unsent], [0, 0]);
};

/** No document is an hour old yet, so that none has waited for as long. */
const watchDocuments = async ({ emulator }: Clockwork): Promise<void> => {
  const lines = await invoke(emulator, 'watch-documents');
  assert.equal(lineOf(lines, 'Documents watched').waiting, 0);
};

/** Whatever is under way at that moment is left to the next run, and is no difference. */
const reconcile = async ({ emulator }: Clockwork): Promise<void> => {
  const lines = await invoke(emulator, 'reconcile');
  const { calls, files, differing, differences } = lineOf(lines, 'Figures reconciled');
  assert.deepEqual([differing, differences], [0, []]);
  assert.ok(Number(calls) > 0 && Number(files) > 0);
};

const remind = async ({ emulator, outputs, cast, juror, applicationId }: Clockwork): Promise<void> => {
  const params = { applicationId };
  const { client: staff, person } = cast.staff;
  await passChecks(staff, applicationId, nextCall);
  const { jury } = await staff.ask('openStep', {
    params,
    body: await asRead(staff, applicationId, { jurorIds: [juror.id] }),
  });
  await settled(emulator, outputs, 'notify');
  // Later than the days after which staff are told of a step that is late.
  const day = addDays(dayOf(jury?.dueAt ?? ''), 10);
  const reminded = async (time: string) => {
    const { jurors, staff: told, refused } = lineOf(await invokeAt(emulator, 'remind', `${day}T${time}Z`), 'Reminders');
    return [jurors, told, refused];
  };
  const { number = '' } = await staff.ask('getStaffFile', { params });
  // Noted is not yet sent: what told the juror of the step is no reminder.
  await findInMail(emulator, juror.person.email, new RegExp(`^À évaluer[^]*${number}`));
  const addresses = [juror.person.email, person.email];
  const before = await Promise.all(addresses.map((address) => mailsTo(emulator, address)));
  assert.deepEqual(await reminded('20:00:00.000'), [0, 0, 0]);
  assert.deepEqual(await reminded('08:00:00.000'), [1, 1, 0]);
  assert.deepEqual(await reminded('09:00:00.000'), [0, 0, 0]);
  await findInMail(emulator, juror.person.email, new RegExp(`^1 évaluation en retard[^]*${number}`), before[0]?.length);
  await findInMail(emulator, person.email, new RegExp(`^1 dossier à débloquer[^]*${number}`), before[1]?.length);
  const after = await Promise.all(addresses.map((address) => mailsTo(emulator, address)));
  assert.deepEqual(
    after.map((mails, place) => mails.length - (before[place]?.length ?? 0)),
    [1, 1],
  );
};

/** A draft that nobody touches from today on. Kept today, its day is the same, and both warnings hold. */
const expireDrafts = async ({ emulator, cast: { applicant }, arrived }: Clockwork): Promise<void> => {
  const applicationId = await draft(applicant, arrived.organisationId, 6);
  const params = { applicationId };
  const run = async (days: number, hour = '08') => {
    const day = addDays(dayOf(new Date().toISOString()), days);
    const said = lineOf(await invokeAt(emulator, 'expire-drafts', `${day}T${hour}:00:00.000Z`), 'Drafts expired');
    return [Number(said.warned) > 0, Number(said.discarded) > 0, said.refused, said.failed];
  };
  const nothing = [false, false, 0, 0];
  const expiry = (await applicant.ask('getApplication', { params })).expiresOn ?? '';
  const before = Math.round((Date.parse(expiry) - Date.parse(dayOf(new Date().toISOString()))) / 86_400_000);
  assert.deepEqual(await run(before - 31), nothing);
  assert.deepEqual(await run(before - 30, '01'), nothing);
  assert.deepEqual(await run(before - 30), [true, false, 0, 0]);
  assert.deepEqual(await run(before - 30, '09'), nothing);
  assert.deepEqual(await run(before - 7), [true, false, 0, 0]);
  assert.equal((await applicant.ask('keepDraft', { params })).expiresOn, expiry);
  assert.deepEqual(await run(before), [false, true, 0, 0]);
  await assert.rejects(applicant.ask('getApplication', { params }));
};

const sweepAttachments = async ({ emulator, cast: { applicant }, arrived }: Clockwork): Promise<void> => {
  const applicationId = await draft(applicant, arrived.organisationId, 5);
  await promise(applicant, applicationId, 'statutes');
  const removed = (lines: Line[]) => lineOf(lines, 'Attachments swept').removed;
  const left = async () => (await applicant.ask('getApplication', { params: { applicationId } })).attachments.length;
  assert.deepEqual([removed(await invoke(emulator, 'sweep-attachments')), await left()], [0, 1]);
  const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
  assert.deepEqual([removed(await invokeAt(emulator, 'sweep-attachments', later)), await left()], [1, 0]);
};

/** The last of all: what happens later on a day that was published is not part of its digest. */
const publishDigest = async ({ emulator, outputs, cast: { applicant } }: Clockwork): Promise<void> => {
  await settled(emulator, outputs, 'anchor');
  const today = dayOf(new Date().toISOString());
  const tomorrow = `${addDays(today, 1)}T10:00:00.000Z`;
  const published = lineOf(await invokeAt(emulator, 'publish-digest', tomorrow), 'Digest published');
  const again = await invokeAt(emulator, 'publish-digest', tomorrow);
  assert.ok(!again.some(({ message }) => message === 'Digest published'), JSON.stringify(again));
  const answer = await applicant.ask('listDigests', { query: {} });
  const [newest] = answer.items;
  assert.equal(newest?.day, today);
  assert.ok((newest?.anchors ?? 0) > 0);
  assert.ok(answer.items.some(({ day, digest }) => day === published.day && digest === published.digest));

  const folder = mkdtempSync(join(tmpdir(), 'permanent-call-digests-'));
  try {
    const [items, kept, changed] = ['items.jsonl', 'kept.json', 'changed.json'].map((name) => join(folder, name));
    writeFileSync(kept as string, JSON.stringify(answer));
    const others = answer.items.map((one) => ({
      ...one,
      digest: one.digest.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
    }));
    writeFileSync(changed as string, JSON.stringify(others));
    await operate(emulator, outputs, 'export', items as string);
    const verify = (digests: string) =>
      operate(emulator, outputs, 'verify-chain', items as string, '--digests', digests);
    const { well, said } = await verify(kept as string);
    assert.ok(well, said.join(' '));
    assert.ok(
      said.some((line) => line.endsWith(`daily digests, the last of ${today}.`)),
      said.join(' '),
    );
    assert.equal((await verify(changed as string)).well, false);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** What each scheduled function is tried for, in the order in which they can follow each other. */
const trials: Record<string, { what: string; run: (own: Clockwork) => Promise<void> }> = {
  announce: { what: 'announces the other decision on its day, and not before', run: announce },
  'watch-clocks': { what: 'counts the file that silence refuses, near and past its day', run: watchClocks },
  remind: { what: 'reminds a juror and the staff of what is late, in the morning, once', run: remind },
  'expire-drafts': {
    what: 'warns of drafts that nobody saves, twice, and throws them away on their day',
    run: expireDrafts,
  },
  'sweep-attachments': { what: 'removes what was promised two days ago', run: sweepAttachments },
  'wake-waiting': {
    what: 'finds nobody who waits for newer code, nor for the end of the time for corrections',
    run: wakeWaiting,
  },
  'watch-mails': { what: 'finds no mail that should have left, nor one that reached nobody', run: watchMails },
  'watch-documents': { what: 'finds no document that has waited for its verdict for an hour', run: watchDocuments },
  reconcile: { what: 'finds the figures to be what the events make', run: reconcile },
  'publish-digest': {
    what: 'publishes the day once it is over, and an export is held to what everybody can read',
    run: publishDigest,
  },
};

/** Every scheduled function as its spec says, each invoked at the hour that it is made for. */
export const checkClocks = async (clockwork: Clockwork): Promise<void> => {
  const { emulator } = clockwork;
  const scheduled = specs.flatMap(({ name, trigger }) => (trigger.kind === 'schedule' ? [{ name, ...trigger }] : []));
  await check(`${scheduled.length} schedules are deployed as the specs say, and each is tried here`, async () => {
    const { Schedules } = (await callRest(emulator, 'scheduler', 'GET', '/schedules')) as {
      Schedules: { Name: string }[];
    };
    const found = [];
    for (const { Name } of Schedules) {
      const one = await callRest(emulator, 'scheduler', 'GET', `/schedules/${Name}`);
      found.push([one.Target.Arn.split(':').at(-1), one.ScheduleExpression, one.State]);
    }
    assert.deepEqual(
      found.sort(),
      scheduled.map(({ name, rate }) => [functionNameOf({ stage }, name), rate, 'ENABLED']).sort(),
    );
    assert.deepEqual(Object.keys(trials).sort(), scheduled.map(({ name }) => name).sort());
  });
  const story = inOrder();
  for (const [name, { what, run }] of Object.entries(trials))
    await story(`${name} ${what} (its clock moved by this test)`, () => run(clockwork));
};
