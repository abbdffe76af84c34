import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { limitCodes } from '../../functions/limit-codes/limit.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { notifyApplication } from '../../functions/notify/notify.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { recordDelivery } from '../../functions/record-delivery/record.ts';
import { noteScan, noteStanding } from '../../functions/scan-attachment/scan.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { isOfDiscarded } from '../../functions/store/discards.ts';
import * as keys from '../../functions/store/keys.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../functions/verify-attachment/verify.ts';
import { wakeCorrected } from '../../functions/wake-waiting/steps.ts';
import { wakeWaiting } from '../../functions/wake-waiting/wake.ts';
import { watchDocuments } from '../../functions/watch-documents/watch.ts';
import { watchMails } from '../../functions/watch-mails/watch.ts';
import { usualCodes } from '../../schemas/codes.ts';
import type { Act } from '../bench/life.ts';
import { anId } from '../factories/application.ts';
import { stepsTwice } from '../factories/call.ts';
import { type City, people } from '../support/city.ts';
import { asRead, attach, draftFile, evaluate, fileIn, versionOf } from '../support/files.ts';

/** A step that closes and has the next one open with the same jurors. */
const scoredTwice = async (city: City, act: Act): Promise<void> => {
  const { ports, callId, content } = city;
  const { version } = await city.ask('getCall', '', { params: { callId } });
  const body = { content: { ...content, steps: stepsTwice() }, basedOn: version };
  await city.ask('publishCall', people.staff.id, { params: { callId }, body });
  const id = await fileIn(city, 'evaluating');
  for (const juror of city.jurors.slice(0, 3)) await evaluate(city, id, juror);
  await act('close-step', () => closeCompleteStep(ports, { type: 'application', id }));
};

/** A consumer that waited for newer code, with a grant to count and one to take out again. */
const counted = async (city: City, act: Act): Promise<void> => {
  const { ports } = city;
  const supported = await fileIn(city, 'supported');
  const waiting = async () => {
    const { db, tableName: TableName } = ports;
    const cursor = { ...keys.cursorKey('application', supported, 'measure') };
    const { Item = { ...cursor, seq: 1 } } = await db.send(new GetCommand({ TableName, Key: cursor }));
    const due = { dueKey: keys.waiting, dueSort: 'then' };
    await db.send(new PutCommand({ TableName, Item: { ...Item, ...due } }));
  };
  await measureApplication(ports, supported);
  await city.ask('withdrawDecision', people.staff.id, {
    params: { applicationId: supported },
    body: { version: await versionOf(city, supported), reasons: 'Une erreur de montant.', heard: true },
  });
  await waiting();
  const queues = { wake: async () => undefined };
  await act('wake-waiting', () => wakeWaiting(ports, queues, {}));
  const corrected = await fileIn(city, 'evaluating');
  await evaluate(city, corrected, city.jurors[0] ?? '', 0, false);
  ports.clock.advance({ days: 2 });
  await act('wake-waiting', () => wakeCorrected(ports, queues, 'https://queue.test/close-step'));
  await act('reconcile', () => reconcile(ports));
};

/** An act of several requests: who is told of it waits until it is over. */
const gathered = async (city: City, act: Act): Promise<void> => {
  const applicationId = await fileIn(city, 'ready');
  const body = await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) });
  await city.ask('openStep', people.staff.id, { params: { applicationId }, body, act: anId('act', 1) });
  await act('notify', () => notifyApplication(city.ports, applicationId));
};

/** What whole lives do not come by, and functions do all the same. */
export const alsoActs = async (city: City, act: Act): Promise<void> => {
  const { ports, bucket, content } = city;
  await counted(city, act);
  await gathered(city, act);
  await act('watch-mails', () => watchMails(ports, { wake: async () => undefined }, 'send'));
  await scoredTwice(city, act);
  const applicationId = await draftFile(city);
  const attachmentId = await attach(city, applicationId, content.documents[0]?.id ?? '');
  const key = objectKey(applicationId, attachmentId);
  // A verdict of malware is never taken back by a later one.
  for (const scanResultStatus of ['THREATS_FOUND', 'NO_THREATS_FOUND'] as const)
    await act('scan-attachment', () =>
      noteScan(ports, { s3ObjectDetails: { objectKey: key }, scanResultDetails: { scanResultStatus } }),
    );
  await act('scan-attachment', () =>
    noteStanding(ports, { state: 'error', at: ports.now().toISOString(), event: 'scanner-1', detail: {} }),
  );
  await act('watch-documents', () => watchDocuments(ports));
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
  // The log of a draft that was thrown away goes with the sweep, and whoever is told of it looks why.
  const thrown = await draftFile(city);
  await city.ask('discardDraft', people.applicant.id, { params: { applicationId: thrown } });
  await act('sweep-attachments', () => sweepAttachments(ports, bucket));
  await act('relay', () => isOfDiscarded(ports, { type: 'application', id: thrown, seq: 1 }));
  await act('limit-codes', () =>
    limitCodes(ports, usualCodes, { source: 'PreSignUp_SignUp', address: 'camille@associations.example' }),
  );
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
