import { strict as assert } from 'node:assert';
import type { Outputs } from '../../infra/aws/publish.ts';
import { formOf, promiseOf } from '../../infra/example-document.ts';
import type { DraftSection } from '../../schemas/application.ts';
import type { CallContent } from '../../schemas/call.ts';
import type { OperationRequest, OperationResponse } from '../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { exampleApplication } from '../../schemas/examples/projects.ts';
import type { Client } from './api.ts';
import { callJson, callRest } from './aws.ts';
import { eventually } from './checks.ts';
import type { Emulator } from './emulator.ts';

type OrganisationId = OperationRequest<'startApplication'>['body']['organisationId'];
export type ApplicationId = OperationRequest<'getApplication'>['params']['applicationId'];

/** What an association of the examples would write today. */
export const example = (index: number) => exampleApplication(index, new Date().toISOString().slice(0, 10)).content;

export const register = async (applicant: Client): Promise<OrganisationId> => {
  const body = { ...example(0).organisation, idempotencyKey: crypto.randomUUID() };
  const first = await applicant.ask('registerOrganisation', { body });
  const again = await applicant.ask('registerOrganisation', { body });
  assert.equal(again.id, first.id);
  const { items } = await applicant.ask('listOrganisations', {});
  assert.deepEqual(items, [first]);
  return first.id;
};

/** A draft with every section filled in. */
export const draft = async (
  applicant: Client,
  organisationId: OrganisationId,
  index: number,
): Promise<ApplicationId> => {
  const { id } = await applicant.ask('startApplication', {
    body: { callId: exampleCallId, organisationId, idempotencyKey: crypto.randomUUID() },
  });
  const content = example(index);
  for (const section of ['project', 'budget', 'commitments'] as const)
    await applicant.ask('saveSection', {
      params: { applicationId: id, section },
      body: { content: content[section] as unknown as DraftSection, revision: 0 },
    });
  return id;
};

export const documentBytes = (documentId: string) => examplePdf(`Document ${documentId}`);

/** Promise a document; its bytes are for the form in the answer. */
export const promise = (applicant: Client, applicationId: ApplicationId, documentId: string) =>
  applicant.ask('addAttachment', {
    params: { applicationId },
    body: promiseOf(documentId, documentBytes(documentId)),
  });

/** Posts every required document with the form that the API gave, as a browser does. @returns their ids. */
export const upload = async (applicant: Client, applicationId: ApplicationId): Promise<string[]> => {
  const ids: string[] = [];
  for (const { id: documentId } of callLille.documents.filter(({ required }) => required)) {
    const { attachment, upload } = await promise(applicant, applicationId, documentId);
    const posted = await fetch(upload.url, { method: 'POST', body: formOf(upload, documentBytes(documentId)) });
    assert.ok(posted.ok, `${posted.status} ${await posted.text()}`);
    ids.push(attachment.id);
  }
  return ids;
};

/** Waits until every document of a file stands in a state. */
export const documentsAre = (applicant: Client, applicationId: ApplicationId, state: string) =>
  eventually(`Documents ${state}`, async () => {
    const { attachments } = await applicant.ask('getApplication', { params: { applicationId } });
    if (attachments.every((one) => one.state === state)) return true;
    throw new Error(JSON.stringify(attachments.map((one) => [one.documentId, one.state, one.reason])));
  });

/**
 * A step of the test alone: GuardDuty's verdict on each document. Nobody but AWS puts events of AWS on the bus, there
 * and on the emulator, so that the event is held against the deployed rule, then handed to the rule's target.
 */
export const scan = async (
  emulator: Emulator,
  outputs: Outputs,
  applicationId: string,
  attachmentIds: string[],
): Promise<void> => {
  const { Rules } = await callJson(emulator, 'events', 'ListRules', {});
  const rule = Rules.find(({ EventPattern = '' }) => EventPattern.includes('Object Scan Result'));
  const { Targets } = await callJson(emulator, 'events', 'ListTargetsByRule', { Rule: rule.Name });
  for (const attachmentId of attachmentIds) {
    const event = {
      version: '0',
      id: crypto.randomUUID(),
      source: 'aws.guardduty',
      'detail-type': 'GuardDuty Malware Protection Object Scan Result',
      account: '000000000000',
      time: new Date().toISOString(),
      region: outputs.Region,
      resources: [],
      detail: {
        schemaVersion: '1.0',
        scanStatus: 'COMPLETED',
        resourceType: 'S3_OBJECT',
        s3ObjectDetails: {
          bucketName: outputs.AttachmentBucket,
          objectKey: `attachments/${applicationId}/${attachmentId}`,
        },
        scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
      },
    };
    const { Result } = await callJson(emulator, 'events', 'TestEventPattern', {
      EventPattern: rule.EventPattern,
      Event: JSON.stringify(event),
    });
    assert.equal(Result, true, 'The deployed rule does not take the verdict.');
    await callRest(emulator, 'lambda', 'POST', `/2015-03-31/functions/${Targets[0].Arn}/invocations`, event);
  }
};

/** A whole draft handed in. @returns the file as its association sees it. */
export const handIn = (applicant: Client, applicationId: ApplicationId) =>
  applicant.ask('submitApplication', { params: { applicationId }, body: { idempotencyKey: crypto.randomUUID() } });

type StaffFile = OperationResponse<'getStaffFile'>;

/** Staff pass every check of a version of the call. */
export const passChecks = async (
  staff: Client,
  applicationId: ApplicationId,
  { steps }: CallContent,
): Promise<void> => {
  for (const step of steps)
    if (step.kind === 'check')
      await staff.ask('recordCheck', {
        params: { applicationId, stepId: step.id },
        body: await asRead(staff, applicationId, {
          verdict: 'passed' as const,
          answers: Object.fromEntries(step.items.map(({ id }) => [id, true])),
        }),
      });
};

/** What staff send of an act on a file that they have just read. */
export const asRead = async <B extends object>(staff: Client, applicationId: ApplicationId, body: B) => {
  const { version } = await staff.ask('getStaffFile', { params: { applicationId } });
  return { ...body, version };
};

/** The staff's view of a file once it stands where it is expected, by whatever the consumers do. */
export const standing = (
  staff: Client,
  applicationId: ApplicationId,
  state: StaffFile['state'],
  stepId?: string,
): Promise<StaffFile> =>
  eventually(`The file at ${state} ${stepId ?? ''}`, async () => {
    const file = await staff.ask('getStaffFile', { params: { applicationId } });
    if (file.state === state && (stepId === undefined || file.stepId === stepId)) return file;
    throw new Error(`It is at ${file.state} ${file.stepId}.`);
  });

/** A draft with every section and document, handed in. @returns its number. */
export const submitted = async (
  emulator: Emulator,
  outputs: Outputs,
  applicant: Client,
  applicationId: ApplicationId,
): Promise<string> => {
  await scan(emulator, outputs, applicationId, await upload(applicant, applicationId));
  await documentsAre(applicant, applicationId, 'clean');
  return (await handIn(applicant, applicationId)).number ?? '';
};
