import { strict as assert } from 'node:assert';
import { dayOf } from '../../functions/domain/calendar.ts';
import type { OperationRequest, OperationResponse } from '../../schemas/contract.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleRecusal, exampleScore, exampleSupport } from '../../schemas/examples/jury.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import type { Arrived } from './arrival.ts';
import { type ApplicationId, asRead, example, standing } from './association.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { findInMail, mailsTo } from './mails.ts';
import { type Cast, submitter } from './people.ts';

type StaffFile = OperationResponse<'getStaffFile'>;

/** What the journey leaves behind, for those who look at it after a second deployment. */
export interface Past {
  applicationId: ApplicationId;
  sessionId: OperationRequest<'getMinutes'>['params']['sessionId'];
  decided: StaffFile;
  monitoring: OperationResponse<'getMonitoring'>;
}

/** The main job on what was deployed: from the jury to the decision, its letter and the figures. */
export const checkJourney = async (
  emulator: Emulator,
  { staff: { client: staff }, jurors }: Cast,
  { applicationId }: Arrived,
): Promise<Past | undefined> => {
  const story = inOrder();
  const content = example(0);
  const contact = submitter.email;
  const params = { applicationId };
  const today = dayOf(new Date().toISOString());
  const quarter = quarterOf(today);
  const asked = { callId: exampleCallId, from: quarter, to: quarter };
  const amountCents = Math.floor(content.budget.amountAskedCents / 2);
  let sessionId = '' as Past['sessionId'];
  let past: Past | undefined;

  await story('the first step opens with three jurors, who are told by e-mail', async () => {
    await staff.ask('openStep', {
      params,
      body: await asRead(staff, params.applicationId, { jurorIds: jurors.map(({ id }) => id) }),
    });
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
        body: { ...exampleScore(0, place), final: true },
      });
    }
    await standing(staff, applicationId, 'ready', 'committee-opinion');
    const { items } = await staff.ask('listEvaluations', { params, query: { stepId: 'evaluation' } });
    assert.equal(items.length, 2);
  });
  await story(
    'a session is convened by e-mail and votes its opinion, and the file waits for its decision',
    async () => {
      const plan = {
        callId: exampleCallId,
        title: 'Comité de sélection',
        place: 'Hôtel de ville',
        startsAt: new Date().toISOString(),
        memberIds: jurors.map(({ id }) => id),
      };
      ({ id: sessionId } = await staff.ask('planSession', { body: plan }));
      const session = { sessionId };
      const point = { ...session, ...params };
      await staff.ask('scheduleFile', { params: session, body: params });
      await staff.ask('conveneSession', { params: session, body: {} });
      for (const { person } of jurors) await findInMail(emulator, person.email, /^Séance du jury le /);
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
      const seen = await Promise.all(jurors.map(({ client }) => client.ask('getJurySession', { params: session })));
      assert.deepEqual(
        seen.map(({ points }) => points.map((one) => one.standing)),
        [['open'], ['open'], ['recused']],
      );
      await staff.ask('closeSession', { params: session, body: {} });
      const file = await standing(staff, applicationId, 'deciding');
      assert.equal(file.results.at(-1)?.proposedCents, amountCents);
    },
  );
  await story('the decision is recorded, and its letter leaves once', async () => {
    const reference = `EXEMPLE-${today.slice(0, 4)}-001`;
    const decision = {
      outcome: 'supported',
      amountCents,
      decidedOn: today,
      reference,
      reasons: exampleSupport,
    } as const;
    const { version } = await standing(staff, applicationId, 'deciding');
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
      applicationId,
      sessionId,
      decided: await eventually('Two letters on the file', async () => {
        const { items: letters } = await staff.ask('listStaffLetters', { params });
        return letters.length >= 2 && (await staff.ask('getStaffFile', { params }));
      }),
      monitoring,
    };
  });
  return past;
};
