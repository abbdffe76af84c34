import { strict as assert } from 'node:assert';
import { dayOf } from '../../functions/domain/calendar.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { OperationRequest, OperationResponse } from '../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleRecusal, exampleScore, exampleSupport } from '../../schemas/examples/jury.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import {
  type ApplicationId,
  documentBytes,
  documentsAre,
  draft,
  example,
  handIn,
  register,
  scan,
  upload,
} from './association.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { findInMail, mailsTo } from './mails.ts';
import type { Cast } from './people.ts';
import { comesBack } from './returned-mail.ts';

type StaffFile = OperationResponse<'getStaffFile'>;

/** What the journey leaves behind, for those who look at it after a second deployment. */
export interface Past {
  organisationId: OperationRequest<'startApplication'>['body']['organisationId'];
  applicationId: ApplicationId;
  decided: StaffFile;
  monitoring: OperationResponse<'getMonitoring'>;
}

/** The main job on what was deployed: from a draft to the decision, its letter and the figures. */
export const checkJourney = async (
  emulator: Emulator,
  outputs: Outputs,
  { applicant, staff: { client: staff }, jurors }: Cast,
): Promise<Past | undefined> => {
  const story = inOrder();
  const content = example(0);
  const contact = content.commitments.contactEmail;
  const params = { applicationId: '' as ApplicationId };
  const today = dayOf(new Date().toISOString());
  const quarter = quarterOf(today);
  const asked = { callId: exampleCallId, from: quarter, to: quarter };
  const amountCents = Math.floor(content.budget.amountAskedCents / 2);
  let organisationId = '' as Past['organisationId'];
  let attachments: string[] = [];
  let submitted: OperationResponse<'submitApplication'> | undefined;
  let past: Past | undefined;

  /** The staff's view of the file once it stands where it is expected, by whatever the consumers do. */
  const standing = (state: StaffFile['state'], stepId?: string): Promise<StaffFile> =>
    eventually(`The file at ${state} ${stepId ?? ''}`, async () => {
      const file = await staff.ask('getStaffFile', { params });
      if (file.state === state && (stepId === undefined || file.stepId === stepId)) return file;
      throw new Error(`It is at ${file.state} ${file.stepId}.`);
    });

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
  await story('the file is submitted, and its acknowledgement leaves: stream, relay, queue, notify, SES', async () => {
    submitted = await handIn(applicant, params.applicationId);
    assert.equal(submitted.state, 'checking');
    await findInMail(emulator, contact, new RegExp(`^Accusé de réception du dossier ${submitted.number}`));
  });
  await story(
    'the acknowledgement comes back, taken by the deployed rule, and the address is held (handed over by this test)',
    async () => {
      await comesBack(emulator, outputs, { applicationId: params.applicationId, seq: 2, email: contact });
      await eventually('The address held', async () => {
        const { contactMail, letters } = await staff.ask('getStaffFile', { params });
        return contactMail?.hold?.kind === 'bounced' && letters[0]?.delivery === 'bounced';
      });
    },
  );
  await story('staff have it sent again: stream, relay, queue, notify, SES', async () => {
    const before = (await mailsTo(emulator, contact)).length;
    await staff.ask('resumeMail', { params, body: { recipient: 'applicant' } });
    await findInMail(emulator, contact, /^Accusé de réception/, before);
    await eventually('The letter sent', async () => {
      const { contactMail, letters } = await staff.ask('getStaffFile', { params });
      return !contactMail?.hold && letters[0]?.delivery === 'sent';
    });
  });
  await story('staff find it in their queue, and pass both checks', async () => {
    await eventually('The file in the queue', async () => {
      const { items } = await staff.ask('listQueue', { query: { callId: exampleCallId, state: 'checking' } });
      return items.some(({ id }) => id === params.applicationId);
    });
    for (const step of callLille.steps) {
      if (step.kind !== 'check') continue;
      await staff.ask('recordCheck', {
        params: { ...params, stepId: step.id },
        body: { verdict: 'passed', answers: Object.fromEntries(step.items.map(({ id }) => [id, true])) },
      });
    }
    await standing('ready');
  });
  await story('the first step opens with three jurors, who are told by e-mail', async () => {
    await staff.ask('openStep', { params, body: { jurorIds: jurors.map(({ id }) => id) } });
    for (const { person } of jurors) await findInMail(emulator, person.email, new RegExp(content.project.title));
  });
  await story('a juror who is recused is shut out with the date', async () => {
    const recused = jurors[2]?.client;
    const { since } = (await recused?.ask('recuse', { params, body: { ...exampleRecusal, confirm: true } })) ?? {};
    const { status, body } = (await recused?.send('getJurorFile', { params })) ?? {};
    assert.equal(status, 403);
    assert.ok(JSON.stringify(body).includes(String(since)), JSON.stringify(body));
  });
  const present = jurors.slice(0, 2);
  await story('two jurors score, and the consumer closes the step: the file waits for a session', async () => {
    for (const [place, { client }] of present.entries()) {
      await client.ask('declareNoConflict', { params, body: { confirm: true } });
      await client.ask('submitEvaluation', {
        params: { ...params, stepId: 'evaluation' },
        body: exampleScore(0, place),
      });
    }
    const file = await standing('ready', 'committee-opinion');
    assert.equal(file.evaluations.length, 2);
  });
  await story('a session votes its opinion, and the file waits for its decision', async () => {
    const plan = {
      callId: exampleCallId,
      title: 'Comité de sélection',
      place: 'Hôtel de ville',
      startsAt: new Date().toISOString(),
      memberIds: jurors.map(({ id }) => id),
    };
    const { id: sessionId } = await staff.ask('planSession', { body: plan });
    const session = { sessionId };
    const point = { ...session, ...params };
    await staff.ask('scheduleFile', { params: session, body: params });
    await staff.ask('openSession', { params: session, body: {} });
    for (const { id: personId } of present)
      await staff.ask('markPresence', { params: { ...session, personId }, body: { present: true } });
    for (const [index, step] of (['hear', 'reveal', 'open-vote'] as const).entries())
      await staff.ask('runPoint', { params: point, body: { step, rev: index + 1 } });
    for (const { client } of present)
      await client.ask('castVote', { params: point, body: { ballot: 'favourable', round: 1 } });
    await staff.ask('runPoint', { params: point, body: { step: 'count', rev: 4 } });
    await staff.ask('concludePoint', {
      params: point,
      body: { opinion: 'favourable', proposedCents: amountCents, rev: 5 },
    });
    const closed = await jurors[2]?.client.ask('getJurySession', { params: session });
    assert.deepEqual(
      closed?.points.map(({ standing }) => standing),
      ['recused'],
    );
    await staff.ask('closeSession', { params: session, body: {} });
    const file = await standing('deciding');
    assert.equal(file.results.at(-1)?.proposedCents, amountCents);
  });
  await story('the decision is recorded, and its letter leaves once', async () => {
    const reference = `EXEMPLE-${today.slice(0, 4)}-001`;
    const decision = {
      outcome: 'supported',
      amountCents,
      decidedOn: today,
      reference,
      reasons: exampleSupport,
    } as const;
    const { version } = await standing('deciding');
    await staff.ask('recordDecision', { params, body: { decision, version } });
    await findInMail(emulator, contact, new RegExp(reference));
    const letters = (await mailsTo(emulator, contact)).filter(({ BodyText }) => BodyText.includes(reference));
    assert.equal(letters.length, 1);
  });
  await story('measure counts it: euros and projects per district in the calendar quarter', async () => {
    const monitoring = await eventually('The figures', async () => {
      const found = await staff.ask('getMonitoring', { query: asked });
      return found.totals.length > 0 && found;
    });
    assert.deepEqual(monitoring.totals, [{ quarter, projects: 1, amountCents }]);
    assert.deepEqual(
      monitoring.figures.map(({ territoryId }) => territoryId).sort(),
      [...content.project.territories].sort(),
    );
    assert.equal(
      monitoring.figures.reduce((sum, figure) => sum + figure.amountCents, 0),
      amountCents,
    );
    past = {
      organisationId,
      applicationId: params.applicationId,
      decided: await eventually('Two letters on the file', async () => {
        const file = await staff.ask('getStaffFile', { params });
        return file.letters.length >= 2 && file;
      }),
      monitoring,
    };
  });
  return past;
};
