import type { DraftSection } from '../../schemas/application.ts';
import type { CallVersion } from '../../schemas/call.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { exampleScore, exampleSupport } from '../../schemas/examples/jury.ts';
import { exampleApplication } from '../../schemas/examples/projects.ts';
import type { Client } from './client.ts';
import { clean, ownOrganisation, upload } from './draft.ts';
import type { Reach } from './site.ts';
import { type Patience, type Steps, until } from './steps.ts';

type StaffFile = OperationResponse<'getStaffFile'>;
type ApplicationId = StaffFile['id'];

/** Whoever takes part in a life, with a token each. */
export interface Cast {
  applicant: Client;
  email: string;
  staff: Client;
  jurors: { id: string; client: Client }[];
}

/** What consumers do by themselves takes seconds. */
const soon: Patience = { most: 120_000, every: 1000 };

/** The staff's view of a file once it stands where it is expected, by whatever the consumers do. */
const standing = async (
  staff: Client,
  applicationId: ApplicationId,
  is: (file: StaffFile) => boolean,
  what: string,
) => {
  let seen = '';
  return until(
    () => `It did not come to ${what} within two minutes: ${seen}`,
    soon,
    async () => {
      const file = await staff.ask('getStaffFile', { params: { applicationId } });
      seen = `${file.state} ${file.stepId ?? ''}`;
      return is(file) ? file : undefined;
    },
  );
};

/** What staff send of an act on a file that they have just read. */
const asRead = async <B extends object>(staff: Client, applicationId: ApplicationId, body: B) => {
  const { version } = await staff.ask('getStaffFile', { params: { applicationId } });
  return { ...body, version };
};

const hold = async ({ staff, jurors }: Cast, call: CallVersion, applicationId: ApplicationId, askedCents: number) => {
  const { id: sessionId } = await staff.ask('planSession', {
    body: {
      callId: call.callId,
      title: 'Essai automatique',
      place: 'Essai',
      startsAt: new Date().toISOString(),
      memberIds: jurors.map(({ id }) => id),
      idempotencyKey: crypto.randomUUID(),
    },
  });
  const params = { sessionId };
  const point = { ...params, applicationId };
  await staff.ask('scheduleFile', { params, body: { applicationId } });
  await staff.ask('openSession', { params, body: {} });
  for (const { id: personId } of jurors)
    await staff.ask('markPresence', { params: { ...params, personId }, body: { present: true } });
  for (const [index, step] of (['hear', 'reveal', 'open-vote'] as const).entries())
    await staff.ask('runPoint', { params: point, body: { step, rev: index + 1 } });
  for (const { client } of jurors)
    await client.ask('castVote', { params: point, body: { ballot: 'favourable', round: 1 } });
  await staff.ask('runPoint', { params: point, body: { step: 'count', rev: 4 } });
  await staff.ask('concludePoint', {
    params: point,
    body: { opinion: 'favourable', proposedCents: Math.floor(askedCents / 2), rev: 5 },
  });
  await staff.ask('closeSession', { params, body: {} });
};

/**
 * A whole life of a file, from its submission to its letter, by the steps of the call. It stays, with its figures and its
 * mails: for a stage that says of itself that it is there to be tried with.
 */
export const tryLife = async (
  { step }: Steps,
  cast: Cast,
  { call, site, reach, patience }: { call: CallVersion; site: string; reach: Reach; patience: Patience },
): Promise<void> => {
  const { applicant, staff, jurors } = cast;
  const mend =
    'docs/runbooks/unexpected-errors.md; the answer names the fields where the call is not that of the examples.';
  const { content } = exampleApplication(2, new Date().toISOString().slice(0, 10));
  const askedCents = content.budget.amountAskedCents;
  const { id: applicationId } = await step('a file is submitted with its documents', mend, async () => {
    const { id: organisationId } = await ownOrganisation(applicant, cast.email);
    const begun = await applicant.ask('startApplication', {
      body: { callId: call.callId, organisationId, idempotencyKey: crypto.randomUUID() },
    });
    const params = { applicationId: begun.id };
    for (const section of ['project', 'budget', 'commitments'] as const)
      await applicant.ask('saveSection', {
        params: { ...params, section },
        body: { content: content[section] as unknown as DraftSection, revision: 0 },
      });
    for (const document of call.documents.filter(({ required }) => required))
      await upload(applicant, begun, document.id, { site, reach });
    await clean(applicant, begun, patience);
    return applicant.ask('submitApplication', { params, body: { idempotencyKey: crypto.randomUUID() } });
  });
  const params = { applicationId };
  for (const one of call.steps) {
    const at = { ...params, stepId: one.id };
    if (one.kind === 'check')
      await step(`staff pass the check “${one.id}”`, mend, async () => {
        const answers = Object.fromEntries(one.items.map(({ id }) => [id, true]));
        await staff.ask('recordCheck', {
          params: at,
          body: await asRead(staff, applicationId, { verdict: 'passed' as const, answers }),
        });
      });
    if (one.kind === 'score')
      await step(
        `${jurors.length} jurors score “${one.id}”, which closes by itself`,
        'The call’s quorum may be higher than the jurors of this test; else docs/runbooks/stream-behind.md.',
        async () => {
          if (
            (await staff.ask('getStaffFile', { params })).stepId !== one.id ||
            one === call.steps.find(({ kind }) => kind === 'score')
          )
            await staff.ask('openStep', {
              params,
              body: await asRead(staff, applicationId, { jurorIds: jurors.map(({ id }) => id) }),
            });
          for (const [place, { client }] of jurors.entries()) {
            await client.ask('declareNoConflict', { params, body: { confirm: true } });
            await client.ask('submitEvaluation', { params: at, body: { ...exampleScore(2, place), final: true } });
          }
          await standing(staff, applicationId, ({ stepId }) => stepId !== one.id, `the step after ${one.id}`);
        },
      );
    if (one.kind === 'deliberate')
      await step(`a session gives its opinion at “${one.id}”`, mend, async () => {
        await hold(cast, call, applicationId, askedCents);
        await standing(
          staff,
          applicationId,
          ({ stepId, state }) => state === 'deciding' || stepId !== one.id,
          `the step after ${one.id}`,
        );
      });
  }
  const reference = `ESSAI-${applicationId.slice(-8)}`;
  await step('the decision is recorded', mend, async () => {
    const { version } = await standing(staff, applicationId, ({ state }) => state === 'deciding', 'its decision');
    const decision = {
      outcome: 'supported',
      amountCents: Math.floor(askedCents / 2),
      decidedOn: new Date().toISOString().slice(0, 10),
      reference,
      reasons: exampleSupport,
    } as const;
    await staff.ask('recordDecision', { params, body: { decision, version } });
  });
  await step('its letter is sent', 'docs/runbooks/mails-unsent.md and docs/runbooks/mail-sandbox.md', () =>
    until(
      () => 'No letter of the decision within two minutes',
      soon,
      async () =>
        (await applicant.ask('listLetters', { params })).items.find(
          ({ body, delivery }) => body.includes(reference) && delivery === 'sent',
        ),
    ),
  );
};
