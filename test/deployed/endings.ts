import { strict as assert } from 'node:assert';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import { exampleClosing, exampleReopening } from '../../schemas/examples/jury.ts';
import { aVerdict } from '../factories/application.ts';
import type { Arrived } from './arrival.ts';
import { type ApplicationId, asRead, draft, standing, submitted } from './association.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { atInstant } from './functions.ts';
import { findInMail, mailsTo } from './mails.ts';
import { type Cast, submitter } from './people.ts';
import { comesBack } from './returned-mail.ts';
import { nextCall } from './versions.ts';

/** A file whose applicant never answers, and whose letters never arrive: staff alone bring it to its end. */
export const checkEndings = async (
  emulator: Emulator,
  outputs: Outputs,
  { applicant, staff: { id: agentId, client: staff } }: Cast,
  { organisationId }: Arrived,
): Promise<void> => {
  const story = inOrder();
  const contact = submitter.email;
  const today = dayOf(new Date().toISOString());
  let params = { applicationId: '' as ApplicationId };
  let number = '';
  let answerBy = '';
  let stepId = '';
  const unsent = async () => (await staff.ask('listUnsentMails', { query: params })).items;

  await story('staff ask a file for documents, and the request leaves', async () => {
    params = { applicationId: await draft(applicant, organisationId, 4) };
    number = await submitted(emulator, outputs, applicant, params.applicationId);
    const step = nextCall.steps.find((one) => one.kind === 'check');
    assert.ok(step?.kind === 'check');
    stepId = step.id;
    const before = (await mailsTo(emulator, contact)).length;
    const file = await staff.ask('recordCheck', {
      params: { ...params, stepId: step.id },
      body: await asRead(staff, params.applicationId, aVerdict(step, 'complements')),
    });
    assert.equal(file.state, 'complements');
    answerBy = file.complementsDueOn ?? '';
    await findInMail(emulator, contact, new RegExp(number), before);
  });
  await story(
    'the request comes back: the list of what reached nobody names it (handed over by this test)',
    async () => {
      const letters = await eventually('Both letters', async () => {
        const { items } = await staff.ask('listStaffLetters', { params });
        return items.length === 2 && items;
      });
      const seq = Math.max(...letters.map((letter) => letter.seq));
      await comesBack(emulator, outputs, { ...params, seq, email: contact });
      const [mail, ...others] = await eventually('The mail on the list', async () => {
        const items = await unsent();
        return items.length > 0 && items;
      });
      assert.deepEqual([mail?.seq, mail?.recipient, mail?.why, others], [seq, 'applicant', 'bounced', []]);
      const watched = await staff.ask('listUnsentMails', { query: {} });
      assert.deepEqual(
        watched.items.map(({ about }) => about.id),
        [params.applicationId],
      );
    },
  );
  await story('staff post it on paper: it leaves the list, and the file says on which day it went', async () => {
    const [mail] = await unsent();
    assert.ok(mail);
    const { act, seq, recipient } = mail;
    const aggregate = { type: 'application' as const, id: params.applicationId };
    await staff.ask('settleMail', {
      body: { act, aggregate, seq, recipient, settle: { outcome: 'posted', on: today } },
    });
    assert.deepEqual(await unsent(), []);
    const { items: letters } = await staff.ask('listStaffLetters', { params });
    assert.deepEqual(letters.map((letter) => letter.delivery).sort(), ['posted', 'sent']);
    await staff.ask('resumeMail', { params, body: { recipient: 'applicant' } });
  });
  const body = async (reasons: string) => asRead(staff, params.applicationId, { reasons });
  await story('it is not closed while the day to answer has not passed', async () => {
    const early = await staff.send('closeApplication', { params, body: await body(exampleClosing) });
    assert.deepEqual([early.status, early.body.code], [409, 'answer-awaited']);
  });
  await story(
    'it is closed the day after (the clock of staff-api moved by this test), and its letter leaves',
    async () => {
      const before = (await mailsTo(emulator, contact)).length;
      const on = addDays(answerBy, 1);
      const closed = await atInstant(emulator, 'staff-api', `${on}T10:00:00.000Z`, async () =>
        staff.ask('closeApplication', { params, body: await body(exampleClosing) }),
      );
      assert.deepEqual([closed.state, closed.closing], ['closed', { on, reasons: exampleClosing }]);
      await findInMail(emulator, contact, new RegExp(`^Demande classée sans suite[^]*${number}`), before);
      assert.equal((await applicant.ask('getApplication', { params })).state, 'closed');
    },
  );
  await story('it is opened again at its check', async () => {
    await staff.ask('reopenApplication', { params, body: await body(exampleReopening) });
    const { closing } = await standing(staff, params.applicationId, 'checking', stepId);
    assert.equal(closing, undefined);
  });
  await story('the audit names who did it', async () => {
    const acts = ['application.complements-requested', 'application.closed', 'application.reopened'];
    await eventually('The acts in the audit', async () => {
      const { items } = await staff.ask('listAudit', { query: { number, from: today, to: addDays(answerBy, 1) } });
      const found = items.filter(({ personId }) => personId === agentId).map(({ act }) => act);
      if (acts.every((act) => found.includes(act))) return true;
      throw new Error(JSON.stringify(found));
    });
  });
};
