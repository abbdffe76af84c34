import { strict as assert } from 'node:assert';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { OperationRequest } from '../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import {
  type ApplicationId,
  documentBytes,
  documentsAre,
  draft,
  example,
  handIn,
  passChecks,
  register,
  scan,
  standing,
  upload,
} from './association.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { findInMail, mailsTo } from './mails.ts';
import { type Cast, submitter } from './people.ts';
import { comesBack } from './returned-mail.ts';

/** A file that is in flight under the first version of the call. */
export interface Arrived {
  organisationId: OperationRequest<'startApplication'>['body']['organisationId'];
  applicationId: ApplicationId;
}

/** A file on what was deployed: from a draft to the end of the city's checks. */
export const checkArrival = async (
  emulator: Emulator,
  outputs: Outputs,
  { applicant, staff: { client: staff } }: Cast,
): Promise<Arrived | undefined> => {
  const story = inOrder();
  const content = example(0);
  const contact = submitter.email;
  const params = { applicationId: '' as ApplicationId };
  let organisationId = '' as Arrived['organisationId'];
  let attachments: string[] = [];
  let arrived: Arrived | undefined;

  await story('staff publish the call, and anybody reads it', async () => {
    const published = await staff.ask('publishCall', {
      params: { callId: exampleCallId },
      body: { content: callLille, basedOn: 0 },
    });
    assert.deepEqual((await applicant.ask('listCalls', {})).items, [published]);
  });
  await story('the association registers once for the same key, and writes its draft', async () => {
    organisationId = await register(applicant);
    params.applicationId = await draft(applicant, organisationId, 0);
    const file = await applicant.ask('getApplication', { params });
    assert.deepEqual(file.sections.project?.content, JSON.parse(JSON.stringify(content.project)));
  });
  await story('documents posted to the bucket wake verify-attachment through the bus', async () => {
    attachments = await upload(applicant, params.applicationId);
    await documentsAre(applicant, params.applicationId, 'received');
  });
  await story(
    'the scanner’s verdict, taken by the deployed rule, makes them clean (handed over by this test)',
    async () => {
      await scan(emulator, outputs, params.applicationId, attachments);
      await documentsAre(applicant, params.applicationId, 'clean');
    },
  );
  await story('a document comes back as it went, by a signed link', async () => {
    const [first = ''] = attachments;
    const { url } = await applicant.ask('getApplicantAttachment', {
      params: { ...params, attachmentId: first as `att_${string}` },
    });
    const back = await fetch(url);
    const file = await applicant.ask('getApplication', { params });
    const { documentId = '' } = file.attachments.find(({ id }) => id === first) ?? {};
    assert.deepEqual(new Uint8Array(await back.arrayBuffer()), documentBytes(documentId));
  });
  await story(
    'the file is submitted, and its acknowledgement leaves: stream, relay, queues, notify, send, SES',
    async () => {
      const submitted = await handIn(applicant, params.applicationId);
      assert.equal(submitted.state, 'checking');
      await findInMail(emulator, contact, new RegExp(`^Accusé de réception du dossier ${submitted.number}`));
    },
  );
  await story(
    'the acknowledgement comes back, taken by the deployed rule, and the address is held (handed over by this test)',
    async () => {
      await comesBack(emulator, outputs, { applicationId: params.applicationId, seq: 2, email: contact });
      await eventually('The address held', async () => {
        const { contactMail: held } = await staff.ask('getStaffMail', { params });
        const { items } = await staff.ask('listStaffLetters', { params });
        return held?.hold?.kind === 'bounced' && items[0]?.delivery === 'bounced';
      });
    },
  );
  await story('staff have it sent again: stream, relay, queues, notify, send, SES', async () => {
    const before = (await mailsTo(emulator, contact)).length;
    await staff.ask('resumeMail', { params, body: { recipient: 'applicant' } });
    await findInMail(emulator, contact, /^Accusé de réception/, before);
    await eventually('The letter sent', async () => {
      const { contactMail: held } = await staff.ask('getStaffMail', { params });
      const { items } = await staff.ask('listStaffLetters', { params });
      return !held?.hold && items[0]?.delivery === 'sent';
    });
  });
  await story('staff find it in their queue, and pass both checks', async () => {
    await eventually('The file in the queue', async () => {
      const { items } = await staff.ask('listQueue', { query: { callId: exampleCallId, state: 'checking' } });
      return items.some(({ id }) => id === params.applicationId);
    });
    await passChecks(staff, params.applicationId, callLille);
    await standing(staff, params.applicationId, 'ready');
    arrived = { organisationId, applicationId: params.applicationId };
  });
  return arrived;
};
