import { strict as assert } from 'node:assert';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { CallContent } from '../../schemas/call.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleScore } from '../../schemas/examples/jury.ts';
import type { Arrived } from './arrival.ts';
import { type ApplicationId, asRead, draft, example, passChecks, standing, submitted } from './association.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { findInMail } from './mails.ts';
import { type Cast, type Office, submitter } from './people.ts';

/** What staff make of the call: one check, one juror, no session, and less time to answer in. */
export const nextCall: CallContent = {
  ...callLille,
  title: { fr: `${callLille.title.fr}, suite`, en: `${callLille.title.en}, continued` },
  silenceMonths: 1,
  steps: callLille.steps
    .filter(({ id, kind }) => id !== 'eligibility' && kind !== 'deliberate')
    .map((step) => (step.kind === 'score' ? { ...step, wanted: 1, quorum: 1 } : step)),
};

/** A file under the new version that waits for its decision. */
export interface Waiting {
  applicationId: ApplicationId;
  contact: string;
}

/** The call is changed while a file is in flight: that file keeps its version, those that come later have the new one. */
export const checkVersions = async (
  emulator: Emulator,
  outputs: Outputs,
  { applicant, staff: { client: staff } }: Cast,
  juror: Office,
  { organisationId, applicationId }: Arrived,
): Promise<Waiting[]> => {
  const story = inOrder();
  const params = { callId: exampleCallId };
  const said = JSON.parse(JSON.stringify(nextCall)) as CallContent;
  const waiting: Waiting[] = [];

  await story('staff write a next version as a draft, which nobody else sees', async () => {
    const body = { content: said, revision: 0, basedOn: 1 };
    assert.equal((await staff.ask('saveCallDraft', { params, body })).revision, 1);
    const typed = await staff.ask('getCallDraft', { params });
    assert.deepEqual([typed.content, typed.revision, typed.current?.version], [said, 1, 1]);
    const { version, title } = await applicant.ask('getCall', { params });
    assert.deepEqual([version, title], [1, callLille.title]);
  });
  await story('it is published once, and the file in flight keeps the version it was submitted under', async () => {
    const body = { revision: 1, basedOn: 1 };
    const published = await staff.ask('publishCall', { params, body });
    assert.deepEqual([published.version, published.steps], [2, said.steps]);
    assert.ok([404, 409].includes((await staff.send('publishCall', { params, body })).status));
    assert.deepEqual((await applicant.ask('listCalls', {})).items, [published]);
    const own = await applicant.ask('getApplication', { params: { applicationId } });
    assert.deepEqual([own.callVersion, own.call.version, own.call.title], [1, 1, callLille.title]);
    const seen = await staff.ask('getStaffFile', { params: { applicationId } });
    assert.deepEqual([seen.callVersion, seen.stepId], [1, 'evaluation']);
    await eventually('One file counted under the first version', async () => {
      const { items } = await staff.ask('listCallVersions', { params });
      assert.deepEqual(
        items.map((one) => [one.version, one.filesInFlight]),
        [
          [2, 0],
          [1, 1],
        ],
      );
      return true;
    });
  });
  await story('two files that come later go the way of the new version, with the juror who was invited', async () => {
    for (const index of [1, 2]) {
      const { project } = example(index);
      const id = await draft(applicant, organisationId, index);
      await submitted(emulator, outputs, applicant, id);
      await passChecks(staff, id, nextCall);
      const file = { applicationId: id };
      const opened = await staff.ask('openStep', {
        params: file,
        body: await asRead(staff, id, { jurorIds: [juror.id] }),
      });
      assert.deepEqual([opened.callVersion, opened.jury?.quorum], [2, 1]);
      await findInMail(emulator, juror.person.email, new RegExp(project.title));
      await juror.client.ask('declareNoConflict', { params: file, body: { confirm: true } });
      await juror.client.ask('submitEvaluation', {
        params: { ...file, stepId: 'evaluation' },
        body: { ...exampleScore(index, 0), final: true },
      });
      await standing(staff, id, 'deciding');
      waiting.push({ applicationId: id, contact: submitter.email });
    }
  });
  return waiting;
};
