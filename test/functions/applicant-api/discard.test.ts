import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../functions/applicant-api/operations.ts';
import { httpHandler } from '../../../functions/http.ts';
import { measureApplication } from '../../../functions/measure/measure.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { objectKey } from '../../../functions/store/attachments.ts';
import { Stale } from '../../../functions/store/commit.ts';
import { readLog } from '../../../functions/store/events.ts';
import { applicationKey, discardedKey } from '../../../functions/store/keys.ts';
import { get, readPartition } from '../../../functions/store/read.ts';
import { sweepAttachments } from '../../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../../functions/verify-attachment/verify.ts';
import { applicantContract } from '../../../schemas/contract/applicant.ts';
import { examplePdf } from '../../../schemas/examples/pdf.ts';
import { anOrganisation } from '../../factories/people.ts';
import { everyOrder, interleave, mortalWith, pausing } from '../../support/actors.ts';
import { busyDay, type City, openCity, people } from '../../support/city.ts';
import { draftFile, key } from '../../support/files.ts';
import { context, eventFor, type Sent } from '../../support/gateway.ts';

const { applicant } = people;
const pdf = examplePdf('Statuts');
const document = {
  documentId: 'statutes',
  filename: 'statuts.pdf',
  contentType: 'application/pdf',
  sizeBytes: pdf.length,
  sha256: createHash('sha256').update(pdf).digest('base64'),
};

type Own = { ports: City['ports']; bucket: City['bucket'] };

/** A request of the applicant's, over ports and a bucket of its own. @returns its status. */
const send = async ({ ports, bucket }: Own, id: 'discardDraft' | 'saveSection' | 'addAttachment', sent: Sent) => {
  const handler = httpHandler(
    applicantContract,
    ports,
    operations(ports, bucket, async () => ({}) as never),
  );
  return (await handler(eventFor(id, applicant.id, sent), context)).statusCode ?? 0;
};
const start = async (city: City): Promise<string> => {
  const body = { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() };
  return (await city.ask('startApplication', applicant.id, { body })).id;
};
const saving = (applicationId: string, revision = 0): Sent => ({
  params: { applicationId, section: 'commitments' },
  body: { content: { contactName: 'Jeanne Dupont', contactEmail: 'jeanne@associations.example' }, revision },
});

/** What is there of an application: the sort keys of its items, less the mark of one that was thrown away, and its bytes. */
const leftOf = async (city: City, applicationId: string): Promise<string[]> => [
  ...(await readPartition(city.ports, applicationKey(applicationId).pk))
    .map(({ sk }) => sk)
    .filter((sk) => sk !== discardedKey(applicationId).sk),
  ...[...city.bucket.objects.keys()].filter((name) => name.includes(applicationId)),
];
/** Two sweeps later the log is gone, and then the mark. */
const expectNothingLater = async (city: City, applicationIds: readonly string[]) => {
  for (const _ of ['log', 'mark']) {
    city.ports.clock.advance({ hours: 25 });
    expect((await sweepAttachments(city.ports, city.bucket)).failed).toBe(0);
  }
  for (const id of applicationIds)
    expect([
      await leftOf(city, id),
      await readLog(city.ports, { type: 'application', id }),
      await get(city.ports, discardedKey(id)),
    ]).toEqual([[], [], undefined]);
  expect(city.bucket.objects.size).toBe(0);
};

/** Runs a discard and another act in every order of their calls, each on a draft of its own. */
const inEveryOrder = async (
  city: City,
  calls: { discard: number; other: number },
  draft: () => Promise<string>,
  other: (own: Own, applicationId: string, pause: () => Promise<void>) => Promise<unknown>,
): Promise<{ ids: string[]; met: Set<string>; left: Set<string> }> => {
  const ids: string[] = [];
  const met = new Set<string>();
  const left = new Set<string>();
  for (const order of everyOrder(calls.discard, calls.other)) {
    const applicationId = await draft();
    const results = await interleave<unknown, City['ports']>(city.ports, order, [
      (ports, pause) =>
        send({ ports, bucket: pausing(city.bucket, pause) }, 'discardDraft', { params: { applicationId } }),
      (ports, pause) => other({ ports, bucket: pausing(city.bucket, pause) }, applicationId, pause),
    ]);
    const values = results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.name));
    met.add(values.join(', '));
    for (const sk of await leftOf(city, applicationId)) left.add(sk);
    ids.push(applicationId);
  }
  return { ids, met, left };
};

describe('a draft that is thrown away leaves nothing behind, in every order of calls', () => {
  test('while a section is saved for the first time', async () => {
    const city = await openCity({ perDay: busyDay });
    const { ids, met, left } = await inEveryOrder(
      city,
      { discard: 6, other: 4 },
      () => start(city),
      (own, id) => send(own, 'saveSection', saving(id)),
    );
    expect([...met].toSorted()).toEqual(['200, 200', '200, 404']);
    expect([...left]).toEqual([]);
    await expectNothingLater(city, ids);
  });

  test('while a section is saved again: the save is kept by nobody, and is told so', async () => {
    const city = await openCity({ perDay: busyDay });
    const saved = async () => {
      const id = await start(city);
      await city.ask('saveSection', applicant.id, saving(id));
      return id;
    };
    const { ids, met, left } = await inEveryOrder(city, { discard: 6, other: 4 }, saved, (own, id) =>
      send(own, 'saveSection', saving(id, 1)),
    );
    expect([...met].toSorted()).toEqual(['200, 200', '200, 404']);
    expect([...left]).toEqual([]);
    await expectNothingLater(city, ids);
  });

  test('while a document is promised', async () => {
    const city = await openCity({ perDay: busyDay });
    const { ids, met, left } = await inEveryOrder(
      city,
      { discard: 5, other: 5 },
      () => start(city),
      (own, id) =>
        send({ ports: own.ports, bucket: city.bucket }, 'addAttachment', {
          params: { applicationId: id },
          body: document,
        }),
    );
    expect([...met].toSorted()).toEqual(['200, 200', '200, 404']);
    expect([...left]).toEqual([]);
    await expectNothingLater(city, ids);
  });

  test('while a document that was promised arrives', async () => {
    const city = await openCity({ perDay: busyDay });
    const promised = new Map<string, string>();
    const draft = async () => {
      const id = await start(city);
      const { attachment } = await city.ask('addAttachment', applicant.id, {
        params: { applicationId: id },
        body: document,
      });
      promised.set(id, objectKey(id, attachment.id));
      return id;
    };
    const { ids, left } = await inEveryOrder(city, { discard: 6, other: 4 }, draft, async (own, id, pause) => {
      const object = promised.get(id) ?? '';
      await pause();
      city.bucket.objects.set(object, pdf);
      // An event whose function failed comes again.
      const verify = () => verifyAttachment(own.ports, own.bucket, object);
      await verify().catch(verify);
    });
    expect([...left]).toEqual([]);
    await expectNothingLater(city, ids);
  });

  test('while a consumer takes its event: what it notes goes with the next sweep', async () => {
    const city = await openCity();
    const { ids } = await inEveryOrder(
      city,
      { discard: 6, other: 3 },
      () => start(city),
      ({ ports }, id) =>
        measureApplication(ports, id).catch((error) => {
          // It is woken again, and finds nothing to take.
          if (!(error instanceof Stale)) throw error;
          return measureApplication(ports, id);
        }),
    );
    await expectNothingLater(city, ids);
  });

  test('while it is submitted, it is the one or the other', async () => {
    const city = await openCity();
    const met = new Set<string>();
    for (let calls = 0; calls <= 6; calls++)
      for (const first of [0, 1]) {
        const applicationId = await draftFile(city);
        const order = [...Array(calls).fill(first), ...Array(40).fill(1 - first)];
        const params = { applicationId };
        const [discarded, submitted] = await interleave<number, City['ports']>(city.ports, order, [
          (ports) => send({ ports, bucket: city.bucket }, 'discardDraft', { params }),
          async (ports) =>
            (await city.send('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } }, ports))
              .status,
        ]);
        const statuses = [discarded, submitted].map((result) => (result?.status === 'fulfilled' ? result.value : 0));
        met.add(statuses.join(', '));
        const file = await loadFile(city.ports, applicationId);
        expect([file?.head.state, file?.attachments.length, file?.events.length]).toEqual(
          statuses[0] === 200 ? [undefined, undefined, undefined] : ['checking', 2, 2],
        );
        if (statuses[0] === 200) expect(await leftOf(city, applicationId)).toEqual([]);
      }
    expect([...met].toSorted()).toEqual(['200, 404', '409, 200']);
  });
});

describe('a discard that is cut off', () => {
  test('between any two calls has not happened, or is finished by the next sweep', async () => {
    const city = await openCity();
    const counted = mortalWith(city.ports, city.bucket, Number.POSITIVE_INFINITY);
    const whole = await draftFile(city);
    expect(await send(counted, 'discardDraft', { params: { applicationId: whole } })).toBe(200);
    // Who asks, the file and its log, the discard, what is left, the rest, and the bytes of two documents.
    expect(counted.made()).toBe(8);
    for (let calls = 0; calls < counted.made(); calls++) {
      const applicationId = await draftFile(city);
      const status = await send(mortalWith(city.ports, city.bucket, calls), 'discardDraft', {
        params: { applicationId },
      });
      const file = await loadFile(city.ports, applicationId);
      expect([status, file?.head.state]).toEqual(calls < 4 ? [500, 'draft'] : [200, undefined]);
      if (file) expect([Object.keys(file.sections).length, file.attachments.length]).toEqual([3, 2]);
      const left = await leftOf(city, applicationId);
      // What was typed went with the head: documents alone may be left.
      if (!file) expect(left.every((name) => /^(ATTACHMENT#|DOCUMENTS$|attachments\/)/.test(name))).toBe(true);
      expect((await sweepAttachments(city.ports, city.bucket)).failed).toBe(0);
      if (!file) expect(await leftOf(city, applicationId)).toEqual([]);
    }
  });

  test('and a sweep that is cut off as well, between any two calls, leaves the rest to the one after it', async () => {
    const city = await openCity();
    const cutOff = async () => {
      const applicationId = await draftFile(city);
      await send(mortalWith(city.ports, city.bucket, 5), 'discardDraft', { params: { applicationId } });
      expect((await leftOf(city, applicationId)).length).toBe(5);
      city.ports.clock.advance({ hours: 25 });
      return applicationId;
    };
    const first = await cutOff();
    const counted = mortalWith(city.ports, city.bucket, Number.POSITIVE_INFINITY);
    expect(await sweepAttachments(counted.ports, counted.bucket)).toEqual({
      removed: 0,
      verified: 0,
      drafts: 0,
      failed: 0,
    });
    await expectNothingLater(city, [first]);
    for (let calls = 0; calls < counted.made(); calls++) {
      const applicationId = await cutOff();
      const dying = mortalWith(city.ports, city.bucket, calls);
      const swept = await sweepAttachments(dying.ports, dying.bucket).catch(() => ({ failed: 1 }));
      expect(swept.failed).toBe(1);
      expect(await sweepAttachments(city.ports, city.bucket)).toMatchObject({ drafts: 0, failed: 0 });
      expect(await leftOf(city, applicationId)).toEqual([]);
      await expectNothingLater(city, [applicationId]);
    }
  });
});
