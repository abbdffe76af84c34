import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../functions/domain/calendar.ts';
import { expireDrafts } from '../../../functions/expire-drafts/expire.ts';
import type { Mail, Mailer } from '../../../functions/services/mail.ts';
import { noteFailure } from '../../../functions/store/addresses.ts';
import { loadFile, loadHead } from '../../../functions/store/applications.ts';
import { discardDraft } from '../../../functions/store/discards.ts';
import { listDraftsSavedUntil, listOldDraft, MAIL_WARNINGS } from '../../../functions/store/draft-expiry.ts';
import { readLog } from '../../../functions/store/events.ts';
import { applicationKey, organisationKey, personWarningKey } from '../../../functions/store/keys.ts';
import { LEASE_MS, takeLease } from '../../../functions/store/lease.ts';
import { beginMerge, goOnMerging } from '../../../functions/store/merging.ts';
import { loadOrganisationItself } from '../../../functions/store/organisation-heads.ts';
import { NoTurn } from '../../../functions/store/pace.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import { readPartition } from '../../../functions/store/read.ts';
import { sweepAttachments } from '../../../functions/sweep-attachments/sweep.ts';
import { migrate, tryMigration } from '../../../infra/ops/migrate.ts';
import { migrations } from '../../../infra/ops/migrations.ts';
import { usualDraftDays } from '../../../schemas/drafts.ts';
import { reminderSeq } from '../../../schemas/mail.ts';
import { anOrganisation } from '../../factories/people.ts';
import { interleave, mortalWith } from '../../support/actors.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { attach, draftFile, key, submitFile } from '../../support/files.ts';

const { applicant, colleague, stranger } = people;
const own = [applicant.email, colleague.email].toSorted();
const nothing = { warned: 0, discarded: 0, refused: 0, failed: 0 };

/** A mailer that keeps what it sent; `fault` decides over each mail. */
const post = (fault: (mail: Mail) => Error | undefined = () => undefined): Mailer & { outbox: Mail[] } => {
  const outbox: Mail[] = [];
  return {
    outbox,
    send: async (mail) => {
      const error = fault(mail);
      if (error) throw error;
      return `message-${outbox.push(mail)}`;
    },
  };
};
const answer = (name: string) => () => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
const throttling = answer('Throttling');

const run = (
  city: City,
  mailer: Mailer,
  { ports, bucket }: { ports: City['ports']; bucket: City['bucket'] } = city,
  remainingMs = () => 300_000,
) => expireDrafts({ ports, bucket, mailer, siteUrl, draftDays: usualDraftDays, remainingMs });

/** Drafts of these tests are saved on 2 March 2026, and expire a year later. */
const SAVED = '2026-03-02T09:00:00.000Z';
const on = (city: City, day: string, hour = '07') => city.ports.clock.set(`${day}T${hour}:00:00.000Z`);
const oldDraft = async () => {
  const city = await openCity({ now: SAVED });
  // The colleague is of the association by what its events say, too.
  const { id: organisationId, content } = anOrganisation(0);
  const body = { ...content, version: 1 };
  await city.ask('updateOrganisation', colleague.id, { params: { organisationId }, body });
  return { city, applicationId: await draftFile(city) };
};
const expiresOn = async (city: City, applicationId: string) => {
  const params = { applicationId };
  const { items } = await city.ask('listApplications', applicant.id, {
    query: { organisationId: applicant.organisationIds[0] as string },
  });
  const file = await city.ask('getApplication', applicant.id, { params });
  return [items.find(({ id }) => id === applicationId)?.expiresOn, file.expiresOn];
};
const to = (mails: readonly Mail[]) => mails.map((mail) => mail.to).toSorted();
/** Both warnings, so that the draft is to go on 2 March 2027. */
const warnTwice = async (city: City, mailer: Mailer = post()) => {
  for (const day of ['2027-01-31', '2027-02-23']) {
    on(city, day);
    expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  }
};

test('everybody who can keep a draft is warned 30 and 7 days before, once each, and then it is gone', async () => {
  const { city, applicationId } = await oldDraft();
  const mailer = post();
  const runOn = async (day: string, hour?: string) => {
    on(city, day, hour);
    const before = mailer.outbox.length;
    return [await run(city, mailer), to(mailer.outbox.slice(before))];
  };
  expect(await expiresOn(city, applicationId)).toEqual(['2027-03-02', '2027-03-02']);
  expect(await runOn('2027-01-30')).toEqual([nothing, []]);
  // Not in the night; in the morning, and no second time.
  expect(await runOn('2027-01-31', '02')).toEqual([nothing, []]);
  expect(await runOn('2027-01-31')).toEqual([{ ...nothing, warned: 1 }, own]);
  expect(await runOn('2027-01-31', '08')).toEqual([nothing, []]);
  expect(await runOn('2027-02-22')).toEqual([nothing, []]);
  expect(await runOn('2027-02-23')).toEqual([{ ...nothing, warned: 1 }, own]);
  expect(await runOn('2027-02-24')).toEqual([nothing, []]);
  expect(await runOn('2027-03-01')).toEqual([nothing, []]);
  expect(await expiresOn(city, applicationId)).toEqual(['2027-03-02', '2027-03-02']);
  expect(await runOn('2027-03-02')).toEqual([{ ...nothing, discarded: 1 }, []]);
  expect((await city.send('getApplication', applicant.id, { params: { applicationId } })).status).toBe(404);
});

test('a warning says which draft, its day and how to keep it, in the language of whoever reads it', async () => {
  const { city, applicationId } = await oldDraft();
  const before = await loadPerson(city.ports, colleague.id);
  if (!before) throw new Error('No colleague');
  await savePerson(city.ports, { ...colleague, language: 'en' }, before);
  on(city, '2027-01-31');
  const mailer = post();
  await run(city, mailer);
  const { title } = (await loadHead(city.ports, applicationId)) ?? {};
  expect(title?.length).toBeGreaterThan(0);
  const read = (email: string) => mailer.outbox.find((mail) => mail.to === email);
  for (const [email, subject, words] of [
    [applicant.email, `Votre brouillon sera supprimé le 2 mars 2027\u00a0: ${title}`, 'Garder le brouillon'],
    [colleague.email, `Your draft will be deleted on 2 March 2027: ${title}`, 'Keep the draft'],
  ] as const) {
    const mail = read(email);
    expect(mail?.subject).toBe(subject);
    for (const said of [title, words, `${siteUrl}/applicant/applications/${applicationId}/project`])
      expect(mail?.text).toContain(said);
  }
  expect(read(applicant.email)?.about).toEqual({ applicationId, seq: reminderSeq, recipient: applicant.id });
});

/** Further drafts of the same association, begun with the first. */
const moreDrafts = async (city: City, count: number) => {
  const ids: string[] = [];
  for (let place = 0; place < count; place++) {
    const { id } = await city.ask('startApplication', applicant.id, {
      body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() },
    });
    ids.push(id);
  }
  return ids;
};
const addressesIn = ({ text }: Mail) => [...text.matchAll(/applications\/(app_[^/\s]+)\/project/g)].map(([, id]) => id);

test('drafts that are due on a morning are one mail a person, with each of them, its day and its address', async () => {
  const { city, applicationId } = await oldDraft();
  const ids = [applicationId, ...(await moreDrafts(city, 2))];
  const before = await loadPerson(city.ports, colleague.id);
  if (!before) throw new Error('No colleague');
  await savePerson(city.ports, { ...colleague, language: 'en' }, before);
  on(city, '2027-01-31');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 3 });
  expect(to(mailer.outbox)).toEqual(own);
  const [french, english] = [applicant, colleague].map(({ email }) => mailer.outbox.find((mail) => mail.to === email));
  expect(french?.subject).toBe('3 de vos brouillons seront supprimés, à partir du 2 mars 2027');
  expect(english?.subject).toBe('3 of your drafts will be deleted, from 2 March 2027 on');
  for (const mail of mailer.outbox) expect(addressesIn(mail).toSorted()).toEqual(ids.toSorted());
  const { title } = (await loadHead(city.ports, applicationId)) ?? {};
  const { name } = anOrganisation(0).content;
  expect(french?.text).toContain(
    `- ${title} (${name})\u00a0: supprimé le 2 mars 2027, dernier enregistrement le 2 mars 2026. ${siteUrl}/applicant/applications/${applicationId}/project`,
  );
  expect(french?.text.match(/- Sans titre/g)).toHaveLength(2);
  expect(english?.text.match(/- Untitled/g)).toHaveLength(2);
  expect(await run(city, mailer)).toEqual(nothing);
  // The last warning gathers as well, and whoever kept one is told of it no more.
  on(city, '2027-02-20');
  await city.ask('keepDraft', applicant.id, { params: { applicationId: ids[1] as string } });
  on(city, '2027-02-23');
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 2 });
  expect(mailer.outbox.slice(2).map((mail) => addressesIn(mail).toSorted())).toEqual(
    own.map(() => ids.filter((_, place) => place !== 1).toSorted()),
  );
});

test('of more drafts than one mail tells of, the rest is told the next morning, and goes a day later', async () => {
  const { city, applicationId } = await oldDraft();
  const ids = [applicationId, ...(await moreDrafts(city, MAIL_WARNINGS))];
  on(city, '2027-01-31');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: MAIL_WARNINGS });
  on(city, '2027-01-31', '08');
  expect(await run(city, mailer)).toEqual(nothing);
  expect(to(mailer.outbox)).toEqual(own);
  on(city, '2027-02-01');
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual([...own, ...own].toSorted());
  const told = mailer.outbox.filter((mail) => mail.to === applicant.email).flatMap(addressesIn);
  expect(new Set(told.filter((id) => id !== undefined)).size).toBe(ids.length);
  const last = told.at(-1) ?? ids.at(-1);
  expect(mailer.outbox.at(-1)?.subject).toContain('3 mars 2027');
  expect((await loadHead(city.ports, String(last)))?.expiresOn).toBe('2027-03-03');
});

test('a draft that is found due after the mail of the morning left is told the next morning', async () => {
  const { city } = await oldDraft();
  const [late = ''] = await moreDrafts(city, 1);
  const { db, tableName: TableName } = city.ports;
  await db.send(
    new UpdateCommand({ TableName, Key: applicationKey(late), UpdateExpression: 'REMOVE savedOn, dueKey, dueSort' }),
  );
  on(city, '2027-01-31');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  await listOldDraft(city.ports, late);
  on(city, '2027-01-31', '08');
  expect(await run(city, mailer)).toEqual(nothing);
  on(city, '2027-02-01');
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual([...own, ...own].toSorted());
  expect((await loadHead(city.ports, late))?.expiresOn).toBe('2027-03-03');
});

test('what a run of the release before has in hand, draft by draft, is left to it; the mail tells of the others', async () => {
  const { city, applicationId } = await oldDraft();
  const ids = [applicationId, ...(await moreDrafts(city, 2))].toSorted();
  on(city, '2027-01-31');
  const takenBy = (id: string, place: number) =>
    takeLease(
      city.ports,
      personWarningKey(id, '2027-03-02', 0, own[place] === applicant.email ? applicant.id : colleague.id),
    );
  // It writes to one person of the last draft, and to the other of the first.
  await takenBy(ids[2] as string, 0);
  await takenBy(ids[0] as string, 1);
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 0 });
  expect(mailer.outbox.map((mail) => [mail.to, addressesIn(mail).toSorted()])).toEqual([[own[0], ids.slice(0, 2)]]);
  // It died: its leases lapse. Who had no mail yet has it now, the other is told of the third the next morning.
  city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 2 });
  expect(mailer.outbox.slice(1).map((mail) => [mail.to, addressesIn(mail).toSorted()])).toEqual([[own[1], ids]]);
  on(city, '2027-02-01');
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(mailer.outbox.slice(2).map((mail) => [mail.to, addressesIn(mail)])).toEqual([[own[0], [ids[2]]]]);
});

test('of several drafts, too: killed between any two calls, each is told to everybody, and again only where the mail left unnoted', async () => {
  let twice = 0;
  for (let calls = 1; calls <= 30; calls++) {
    const { city, applicationId } = await oldDraft();
    const ids = [applicationId, ...(await moreDrafts(city, 2))];
    const mailer = post();
    on(city, '2027-01-31');
    await run(city, mailer, mortalWith(city.ports, city.bucket, calls)).catch(() => undefined);
    city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    await run(city, mailer);
    const sent = Map.groupBy(mailer.outbox, (mail) => mail.to);
    for (const email of own) {
      const mails = sent.get(email) ?? [];
      expect([1, 2]).toContain(mails.length);
      if (mails.length === 2) twice++;
      // Whole each time: what one mail tells of is noted at once.
      for (const mail of mails) expect(addressesIn(mail).toSorted()).toEqual(ids.toSorted());
    }
    for (const id of ids) expect((await loadHead(city.ports, id))?.expiresOn).toBe('2027-03-02');
  }
  // One death for each person comes between the mail and its note.
  expect(twice).toBe(2);
});

test('what expired leaves nothing behind, and its log goes with the sweep', async () => {
  const { city, applicationId } = await oldDraft();
  expect(city.bucket.objects.size).toBeGreaterThan(0);
  await warnTwice(city);
  on(city, '2027-03-02');
  await run(city, post());
  expect(city.bucket.objects.size).toBe(0);
  const left = async () => [
    (await readPartition(city.ports, applicationKey(applicationId).pk)).map(({ sk }) => sk),
    (await readLog(city.ports, { type: 'application', id: applicationId })).length,
  ];
  expect(await left()).toEqual([['DISCARDED'], 1]);
  for (const _ of ['log', 'mark']) {
    await sweepAttachments(city.ports, city.bucket);
    city.ports.clock.advance({ hours: 25 });
  }
  expect(await left()).toEqual([[], 0]);
});

test('kept between the warnings, a draft starts over, and is warned of again a year later', async () => {
  const { city, applicationId } = await oldDraft();
  await warnTwice(city);
  on(city, '2027-03-01');
  const params = { applicationId };
  expect(await city.ask('keepDraft', colleague.id, { params })).toEqual({ expiresOn: '2028-02-29' });
  expect(await city.ask('keepDraft', colleague.id, { params })).toEqual({ expiresOn: '2028-02-29' });
  expect(await expiresOn(city, applicationId)).toEqual(['2028-02-29', '2028-02-29']);
  on(city, '2027-03-02');
  expect(await run(city, post())).toEqual(nothing);
  on(city, '2028-01-30');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual(own);
});

test('a section saved or a document attached starts over as well; a file that was handed over never expires', async () => {
  const city = await openCity({ now: SAVED });
  const [saved, attached] = [await draftFile(city), await draftFile(city)];
  const submitted = await submitFile(city);
  on(city, '2027-02-28');
  const { sections } = await city.ask('getApplication', applicant.id, { params: { applicationId: saved } });
  const { content = {}, revision = 0 } = sections.budget ?? {};
  const params = { applicationId: saved, section: 'budget' };
  await city.ask('saveSection', applicant.id, { params, body: { content, revision } });
  await attach(city, attached, 'accounts');
  on(city, '2027-03-10');
  expect(await run(city, post())).toEqual(nothing);
  for (const id of [saved, attached]) expect(await expiresOn(city, id)).toEqual(['2028-02-28', '2028-02-28']);
  expect(await expiresOn(city, submitted)).toEqual([undefined, undefined]);
  expect((await city.send('keepDraft', applicant.id, { params: { applicationId: submitted } })).status).toBe(409);
  const head = await loadHead(city.ports, submitted);
  expect([head?.savedOn, head?.expiresOn]).toEqual([undefined, undefined]);
});

test('whoever touches a draft while it is being thrown away keeps it, or is told that it is gone; never both', async () => {
  const { city } = await oldDraft();
  const met = new Set<string>();
  const acts = [
    (ports: City['ports'], applicationId: string) =>
      city.send('keepDraft', applicant.id, { params: { applicationId } }, ports),
    (ports: City['ports'], applicationId: string) =>
      city.send(
        'saveSection',
        applicant.id,
        { params: { applicationId, section: 'project' }, body: { content: { title: 'Autre' }, revision: 1 } },
        ports,
      ),
  ];
  for (const act of acts)
    for (let before = 0; before <= 8; before++) {
      city.ports.clock.set(SAVED);
      const applicationId = await draftFile(city);
      for (const day of ['2027-01-31', '2027-02-23']) {
        on(city, day);
        await run(city, post());
      }
      on(city, '2027-03-02');
      const [, touched] = await interleave<unknown, City['ports']>(
        city.ports,
        [...Array(before).fill(0), ...Array(40).fill(1), ...Array(60).fill(0)],
        [(ports) => run(city, post(), { ports, bucket: city.bucket }), (ports) => act(ports, applicationId)],
      );
      const { status } = (touched as PromiseFulfilledResult<{ status: number }>).value;
      const there = (await loadHead(city.ports, applicationId)) !== undefined;
      met.add(`${status} ${there}`);
    }
  expect([...met].toSorted()).toEqual(['200 true', '404 false']);
});

test('after 60 days without a run, a draft past its day is warned of first, and goes no sooner than the warnings say', async () => {
  const { city, applicationId } = await oldDraft();
  on(city, '2027-05-01');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(await expiresOn(city, applicationId)).toEqual(['2027-05-31', '2027-05-31']);
  // Down again until after that day: the second warning is still owed its seven days.
  on(city, '2027-06-20');
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(await expiresOn(city, applicationId)).toEqual(['2027-06-27', '2027-06-27']);
  expect(mailer.outbox.at(-1)?.subject).toContain('27 juin 2027');
  on(city, '2027-06-26');
  expect(await run(city, mailer)).toEqual(nothing);
  on(city, '2027-06-27');
  expect(await run(city, mailer)).toEqual({ ...nothing, discarded: 1 });
  expect(mailer.outbox.length).toBe(4);
});

test('two runs at once send each warning once, and throw a draft away once', async () => {
  const { city, applicationId } = await oldDraft();
  const mailer = post();
  const twice = async () => {
    const order = Array.from({ length: 80 }, (_, index) => index % 2);
    const results = await interleave<{ failed: number; discarded: number }, City['ports']>(city.ports, order, [
      (ports) => run(city, mailer, { ports, bucket: city.bucket }),
      (ports) => run(city, mailer, { ports, bucket: city.bucket }),
    ]);
    return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  };
  on(city, '2027-01-31');
  expect((await twice()).map((each) => each?.failed)).toEqual([0, 0]);
  // What one of them left to the other is noted by the next run.
  await run(city, mailer);
  expect(to(mailer.outbox)).toEqual(own);
  on(city, '2027-02-23');
  await twice();
  await run(city, mailer);
  expect(to(mailer.outbox)).toEqual([...own, ...own].toSorted());
  on(city, '2027-03-02');
  const ended = await twice();
  expect(ended.map((each) => each?.failed)).toEqual([0, 0]);
  expect(await loadHead(city.ports, applicationId)).toBeUndefined();
});

test('killed between any two calls, a later run goes on: everybody is warned, nobody more than once again', async () => {
  for (let calls = 1; calls <= 14; calls++) {
    const { city, applicationId } = await oldDraft();
    const mailer = post();
    for (const day of ['2027-01-31', '2027-02-23']) {
      on(city, day);
      await run(city, mailer, mortalWith(city.ports, city.bucket, calls)).catch(() => undefined);
      city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
      await run(city, mailer);
    }
    const sent = Map.groupBy(mailer.outbox, (mail) => mail.to);
    for (const email of own) expect([2, 3, 4]).toContain(sent.get(email)?.length);
    on(city, '2027-03-02');
    await run(city, mailer, mortalWith(city.ports, city.bucket, calls)).catch(() => undefined);
    await run(city, mailer);
    expect(await loadHead(city.ports, applicationId)).toBeUndefined();
    for (const _ of ['rest', 'log', 'mark']) {
      await sweepAttachments(city.ports, city.bucket);
      city.ports.clock.advance({ hours: 25 });
    }
    expect(await readPartition(city.ports, applicationKey(applicationId).pk)).toEqual([]);
    expect(city.bucket.objects.size).toBe(0);
  }
});

test('while SES takes no mails, warnings are tried with every run, and nothing goes, however long that is', async () => {
  const { city, applicationId } = await oldDraft();
  const refusing = post((mail) => (mail.to === applicant.email ? throttling() : undefined));
  for (let day = '2027-03-10'; day < '2027-03-20'; day = addDays(day, 1))
    for (const hour of ['06', '07', '08', '09', '10', '06']) {
      on(city, day, hour);
      expect(await run(city, refusing)).toEqual({ ...nothing, refused: 1 });
    }
  // The other person had theirs, once.
  expect(to(refusing.outbox)).toEqual([colleague.email]);
  on(city, '2027-03-20');
  const mailer = post();
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual([applicant.email]);
  // The thirty days begin here.
  expect(await expiresOn(city, applicationId)).toEqual(['2027-04-19', '2027-04-19']);
});

test('a person whom SES will never write to is noted, and the days run from then', async () => {
  const { city, applicationId } = await oldDraft();
  const never = answer('MessageRejected');
  const refusing = post((mail) => (mail.to === applicant.email ? never() : undefined));
  on(city, '2027-03-10');
  expect(await run(city, refusing)).toEqual({ ...nothing, warned: 1 });
  expect(to(refusing.outbox)).toEqual([colleague.email]);
  expect(await expiresOn(city, applicationId)).toEqual(['2027-04-09', '2027-04-09']);
});

test('whoever leaves the organisation while a warning waits for its turn is told nothing', async () => {
  const { city } = await oldDraft();
  on(city, '2027-01-31');
  const mailer = post();
  const leaving: Mailer = {
    ...mailer,
    ready: async () => {
      const before = await loadPerson(city.ports, colleague.id);
      if (before) await savePerson(city.ports, { ...before, organisationIds: [] }, before);
      return mailer;
    },
  };
  expect(await run(city, leaving)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual([applicant.email]);
});

test('a mail of which nothing is known is not tried before its lease lapsed, and the draft stays', async () => {
  const { city, applicationId } = await oldDraft();
  on(city, '2027-01-31');
  let lost = true;
  const mailer = post(() => (lost ? new Error('socket hang up') : undefined));
  expect(await run(city, mailer)).toEqual({ ...nothing, failed: 1 });
  lost = false;
  expect((await run(city, mailer)).warned).toBe(0);
  city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 1 });
  expect(to(mailer.outbox)).toEqual(own);
  expect(await loadHead(city.ports, applicationId)).toBeDefined();
});

test('an address that refuses our mails is written to no more, and noted; the other person is warned', async () => {
  const { city, applicationId } = await oldDraft();
  await noteFailure(city.ports, {
    about: { applicationId: applicationId as `app_${string}`, seq: reminderSeq, recipient: applicant.id },
    messageId: 'message-1',
    email: applicant.email,
    kind: 'bounced',
    feedbackId: 'feedback-1',
    at: SAVED,
  });
  const mailer = post();
  await warnTwice(city, mailer);
  expect(to(mailer.outbox)).toEqual([colleague.email, colleague.email]);
  const notes = (await readPartition(city.ports, applicationKey(applicationId).pk)).filter(({ sk }) =>
    sk.startsWith('WARNING#'),
  );
  expect(notes.map(({ sk, status, v }) => [sk, status, v])).toEqual(
    [0, 1].flatMap((warning) => {
      const place = `WARNING#2027-03-02#${warning}`;
      return [
        [place, 'given', 1],
        ...[
          [`${place}#${applicant.id}`, 'held', 1],
          [`${place}#${colleague.id}`, 'sent', 1],
        ].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
      ];
    }),
  );
});

test('a run that has no time left ends, and the next one goes on', async () => {
  const { city } = await oldDraft();
  await draftFile(city);
  on(city, '2027-01-31');
  const mailer = post();
  const short = () => (mailer.outbox.length === 0 ? 300_000 : 1000);
  expect(await run(city, mailer, city, short)).toEqual(nothing);
  expect(mailer.outbox.length).toBe(1);
  expect(await run(city, mailer)).toEqual({ ...nothing, warned: 2 });
  expect(to(mailer.outbox)).toEqual(own);
});

test('a draft of an older release is found by the migration, once, and warned of before anything else', async () => {
  const { city, applicationId } = await oldDraft();
  const { db, tableName: TableName } = city.ports;
  const Key = applicationKey(applicationId);
  await db.send(
    new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE savedOn, expiresOn, dueKey, dueSort, promised' }),
  );
  const listed = async () => (await listDraftsSavedUntil(city.ports, '2026-03-02', undefined)).applicationIds;
  expect(await listed()).toEqual([]);
  expect(await expiresOn(city, applicationId)).toEqual(['2027-03-02', '2027-03-02']);
  const byMigration = migrations.find(({ name }) => name === 'drafts-by-save');
  if (!byMigration) throw new Error('No such migration');
  await submitFile(city);
  expect((await tryMigration(city.ports, byMigration)).concerned).toBe(2);
  await migrate(city.ports, byMigration);
  expect(await listed()).toEqual([applicationId]);
  expect(await listOldDraft(city.ports, applicationId)).toBe(false);
  on(city, '2028-01-01');
  expect(await run(city, post())).toEqual({ ...nothing, warned: 1 });
  expect(await expiresOn(city, applicationId)).toEqual(['2028-01-31', '2028-01-31']);
});

test('a document taken off since the draft was read keeps it from being thrown away as read', async () => {
  const { city, applicationId } = await oldDraft();
  const read = await loadFile(city.ports, applicationId);
  if (!read) throw new Error('No draft');
  const [{ id: attachmentId } = { id: '' }] = read.attachments;
  await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId } });
  await expect(discardDraft(city.ports, read, { asRead: true })).rejects.toThrow();
  expect(await loadHead(city.ports, applicationId)).toBeDefined();
});

test('a run that gets no turn to send has not tried, and holds nobody up', async () => {
  const { city } = await oldDraft();
  on(city, '2027-01-31');
  const late: Mailer = { ...post(), ready: () => Promise.reject(new NoTurn()) };
  for (let runs = 0; runs < 30; runs++) expect(await run(city, late)).toEqual(nothing);
  const office = post();
  expect(await run(city, office)).toEqual({ ...nothing, warned: 1 });
  expect(to(office.outbox)).toEqual(own);
});

test('kept by the first who reads the warning, nobody else is told any more that the draft goes', async () => {
  const { city, applicationId } = await oldDraft();
  on(city, '2027-01-31');
  const office = post();
  const mailer: Mailer = {
    send: async (mail) => {
      await city.ask('keepDraft', applicant.id, { params: { applicationId } });
      return office.send(mail);
    },
  };
  await run(city, mailer);
  expect(office.outbox.length).toBe(1);
  expect(await expiresOn(city, applicationId)).toEqual(['2028-01-31', '2028-01-31']);
});

describe('where drafts are kept for more days than when warnings left', () => {
  const runWith = async (city: City, day: string, draftDays: number, mailer = post()) => {
    on(city, day);
    const { ports, bucket } = city;
    const came = await expireDrafts({ ports, bucket, mailer, siteUrl, draftDays, remainingMs: () => 300_000 });
    return { ...came, mails: mailer.outbox.length };
  };

  test('pages say the day that holds', async () => {
    const { city, applicationId } = await oldDraft();
    expect(await runWith(city, '2026-04-01', 60)).toEqual({ ...nothing, warned: 1, mails: 2 });
    on(city, '2026-06-01');
    expect(await run(city, post())).toEqual(nothing);
    expect(await expiresOn(city, applicationId)).toEqual(['2027-03-02', '2027-03-02']);
  });

  test('a draft that was warned of twice is warned of twice again', async () => {
    const { city, applicationId } = await oldDraft();
    for (const day of ['2026-04-01', '2026-04-24'])
      expect(await runWith(city, day, 60)).toEqual({ ...nothing, warned: 1, mails: 2 });
    const happened: string[] = [];
    for (let day = '2026-04-25'; await loadHead(city.ports, applicationId); day = addDays(day, 1)) {
      const { warned, discarded } = await runWith(city, day, 120);
      if (warned || discarded) happened.push(`${day}: ${warned} ${discarded}`);
    }
    // 120 days after 2 March is 30 June.
    expect(happened).toEqual(['2026-05-31: 1 0', '2026-06-23: 1 0', '2026-06-30: 0 1']);
  });
});

test('a draft whose organisation is merged after both warnings is warned of anew: others can keep it now', async () => {
  const { city, applicationId } = await oldDraft();
  await warnTwice(city);
  const [from, into] = await Promise.all(
    [0, 1].map(async (index) => loadOrganisationItself(city.ports, anOrganisation(index).id)),
  );
  if (!from || !into) throw new Error('No organisations');
  await city.ports.db.send(
    new UpdateCommand({
      TableName: city.ports.tableName,
      Key: organisationKey(into.id),
      UpdateExpression: 'SET siret = :siret',
      ExpressionAttributeValues: { ':siret': from.siret },
    }),
  );
  on(city, '2027-02-25');
  const by = { actor: { role: 'staff' as const }, at: city.ports.now().toISOString() };
  const asRead = { from: from.version, into: into.version };
  await beginMerge(city.ports, { fromId: from.id, intoId: into.id, asRead, ...by });
  await goOnMerging(city.ports, { fromId: from.id, ...by });
  expect((await loadHead(city.ports, applicationId))?.organisationId).toBe(into.id);
  on(city, '2027-03-02');
  expect(await run(city, post())).toEqual(nothing);
  on(city, '2028-01-26');
  const office = post();
  expect(await run(city, office)).toEqual({ ...nothing, warned: 1 });
  expect(to(office.outbox)).toContain(stranger.email);
});

test('kept under a clock that is behind the last save, a draft is kept', async () => {
  const { city, applicationId } = await oldDraft();
  const params = { applicationId };
  on(city, '2026-06-02');
  await city.ask('keepDraft', applicant.id, { params });
  on(city, '2026-06-01');
  expect(await city.ask('keepDraft', applicant.id, { params })).toEqual({ expiresOn: '2027-06-02' });
});

test('a warning that was refused before the draft was kept leaves nothing that stays for ever', async () => {
  const { city, applicationId } = await oldDraft();
  on(city, '2027-01-31');
  await run(city, post(throttling));
  await city.ask('keepDraft', applicant.id, { params: { applicationId } });
  const left = (await readPartition(city.ports, applicationKey(applicationId).pk)).filter(({ sk }) =>
    sk.startsWith('WARNING#'),
  );
  expect(left.map(({ expiresAt }) => typeof expiresAt)).toEqual(['number', 'number']);
});
