import { expect, test } from 'vitest';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { messagesFor } from '../../functions/domain/messages.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { retrying } from '../../functions/store/commit.ts';
import { readEvents } from '../../functions/store/events.ts';
import { readFigures, readStateCounts } from '../../functions/store/figures.ts';
import { LEASE_MS } from '../../functions/store/lease.ts';
import type { OperationId } from '../../schemas/contract.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { aDecision, anEvaluation, aVerdict } from '../factories/application.ts';
import { aCheckStep } from '../factories/call.ts';
import { mortal } from '../support/actors.ts';
import { expectWholeChain, faultsOf } from '../support/chain.ts';
import { type City, openCity, people } from '../support/city.ts';
import { figuresAnew } from '../support/figures.ts';
import { draftFile, key } from '../support/files.ts';
import type { Sent } from '../support/gateway.ts';
import { messagesOn, tellApplication } from '../support/mails.ts';
import { seeded, type TestPorts } from '../support/ports.ts';

const FILES = 12;
const ACTORS = 8;
const ACTS = 250;
const { applicant, staff } = people;

type Attempt = [OperationId, string, Sent];

/** Something that somebody might try on a file, whether or not it is possible now. */
const anAttempt = async (city: City, applicationId: string, chance: () => number): Promise<Attempt> => {
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const params = { applicationId };
  const juror = one(city.jurors);
  const index = Math.floor(chance() * 50);
  const step = one(['completeness', 'eligibility']);
  const outcome = one(['supported', 'refused', 'deferred'] as const);
  const version = (await loadFile(city.ports, applicationId))?.head.version;
  return one<Attempt>([
    ['submitApplication', applicant.id, { params, body: { idempotencyKey: key() } }],
    ['provideComplements', applicant.id, { params, body: { idempotencyKey: key() } }],
    [
      'recordCheck',
      staff.id,
      { params: { ...params, stepId: step }, body: { ...aVerdict(aCheckStep({ id: step })), version } },
    ],
    ['recordCheck', staff.id, { params: { ...params, stepId: step }, body: { ...passed(city, step), version } }],
    ['recordCheck', staff.id, { params: { ...params, stepId: step }, body: { ...passed(city, step), version } }],
    ['openStep', staff.id, { params, body: { jurorIds: city.jurors.slice(0, 3), version } }],
    ['assignJuror', staff.id, { params, body: { jurorId: juror } }],
    ['declareNoConflict', juror, { params, body: { confirm: true } }],
    ['submitEvaluation', juror, { params: { ...params, stepId: 'evaluation' }, body: anEvaluation(0, index) }],
    ['submitEvaluation', juror, { params: { ...params, stepId: 'evaluation' }, body: anEvaluation(1, index) }],
    ...(chance() < 0.1
      ? ([['recuse', juror, { params, body: { ...exampleRecusal, confirm: true } }]] satisfies Attempt[])
      : ([['closeStep', staff.id, { params, body: { stepId: 'evaluation', version } }]] satisfies Attempt[])),
    ['recordDecision', staff.id, { params, body: { decision: aDecision(outcome), version } }],
    ['resumeApplication', staff.id, { params, body: { version } }],
    ...(chance() < 0.02 ? ([['withdrawApplication', applicant.id, { params, body: {} }]] satisfies Attempt[]) : []),
  ]);
};

const passed = (city: City, stepId: string) => {
  const step = city.content.steps.find(({ id }) => id === stepId);
  return aVerdict(step as ReturnType<typeof aCheckStep>);
};

test('eight persons at once, consumers that die and mails that are refused leave everything whole', async () => {
  const city = await openCity({ jurors: 6 });
  const files: string[] = [];
  for (let count = 0; count < FILES; count++) files.push(await draftFile(city, count));

  const statuses: Record<number, number> = {};
  let working = true;
  const person = async (chance: () => number) => {
    for (let act = 0; act < ACTS; act++) {
      const file = files[Math.floor(chance() * files.length)] as string;
      const [id, who, sent] = await anAttempt(city, file, chance);
      const dies = chance() < 0.1;
      const own = dies ? mortal(city.ports, Math.floor(chance() * 8)) : city.ports;
      const { status } = await city.send(id, who, sent, own);
      if (!dies) statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };

  const sent: string[] = [];
  const mailer = (chance: () => number) => ({
    send: async ({ to, subject }: { to: string; subject: string }) => {
      if (chance() < 0.3)
        throw Object.assign(new Error('Maximum sending rate exceeded.'), {
          name: 'TooManyRequestsException',
          $metadata: { httpStatusCode: 429 },
        });
      return `message-${sent.push(`${to} ${subject}`)}`;
    },
  });
  const consumersOf = (chance: () => number) => (ports: TestPorts, id: string) => [
    () => retrying(ports, () => measureApplication(ports, id)),
    () => closeCompleteStep(ports, { type: 'application', id }),
    () => tellApplication({ ...ports, sleep: async () => {} }, mailer(chance), 'https://appel.ville.example', id),
  ];
  const consumer = async (chance: () => number) => {
    while (working) {
      const id = files[Math.floor(chance() * files.length)] as string;
      const ports = chance() < 0.3 ? mortal(city.ports, Math.floor(chance() * 8)) : city.ports;
      const takes = consumersOf(chance)(ports, id);
      await takes[Math.floor(chance() * takes.length)]?.().catch(() => undefined);
      if (chance() < 0.05) city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    }
  };
  const seed = Number(process.env.SEED ?? 1);
  const consumers = [1, 2, 3].map((count) => consumer(seeded(seed + 1000 + count)));
  await Promise.all(Array.from({ length: ACTORS }, (_, count) => person(seeded(seed + count))));
  working = false;
  await Promise.all(consumers);

  // Nobody who lived was answered with a failure, and a good part of what was tried was possible.
  expect(statuses[500]).toBeUndefined();
  expect(statuses[200]).toBeGreaterThan(FILES * 5);

  for (const id of files) {
    for (let run = 0; run < 100; run++) {
      city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
      const done = await Promise.allSettled(consumersOf(seeded(run))(city.ports, id).map((take) => take()));
      if (done.every((result) => result.status === 'fulfilled' && !result.value)) break;
    }
    const core = await expectWholeChain(city.ports, id);
    const file = await loadFile(city.ports, id);
    for (const evaluation of file?.evaluations ?? [])
      expect(faultsOf(await readEvents(city.ports, { type: 'evaluation', id: evaluation.id }))).toEqual([]);
    // Every mail left, but for those to a juror who was recused or relieved before they could.
    const messages = await messagesOn(city.ports, id);
    const expected = (file?.events ?? []).flatMap((event) =>
      messagesFor(event as ApplicationEvent).map(({ to }) => [event.seq, to.kind === 'juror' ? to.jurorId : to.kind]),
    );
    expect(messages.map(({ seq, recipient }) => [seq, recipient]).toSorted()).toEqual(expected.toSorted());
    const away = [...core.recusals, ...(file?.reliefs ?? [])].map(({ jurorId }) => jurorId);
    const unsent = messages.filter(({ status }) => status !== 'sent');
    expect(unsent.filter(({ status, recipient }) => status !== 'dropped' || !away.includes(recipient))).toEqual([]);
    expect(file?.revisions.length).toBe(core.revision);
    const open = (file?.assignments ?? []).filter(({ state }) => state === 'assigned' || state === 'submitted');
    expect(open.map(({ jurorId }) => jurorId).toSorted()).toEqual((core.jury?.jurorIds ?? []).toSorted());
  }
  const figures = async () => [
    await readFigures(city.ports, city.callId, '2026-Q1', '2026-Q4'),
    await readStateCounts(city.ports, city.callId),
  ];
  const before = await figures();
  await figuresAnew(city.ports);
  expect(await figures()).toEqual(before);
});
