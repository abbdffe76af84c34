import { recordDelivery } from '../../functions/record-delivery/record.ts';
import { noteScan } from '../../functions/scan-attachment/scan.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../functions/verify-attachment/verify.ts';
import type { Act } from '../bench/life.ts';
import { type City, people } from '../support/city.ts';
import { attach, draftFile } from '../support/files.ts';

/** What whole lives do not come by, and functions do all the same. */
export const alsoActs = async (city: City, act: Act): Promise<void> => {
  const { ports, bucket, content } = city;
  const applicationId = await draftFile(city);
  const attachmentId = await attach(city, applicationId, content.documents[0]?.id ?? '');
  const key = objectKey(applicationId, attachmentId);
  // A verdict of malware is never taken back by a later one.
  for (const scanResultStatus of ['THREATS_FOUND', 'NO_THREATS_FOUND'] as const)
    await act('scan-attachment', () =>
      noteScan(ports, { s3ObjectDetails: { objectKey: key }, scanResultDetails: { scanResultStatus } }),
    );
  // Bytes of a document that was taken off meanwhile.
  await city.ask('removeAttachment', people.applicant.id, { params: { applicationId, attachmentId } });
  bucket.objects.set(key, new Uint8Array([1]));
  await act('verify-attachment', () => verifyAttachment(ports, bucket, key));
  // One that never arrived, and one whose event was lost.
  const promise = async () =>
    city.ask('addAttachment', people.applicant.id, {
      params: { applicationId },
      body: {
        documentId: content.documents[0]?.id,
        filename: 'statuts.pdf',
        contentType: 'application/pdf',
        sizeBytes: 1000,
        sha256: `${'A'.repeat(43)}=`,
      },
    });
  await promise();
  bucket.objects.set((await promise()).upload.fields.key ?? '', new Uint8Array(1000));
  ports.clock.advance({ days: 2 });
  await act('sweep-attachments', () => sweepAttachments(ports, bucket));
  const timestamp = ports.now().toISOString();
  await act('record-delivery', () =>
    recordDelivery(ports, {
      eventType: 'Bounce',
      mail: {
        messageId: 'm',
        timestamp,
        destination: ['camille@associations.example'],
        tags: { applicationId, seq: 1, recipient: 'applicant' } as never,
      },
      bounce: { bounceType: 'Permanent', feedbackId: 'f', timestamp },
    }),
  );
};
