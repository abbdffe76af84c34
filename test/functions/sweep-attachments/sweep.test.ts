import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ApplicationFile, loadFile } from '../../../functions/store/applications.ts';
import {
  attachmentOf,
  loadAnyAttachment,
  loadAttachment,
  objectKey,
  promiseAttachment,
} from '../../../functions/store/attachments.ts';
import type { AttachmentItem } from '../../../functions/store/items.ts';
import { sweepAttachments } from '../../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../../functions/verify-attachment/verify.ts';
import { examplePdf } from '../../../schemas/examples/pdf.ts';
import { everyOrder, interleave, mortal, mortalWith, pausing } from '../../support/actors.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { draftFile, key } from '../../support/files.ts';

const { applicant } = people;
const pdf = examplePdf('Comptes');

const promised = {
  documentId: 'accounts',
  filename: 'comptes.pdf',
  contentType: 'application/pdf',
  sizeBytes: pdf.length,
  sha256: createHash('sha256').update(pdf).digest('base64'),
} as const;

/** Promises an optional document; its bytes do not arrive by themselves. */
const promise = async (city: City, applicationId: string): Promise<{ id: string; object: string }> => {
  const { attachment } = await city.ask('addAttachment', applicant.id, {
    params: { applicationId },
    body: promised,
  });
  return { id: attachment.id, object: objectKey(applicationId, attachment.id) };
};
const stateOf = async (city: City, applicationId: string, id: string) => {
  const item = await loadAttachment(city.ports, applicationId, id);
  return item && attachmentOf(item).state;
};
const late = (city: City) => city.ports.clock.advance({ hours: 25 });
const nothing = { removed: 0, verified: 0, drafts: 0, failed: 0 };

describe('a document whose bytes arrived is never swept', () => {
  test('one that nobody verified for 25 hours is verified by the sweep, and once more by the event that comes late', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { id, object } = await promise(city, applicationId);
    city.bucket.objects.set(object, pdf);
    late(city);
    expect(await sweepAttachments(city.ports, city.bucket)).toEqual({ ...nothing, verified: 1 });
    await verifyAttachment(city.ports, city.bucket, object);
    expect(await stateOf(city, applicationId, id)).toBe('received');
    expect(await sweepAttachments(city.ports, city.bucket)).toEqual(nothing);
    expect(city.bucket.objects.get(object)).toEqual(pdf);
  });

  test('one that is not what was promised stays as well, and says so to its owner', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { id, object } = await promise(city, applicationId);
    city.bucket.objects.set(object, examplePdf('Autre chose'));
    late(city);
    expect(await sweepAttachments(city.ports, city.bucket)).toEqual({ ...nothing, verified: 1 });
    expect(await stateOf(city, applicationId, id)).toBe('rejected');
  });

  test('verified while the sweep is at it, it stays or goes as a whole, in every order of their calls', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const became = new Set<string>();
    for (const order of everyOrder(5, 4)) {
      const id: AttachmentItem['id'] = `att_${city.ports.ulid()}`;
      const object = objectKey(applicationId, id);
      const file = (await loadFile(city.ports, applicationId)) as ApplicationFile;
      await promiseAttachment(city.ports, file, { ...promised, id, createdAt: city.ports.now().toISOString() });
      late(city);
      const [swept, arrived] = await interleave<unknown, City['ports']>(city.ports, order, [
        (own, pause) => sweepAttachments(own, pausing(city.bucket, pause)),
        async (own, pause) => {
          await pause();
          city.bucket.objects.set(object, pdf);
          const bucket = pausing(city.bucket, pause);
          // The event of a document whose verification failed comes again.
          await verifyAttachment(own, bucket, object).catch(() => verifyAttachment(own, bucket, object));
        },
      ]);
      expect([swept?.status, arrived?.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(swept).toHaveProperty('value.failed', 0);
      const item = await loadAnyAttachment(city.ports, applicationId, id);
      const bytes = city.bucket.objects.has(object);
      became.add(`${item ? attachmentOf(item).state : 'gone'}, ${bytes ? 'bytes' : 'no bytes'}`);
    }
    expect([...became].toSorted()).toEqual(['gone, no bytes', 'received, bytes']);
  });

  test('verified and submitted between any two calls of the sweep, what was frozen is there', async () => {
    const city = await openCity();
    const kept: boolean[] = [];
    for (let calls = 0; calls <= 6; calls++) {
      const applicationId = await draftFile(city);
      const { id, object } = await promise(city, applicationId);
      late(city);
      const order = [...Array(calls).fill(0), ...Array(60).fill(1)];
      await interleave<unknown, City['ports']>(city.ports, order, [
        (own, pause) => sweepAttachments(own, pausing(city.bucket, pause)),
        async (own, pause) => {
          await pause();
          city.bucket.objects.set(object, pdf);
          await verifyAttachment(own, pausing(city.bucket, pause), object);
          const body = { idempotencyKey: key() };
          const { status } = await city.send(
            'submitApplication',
            applicant.id,
            { params: { applicationId }, body },
            own,
          );
          expect(status).toBe(200);
        },
      ]);
      const file = await loadFile(city.ports, applicationId);
      const frozen = file?.revisions[0]?.attachmentIds ?? [];
      expect(frozen.length).toBeGreaterThanOrEqual(2);
      expect(file?.attachments.map((item) => item.id).toSorted()).toEqual(frozen.toSorted());
      for (const attachmentId of frozen)
        expect(city.bucket.objects.has(objectKey(applicationId, attachmentId))).toBe(true);
      expect(city.bucket.objects.has(object)).toBe(frozen.includes(id));
      kept.push(frozen.includes(id));
    }
    // Given up by the fourth call: until then what arrives wins.
    expect(kept).toEqual([true, true, true, true, false, false, false]);
  });
});

describe('a sweep that ends half-way', () => {
  /** A document of each kind that a sweep has to do with. */
  const prepare = async (city: City) => {
    const applicationId = await draftFile(city);
    const never = await promise(city, applicationId);
    const arrived = await promise(city, applicationId);
    const takenOff = await promise(city, applicationId);
    city.bucket.objects.set(arrived.object, pdf);
    const params = { applicationId, attachmentId: takenOff.id };
    // It dies once the document is marked; its bytes are still there, and its item.
    const died = await city.send('removeAttachment', applicant.id, { params }, mortal(city.ports, 4));
    city.bucket.objects.set(takenOff.object, pdf);
    const marked = await loadAnyAttachment(city.ports, applicationId, takenOff.id);
    expect([died.status, marked?.removed]).toEqual([500, true]);
    late(city);
    return { applicationId, never, arrived, takenOff };
  };

  test('between any two calls leaves nothing that the next one does not finish', async () => {
    const city = await openCity();
    const whole = await prepare(city);
    const counted = mortalWith(city.ports, city.bucket, Number.POSITIVE_INFINITY);
    expect(await sweepAttachments(counted.ports, counted.bucket)).toEqual({ ...nothing, removed: 2, verified: 1 });
    expect(city.bucket.objects.has(whole.arrived.object)).toBe(true);
    expect(counted.made()).toBe(16);
    for (let calls = 0; calls < counted.made(); calls++) {
      const { applicationId, never, arrived, takenOff } = await prepare(city);
      const dying = mortalWith(city.ports, city.bucket, calls);
      const died = await sweepAttachments(dying.ports, dying.bucket).then(
        ({ failed }) => failed > 0,
        () => true,
      );
      expect(died).toBe(true);
      expect((await sweepAttachments(city.ports, city.bucket)).failed).toBe(0);
      expect(await sweepAttachments(city.ports, city.bucket)).toEqual(nothing);
      for (const { id, object } of [never, takenOff])
        expect([await loadAnyAttachment(city.ports, applicationId, id), city.bucket.objects.has(object)]).toEqual([
          undefined,
          false,
        ]);
      expect([await stateOf(city, applicationId, arrived.id), city.bucket.objects.has(arrived.object)]).toEqual([
        'received',
        true,
      ]);
    }
  });

  test('at one document that fails goes on with the others, and counts it', async () => {
    const city = await openCity();
    const { applicationId, never, arrived } = await prepare(city);
    const failing = { ...city.bucket, read: () => Promise.reject(new Error('No answer')) };
    expect(await sweepAttachments(city.ports, failing)).toEqual({ ...nothing, removed: 2, failed: 1 });
    expect(await loadAnyAttachment(city.ports, applicationId, never.id)).toBeUndefined();
    expect(await stateOf(city, applicationId, arrived.id)).toBe('pending');
    expect(await sweepAttachments(city.ports, city.bucket)).toEqual({ ...nothing, verified: 1 });
  });
});
