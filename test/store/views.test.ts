import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { aDecision } from '../factories/application.ts';
import { stepsTwice } from '../factories/call.ts';
import { interleave } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { type City, openCity, people } from '../support/city.ts';
import {
  asRead,
  attach,
  checkFile,
  decideFile,
  declare,
  draftFile,
  evaluate,
  fileIn,
  key,
  submitFile,
} from '../support/files.ts';
import { JURORS, LETTERS, largeFile } from '../support/large-file.ts';
import { readUnits } from '../support/read-units.ts';
import { hearFile } from '../support/sessions.ts';
import { jurorFile, jurorParts, ownParts, staffFile, staffParts } from '../support/whole-file.ts';

const { applicant, staff } = people;

/** Read units that the first answer of a view may cost, however large its file is. */
const MOST = 20;

describe('of a file with sixty jurors who wrote at length,', { timeout: 300_000 }, () => {
  let city: City;
  let applicationId: string;
  let stepId: string;
  const unitsOf = async (
    id: OperationId,
    who: string,
    more: { stepId?: string; query?: Record<string, string> } = {},
  ) => {
    const { query, ...params } = more;
    const sent = { params: { applicationId, ...params }, ...(query && { query }) };
    // A function reads a version of a call once, and keeps it.
    await city.ask(id, who, sent);
    return readUnits(city.ports, () => city.ask(id, who, sent));
  };

  beforeAll(async () => {
    ({ city, applicationId, stepId } = await largeFile());
  }, 300_000);

  test('the first answer of each view costs at most twenty read units', async () => {
    const [first = '', last = ''] = [city.jurors[0], city.jurors.at(-1)];
    const views = {
      staff: await unitsOf('getStaffFile', staff.id),
      'a juror whose evaluation is in': await unitsOf('getJurorFile', first),
      'a juror who is awaited': await unitsOf('getJurorFile', last),
      association: await unitsOf('getApplication', applicant.id),
    };
    expect(Object.entries(views).filter(([, units]) => units > MOST)).toEqual([]);
  });

  test('what a juror types and asks costs the same, whatever the others wrote', async () => {
    const last = city.jurors.at(-1) ?? '';
    expect(await unitsOf('getConflictCheck', last)).toBeLessThanOrEqual(MOST);
    expect(await unitsOf('getOwnEvaluation', last, { stepId })).toBeLessThanOrEqual(MOST);
  });

  test('evaluations come by the page, to staff by name and to a peer by number, each once', async () => {
    const read = (cursor?: string) =>
      city.ask('listEvaluations', staff.id, {
        params: { applicationId },
        query: { stepId, ...(cursor && { cursor }) },
      });
    const page = await read();
    expect([page.items.length, (await read(page.nextCursor)).items.length]).toEqual([10, 10]);
    const { evaluations } = await staffFile(city, applicationId);
    expect(evaluations.map(({ jurorId }) => jurorId as string)).toEqual(city.jurors.slice(0, -1).toSorted());
    const first = city.jurors[0] ?? '';
    const { peers } = await jurorFile(city, applicationId, first);
    expect(peers.map(({ peer }) => peer)).toEqual(Array.from({ length: JURORS - 2 }, (_, place) => place + 1));
  });

  test('a cursor of another step or file shows nothing of it', async () => {
    const forged = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url');
    const pk = `APP#${applicationId}`;
    for (const place of [
      { pk, sk: 'WORK#' },
      { pk, sk: 'NOTIFICATION#' },
      { pk: 'APP#other', sk: 'EVALUATION#' },
    ])
      for (const [id, who, asked] of [
        ['listEvaluations', staff.id, { params: { applicationId }, query: { stepId, cursor: forged(place) } }],
        [
          'listPeerEvaluations',
          city.jurors[0],
          { params: { applicationId, stepId }, query: { cursor: forged(place) } },
        ],
      ] as const)
        expect((await city.send(id, who, asked)).status).toBe(422);
  });

  test('letters and the story are all there once they are asked for', async () => {
    const { letters, timeline } = await staffFile(city, applicationId);
    expect(letters.length).toBe(LETTERS);
    expect(timeline.map(({ seq }) => seq)).toEqual(Array.from({ length: timeline.length }, (_, place) => place + 1));
    expect(timeline.filter(({ type }) => type === 'application.jurors-reminded').length).toBe(20);
  });

  // It closes the step.
  test('a step that waits costs its count alone, and what jurors wrote is read once, at its closing', async () => {
    const { ports } = city;
    const wake = () => closeCompleteStep(ports, { type: 'application', id: applicationId });
    const closing = await readUnits(ports, async () => expect(await wake()).toBe(true));
    const { items } = await city.ask('listEvaluations', staff.id, { params: { applicationId }, query: { stepId } });
    const evaluation = Buffer.byteLength(JSON.stringify(items[0])) / 4096;
    expect(closing).toBeGreaterThan((JURORS - 1) * evaluation * 0.9);
    expect(closing).toBeLessThan((JURORS - 1) * evaluation * 1.5);
    expect(await readUnits(ports, wake)).toBe(1);
  });

  // After that: it decides the file.
  test('refused with all that a letter holds of each criterion, and corrected, it costs no more at first', async () => {
    const params = { applicationId };
    const first = city.jurors[0] ?? '';
    await hearFile(city, applicationId, city.jurors.slice(0, 3));
    const { feedback } = await city.ask('getJuryWords', staff.id, { params });
    const decision = {
      ...aDecision('refused', { decidedOn: city.ports.now().toISOString().slice(0, 10) }),
      feedback: feedback.map(({ text, ...of }) => ({ ...of, text: text.padEnd(3000, `\n${text}`).trim() })),
    };
    await decideFile(city, applicationId, decision);
    const why = 'La date de la délibération était fausse.';
    const corrected = await city.ask('correctDecision', staff.id, {
      params,
      body: await asRead(city, applicationId, { decision, why }),
    });
    expect([corrected.decision, corrected.formerDecisions.map(({ decision }) => decision)]).toEqual([
      decision,
      [decision],
    ]);
    const views = {
      staff: await unitsOf('getStaffFile', staff.id),
      juror: await unitsOf('getJurorFile', first),
      association: await unitsOf('getApplication', applicant.id),
    };
    expect(Object.entries(views).filter(([, units]) => units > MOST)).toEqual([]);
  });
});

test('an evaluation that is in says nothing to a step that waits for others: the count is read, and no word of theirs', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  const wake = () => closeCompleteStep(city.ports, { type: 'application', id: applicationId });
  await evaluate(city, applicationId, city.jurors[0] ?? '');
  const seen: string[] = [];
  city.ports.db.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      seen.push(
        ...((answer.output as { Items?: { sk: string }[] }).Items ?? []).map(({ sk }) => sk.split('#')[0] ?? ''),
      );
      return answer;
    },
    { step: 'initialize', name: 'see' },
  );
  expect(await wake()).toBe(false);
  expect(new Set(seen)).toEqual(new Set(['ASSIGNMENT']));
});

test('a part opens to whom its file opens, and is refused to others as the file is', async () => {
  const city = await openCity();
  const [first, , third] = city.jurors as [string, string, string];
  const stepId = 'evaluation';
  const answers = async (ids: readonly OperationId[], who: string, applicationId: string) => {
    const all = await Promise.all(
      ids.map((id) => city.send(id, who, { params: { applicationId, stepId }, query: { stepId } })),
    );
    return new Set(all.map(({ status, body }) => [status, body.code, body.since].join(' ').trim()));
  };
  const staffs = ['getStaffFile', ...staffParts] as const;
  const jurors = ['getJurorFile', ...jurorParts] as const;
  const owners = ['getApplication', ...ownParts] as const;

  const draft = await draftFile(city);
  expect(await answers(staffs, staff.id, draft)).toEqual(new Set(['404 not-found']));
  expect(await answers(owners, applicant.id, draft)).toEqual(new Set(['200']));
  expect(await answers(owners, people.stranger.id, draft)).toEqual(new Set(['404 not-found']));

  const judged = await submitFile(city, 1);
  await checkFile(city, judged);
  await checkFile(city, judged);
  await city.ask('openStep', staff.id, {
    params: { applicationId: judged },
    body: await asRead(city, judged, { jurorIds: city.jurors.filter((id) => id !== third) }),
  });
  // Neither has said that no interest stands in the way, and the third was not asked.
  expect(await answers(jurors, first, judged)).toEqual(new Set(['403 declaration-needed']));
  expect(await answers(jurors, third, judged)).toEqual(new Set(['404 not-found']));
  await declare(city, judged, first);
  expect(await answers(jurors, first, judged)).toEqual(new Set(['200']));
  await city.ask('recuse', first, {
    params: { applicationId: judged },
    body: { interest: 'other', reason: 'Un lien familial avec la trésorière.', confirm: true },
  });
  expect(await answers(jurors, first, judged)).toEqual(new Set([`403 recused ${city.ports.now().toISOString()}`]));
  expect(await answers(staffs, staff.id, judged)).toEqual(new Set(['200']));
});

test('a peer keeps the number that all steps together give, and a recused one has none', async () => {
  const city = await openCity({ call: { steps: stepsTwice() } });
  const applicationId = await fileIn(city, 'evaluating');
  const [one, two, three] = city.jurors as [string, string, string];
  for (const juror of [one, two, three]) await evaluate(city, applicationId, juror);
  expect(await city.wake(applicationId)).toBe(true);
  for (const juror of [two, three]) await evaluate(city, applicationId, juror);
  const numbers = async (juror: string) =>
    (await jurorFile(city, applicationId, juror)).peers.map(({ stepId, peer }) => [stepId, peer]);
  const [first, second] = city.content.steps.filter(({ kind }) => kind === 'score').map(({ id }) => id);
  expect(await numbers(three)).toEqual([
    [first, 1],
    [first, 2],
    [second, 2],
  ]);
  await city.ask('recuse', one, {
    params: { applicationId },
    body: { interest: 'other', reason: 'Un lien familial avec la trésorière.', confirm: true },
  });
  expect(await numbers(three)).toEqual([
    [first, 1],
    [second, 1],
  ]);
});

test('a document that turned out harmful after it was handed over is still told of, once it went with no later answer', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'complements');
  const { attachments } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  const [handed] = attachments;
  const late = await attach(city, applicationId, handed?.documentId ?? '', 'remplacement.pdf');
  await noteFindings(city.ports, applicationId, handed?.id ?? '', { scan: 'malware' });
  await city.ask('provideComplements', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
  const seen = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  expect(seen.attachments.map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      [handed?.id, 'rejected'],
      [late, 'clean'],
    ]),
  );
  expect((await checkFile(city, applicationId)).attachments.length).toBe(seen.attachments.length);
});

describe('whoever acts on the version that a view showed has seen all that it rests on:', () => {
  /** The act makes some calls, the read some of its own, and the act goes on to its end. */
  const order = fc
    .tuple(fc.nat(14), fc.nat(4))
    .map(([before, reads]) => [...Array(before).fill(1), ...Array(reads).fill(0), ...Array(20).fill(1)] as number[]);

  test('a decision is there with its version, and so is what became of those before', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'supported');
    const params = { applicationId };
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const { version, formerDecisions } = await city.ask('getStaffFile', staff.id, { params });
        const amountCents = 1000 + version;
        const decision = aDecision('supported', { amountCents });
        const body = { decision, why: 'Le montant voté avait été mal reporté.', version };
        const [read] = await interleave(city.ports, turns, [
          (ports) => city.send('getStaffFile', staff.id, { params }, ports),
          (ports) => city.send('correctDecision', staff.id, { params, body }, ports),
        ]);
        if (read?.status !== 'fulfilled') throw new Error('Nothing was read');
        const shown = read.value.body;
        const more = shown.version - version;
        expect([shown.decision.amountCents === amountCents, shown.formerDecisions.length]).toEqual([
          more === 1,
          formerDecisions.length + more,
        ]);
        seen.add(more);
      }),
      { numRuns: runs(20) },
    );
    expect([...seen].toSorted()).toEqual([0, 1]);
  });

  test('content that was handed over is read with the version that it came with', async () => {
    const city = await openCity();
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const applicationId = await fileIn(city, 'complements');
        const params = { applicationId };
        const [read] = await interleave(city.ports, turns, [
          (ports) => city.send('getStaffFile', staff.id, { params }, ports),
          (ports) => city.send('provideComplements', applicant.id, { params, body: { idempotencyKey: key() } }, ports),
        ]);
        if (read?.status !== 'fulfilled') throw new Error('Nothing was read');
        const { state, contentRevision } = read.value.body;
        if (state === 'checking') expect(contentRevision).toBe(2);
        seen.add(state);
      }),
      { numRuns: runs(20) },
    );
    expect([...seen].toSorted()).toEqual(['checking', 'complements']);
  });
});
